// SPDX-License-Identifier: MIT OR Apache-2.0
#include <fmt/format.h>
#include <fmt/ranges.h>

#include <array>

#include "base64.h"
#include "deflate.h"
#include "embedded/report_app_notices.h"
#include "embedded/report_app_script.h"
#include "embedded/report_app_style.h"
#include "embedded/report_page.h"
#include "embedded/report_style.h"
#include "json_parts.h"
#include "markup.h"
#include "pack.h"
#include "page.h"
#include "page_sections.h"
#include "shareable.h"
#include "wording.h"

namespace plimsoll::report {
namespace {

/// Of larger workspaces the static page leaves packages and rules to the application, and of the largest all but what
/// decides.
constexpr std::size_t most_listed_packages = 300;
constexpr std::size_t most_packages = 600;

Extent extent_of(const Report& report, const Application& application) {
  if (!application.is_there() || report.packages.size() <= most_listed_packages) return Extent::whole;
  return report.packages.size() <= most_packages ? Extent::without_packages : Extent::brief;
}

std::string_view verdict_class(Verdict verdict) {
  constexpr std::array<std::string_view, 3> classes{"pass", "fail", "unknown"};
  return classes[static_cast<std::size_t>(verdict)];
}

/// Nothing may be fetched, and nothing may run or style but what this program put there.
std::string content_policy(const Application& application) {
  std::string policy = "default-src 'none'; ";
  if (application.is_there()) policy += fmt::format("script-src {}; ", digest_source(application.script));
  policy += "style-src " + digest_source(embedded::report_style);
  if (application.is_there()) policy += " " + digest_source(application.style);
  return policy +
         "; img-src data:; base-uri 'none'; form-action 'none'; require-trusted-types-for 'script'; trusted-types "
         "'none'";
}

std::string application_markup(const Application& application) {
  if (!application.is_there()) return {};
  return fmt::format("<style>{}</style>\n<script>{}</script>\n", application.style, application.script);
}

std::string data_markup(const Report& report, const RenderOptions& options, const Application& application) {
  if (!application.is_there()) return {};
  return fmt::format("<script type=\"application/octet-stream\" id=\"plimsoll-data\">{}</script>\n",
                     base64(deflate_raw(pack(json_document(report, options.fail_on, nullptr, {0, true})))));
}

std::string notices_markup(const Application& application) {
  if (application.notices.empty()) return {};
  return fmt::format(
      "<details><summary>Licences of what this page is made with</summary>\n<pre id=\"notices\">{}</pre>\n</details>\n",
      escape_lines(application.notices));
}

}  // namespace

std::string page_text(const Report& report_of_machine, const RenderOptions& options, const Application& application) {
  const auto report = shareable(report_of_machine);
  const auto result = verdict(report, options.fail_on);
  std::string navigation;
  std::string body;
  for (const auto& section : page_sections(report, extent_of(report, application))) {
    if (section.body.empty()) continue;
    navigation += fmt::format("<li><a href=\"#{}\">{}</a></li>\n", section.id, section.title);
    body += fmt::format(
        "<section id=\"{0}\" aria-labelledby=\"{0}-title\">\n<h2 id=\"{0}-title\">{1}</h2>\n{2}</section>\n",
        section.id, section.title, section.body);
  }
  return fill(embedded::report_page,
              {{"policy", content_policy(application)},
               {"version", escape(report.tool.version)},
               {"title", escape(fmt::format("Plimsoll: {} {}", report.workspace.name, headline(result)))},
               {"style", std::string{embedded::report_style}},
               {"application", application_markup(application)},
               {"scope", escape(fmt::format("{}", fmt::join(scope_parts(report), " · ")))},
               {"verdict-class", std::string{verdict_class(result)}},
               {"verdict", std::string{headline(result)}},
               {"sentence", escape(verdict_sentence(report, result))},
               {"database", escape(database_text(report))},
               {"navigation", std::move(navigation)},
               {"sections", std::move(body)},
               {"notices", notices_markup(application)},
               {"data", data_markup(report, options, application)}});
}

std::string render_html(const Report& report, const RenderOptions& options) {
  return page_text(report, options,
                   {embedded::report_app_script, embedded::report_app_style, embedded::report_app_notices});
}

}  // namespace plimsoll::report
