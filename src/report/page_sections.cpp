// SPDX-License-Identifier: MIT OR Apache-2.0
#include "page_sections.h"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <iterator>

#include "changes_text.h"
#include "fold.h"
#include "markup.h"
#include "wording.h"

namespace plimsoll::report {
namespace {

using finding::Level;

constexpr std::size_t most_notes_in_brief = 2;

std::string path_markup(const Report& report, const std::vector<PackageIx>& path) {
  std::string items;
  for (const auto package : path)
    items += fmt::format("<li>{}</li>", escape(package_text(package_at(report, package))));
  return fmt::format("<ol class=\"path\">{}</ol>\n", items);
}

std::string paths_markup(const Report& report, const Finding& finding, bool is_brief) {
  const bool is_way = !finding.paths.empty() && (finding.paths.size() > 1 || finding.paths.front().size() > 1);
  if (!is_way) return {};
  auto text = path_markup(report, finding.paths.front());
  if (finding.paths.size() == 1 || is_brief) return text;
  std::string others;
  for (std::size_t i = 1; i < finding.paths.size(); ++i) others += path_markup(report, finding.paths[i]);
  return text + fmt::format("<details><summary>{}</summary>\n{}</details>\n",
                            counted(finding.paths.size() - 1, "other way"), others);
}

std::string facts_markup(const Report& report, const Finding& finding) {
  std::vector<std::string> parts;
  if (finding.status == "new") parts.emplace_back("<strong>new</strong>");
  if (finding.location)
    parts.push_back(fmt::format("<code>{}:{}</code>", escape(finding.location->file), finding.location->line));
  if (finding.package) parts.push_back(escape(package_text(package_at(report, *finding.package))));
  if (finding.reach) parts.emplace_back(finding::to_text(*finding.reach));
  parts.push_back(fmt::format("<code>{}</code>", escape(finding.rule)));
  return fmt::format("<p class=\"facts\">{}</p>\n", fmt::join(parts, " · "));
}

/// With its title, unless the finding's message holds that.
std::string advisory_markup(const Finding& finding) {
  const auto& advisory = *finding.advisory;
  auto text = fmt::format("<strong>{}</strong>", escape(advisory.id));
  const auto severity = severity_text(advisory);
  if (!severity.empty()) text += " · " + escape(severity);
  if (finding.message.find(advisory.title) == std::string::npos) text += " · " + escape_message(advisory.title);
  if (advisory.url) text += " · " + link_to(*advisory.url);
  return text;
}

std::string fix_markup(const Finding& finding) {
  std::string text;
  if (!finding.help.empty()) text += fmt::format("<p>{}</p>\n", escape_message(finding.help));
  if (!finding.fix) return text;
  for (const auto& edit : finding.fix->edits)
    text += fmt::format("<p>Edit <code>{}</code>, bytes {} to {}: <code>{}</code></p>\n", escape(edit.file), edit.start,
                        edit.end, escape(edit.text));
  for (const auto& command : finding.fix->commands) text += fmt::format("<p><code>{}</code></p>\n", escape(command));
  return text;
}

std::string notes_markup(const Finding& finding, bool is_brief) {
  std::vector<std::string> items;
  for (const auto& note : finding.notes) items.push_back(escape_message(note));
  for (const auto& label : finding.labels)
    items.push_back(fmt::format("<code>{}:{}</code> {}", escape(label.at.file), label.at.line, escape(label.text)));
  if (items.empty()) return {};
  if (is_brief && items.size() > most_notes_in_brief) {
    const auto more = items.size() - most_notes_in_brief;
    items.resize(most_notes_in_brief);
    items.push_back(fmt::format("and {} more", more));
  }
  return fmt::format("<ul>\n<li>{}</li>\n</ul>\n", fmt::join(items, "</li>\n<li>"));
}

std::string level_markup(const Finding& finding) {
  return fmt::format("<span class=\"level\">{}</span>", finding::report_word(finding.level));
}

/// A finding that stands under another one on the same package.
std::string companion_markup(const Finding& finding) {
  auto text = fmt::format("<p id=\"finding-{}\">Also {} {}", escape(finding.fingerprint), level_markup(finding),
                          escape_message(finding.message));
  if (finding.advisory) text += " · " + advisory_markup(finding);
  return text + "</p>\n";
}

std::string cause_markup(const Report& report, const Cause& cause, bool is_brief) {
  const auto& worst = *cause.findings.front();
  auto text =
      fmt::format("<article class=\"{}\" id=\"finding-{}\">\n<h3>{} {}</h3>\n", finding::report_word(worst.level),
                  escape(worst.fingerprint), level_markup(worst), escape_message(worst.message));
  text += facts_markup(report, worst);
  if (worst.advisory) text += fmt::format("<p>{}</p>\n", advisory_markup(worst));
  text += paths_markup(report, worst, is_brief) + notes_markup(worst, is_brief) + fix_markup(worst);
  for (const auto* finding : cause.findings)
    if (finding != &worst) text += companion_markup(*finding);
  return text + "</article>\n";
}

std::string findings_markup(const Report& report, bool is_brief) {
  std::string open;
  std::string minor;
  std::size_t minor_count = 0;
  for (const auto& cause : fold(report.findings)) {
    const bool is_minor = cause.findings.front()->level <= Level::note;
    (is_minor ? minor : open) += cause_markup(report, cause, is_brief);
    if (is_minor) minor_count += cause.findings.size();
  }
  const auto minor_text = counted(minor_count, "note");
  if (minor_count != 0 && is_brief) open += fmt::format("<p>The interactive report has {} more.</p>\n", minor_text);
  if (minor_count != 0 && !is_brief)
    open += fmt::format("<details><summary>{}</summary>\n{}</details>\n", minor_text, minor);
  return open.empty() ? "<p>Nothing was found.</p>\n" : open;
}

/// Of a brief page: what a reviewer should look at.
std::string changes_markup(const Report& report, bool is_brief) {
  if (!report.base) return {};
  auto text = fmt::format("<p>Since {}: {}.</p>\n", escape(report.base->name), escape(changes_sentence(*report.base)));
  for (const auto& remark : report.base->remarks) text += fmt::format("<p>{}</p>\n", escape(remark));
  for (const auto& group : report.base->groups) {
    std::string items;
    for (const auto& change : group.changes)
      if (!is_brief || !change.look_because.empty()) items += fmt::format("<li>{}</li>\n", escape(change_text(change)));
    if (items.empty()) continue;
    text += fmt::format("<h3>{}</h3>\n", escape(group.title));
    for (const auto& [what, line] : {std::pair{"Before", &group.before}, std::pair{"After", &group.after}})
      if (*line) text += fmt::format("<p>{}: <code>{}</code></p>\n", what, escape(**line));
    text += fmt::format("<ul>\n{}</ul>\n", items);
  }
  for (const auto& finding : report.base->fixed)
    text += fmt::format("<p>Gone: {}</p>\n", escape_message(finding.message));
  return text;
}

std::string accepted_markup(const Report& report) {
  std::string rows;
  for (const auto& finding : report.accepted) {
    const auto& excused = *finding.excused;
    rows += fmt::format("<tr><td>{}</td><td>{}</td><td>{}</td></tr>\n", escape_message(finding.message),
                        escape(excused.reason), excused.until ? date_text(*excused.until) : "without end");
  }
  if (rows.empty()) return {};
  return "<div class=\"table\"><table>\n<thead><tr><th scope=\"col\">finding</th><th scope=\"col\">reason</th>"
         "<th scope=\"col\">until</th></tr></thead>\n<tbody>\n" +
         rows + "</tbody>\n</table></div>\n";
}

std::string loads_markup(const Report& report) {
  std::string rows;
  for (const auto& load : loads(report, " → "))
    rows += fmt::format("<dt>{}</dt><dd>{}</dd>\n", escape(load.label), escape(load.text));
  return rows.empty() ? rows : fmt::format("<dl class=\"loads\">\n{}</dl>\n", rows);
}

std::string_view source_word(const Package& package) {
  if (!package.source) return "path";
  return package.source->starts_with("git+") ? "git" : "registry";
}

std::string build_code(const Package& package) {
  std::vector<std::string_view> parts;
  if (package.build_script) parts.emplace_back("build script");
  if (package.proc_macro) parts.emplace_back("proc macro");
  return fmt::format("{}", fmt::join(parts, ", "));
}

std::string cost_text(const Package& package) {
  if (!package.cost_seconds) return {};
  return fmt::format("{:.1f}{}", *package.cost_seconds, package.cost_measured ? "" : " est.");
}

std::string package_row(const Package& package) {
  return fmt::format(
      "<tr><th scope=\"row\">{}</th><td>{}</td><td>{}</td><td>{}</td><td>{}</td><td>{}</td>"
      "<td class=\"number\">{}</td><td class=\"number\">{}</td><td>{}</td></tr>\n",
      escape(package.name), escape(package.version), finding::to_text(package.reach), source_word(package),
      escape(package.license.value_or("")), build_code(package), package.users, cost_text(package),
      escape(fmt::format("{}", fmt::join(package.features, " "))));
}

std::string packages_markup(const Report& report) {
  if (report.packages.empty()) return {};
  std::string rows;
  for (const auto& package : report.packages) rows += package_row(package);
  return fmt::format("<details open><summary>{}</summary>\n<div class=\"table\"><table>\n<thead><tr>",
                     counted(report.packages.size(), "package")) +
         "<th scope=\"col\">package</th><th scope=\"col\">version</th><th scope=\"col\">reach</th>"
         "<th scope=\"col\">source</th><th scope=\"col\">licence</th><th scope=\"col\">code at build time</th>"
         "<th scope=\"col\" class=\"number\">users</th><th scope=\"col\" class=\"number\">seconds</th>"
         "<th scope=\"col\">features on</th></tr></thead>\n<tbody>\n" +
         rows + "</tbody>\n</table></div>\n</details>\n";
}

std::string gaps_markup(const Report& report) {
  if (report.gaps.empty()) return "<p>Every check that was asked for was made.</p>\n";
  std::string rows;
  for (const auto& gap : report.gaps)
    rows += fmt::format("<tr><td><code>{}</code></td><td>{}</td><td>{}</td></tr>\n", escape(gap.rule),
                        escape(gap.subject), escape(gap.reason));
  return "<div class=\"table\"><table>\n<thead><tr><th scope=\"col\">rule</th><th scope=\"col\">for</th>"
         "<th scope=\"col\">why not</th></tr></thead>\n<tbody>\n" +
         rows + "</tbody>\n</table></div>\n";
}

std::string list_text(const std::vector<std::string>& list, std::string_view if_none) {
  return list.empty() ? std::string{if_none} : fmt::format("{}", fmt::join(list, ", "));
}

std::string features_text(const Selection& selection) {
  if (selection.all_features) return "all";
  auto text = list_text(selection.features, selection.no_default_features ? "none" : "the default ones");
  if (!selection.features.empty() && selection.no_default_features) text += ", without the default ones";
  return text;
}

std::string rules_markup(const Report& report) {
  std::string text;
  const auto at_work = rules_at_work(report);
  for (const auto& rule : report.rules)
    if (at_work.contains(rule.name))
      text += fmt::format("<details><summary><code>{}</code> {}</summary>\n<pre>{}</pre>\n</details>\n",
                          escape(rule.name), escape(rule.summary), escape_lines(rule.explanation));
  return text;
}

std::string method_markup(const Report& report, bool has_rules) {
  std::string rows;
  const auto row = [&rows](std::string_view label, const std::string& text) {
    rows += fmt::format("<dt>{}</dt><dd>{}</dd>\n", label, escape(text));
  };
  row("Tool", report.tool.name + " " + report.tool.version);
  row("Advisories", database_text(report));
  if (report.advisory_database) row("Advisory commit", report.advisory_database->commit.value_or("unknown"));
  row("Targets",
      report.selection.is_for_every_platform() ? "all targets" : list_text(report.selection.targets, "not told"));
  row("Build machine", report.selection.host);
  row("Features", features_text(report.selection));
  row("Policy", list_text(report.policy_files, "none"));
  for (const auto& warning : report.warnings) row("Warning", warning);
  return fmt::format("<dl class=\"method\">\n{}</dl>\n", rows) + (has_rules ? rules_markup(report) : std::string{});
}

}  // namespace

std::vector<Section> page_sections(const Report& report, Extent extent) {
  const bool is_whole = extent == Extent::whole;
  const bool is_brief = extent == Extent::brief;
  return {
      {"findings", "Findings", findings_markup(report, is_brief)},
      {"changes", "Changes", changes_markup(report, is_brief)},
      {"accepted", "Accepted", accepted_markup(report)},
      {"gaps", "Not checked", gaps_markup(report)},
      {"carries", "What it carries", loads_markup(report)},
      {"packages", "Packages", is_whole ? packages_markup(report) : std::string{}},
      {"method", "Method", method_markup(report, is_whole)},
  };
}

}  // namespace plimsoll::report
