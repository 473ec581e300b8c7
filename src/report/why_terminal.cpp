// SPDX-License-Identifier: MIT OR Apache-2.0
#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <tuple>

#include "answer_screen.h"
#include "plimsoll/report/why.h"
#include "wording.h"

namespace plimsoll::report {
namespace {

using cargo::DependencyKind;
using finding::Reach;

constexpr std::size_t most_names = 8;

struct Headline {
  std::string_view head;
  std::string_view meaning;
};

Headline headline_of(Reach reach) {
  switch (reach) {
    case Reach::built:
      return {"BUILT", "compiled into what is built for the target"};
    case Reach::build_time:
      return {"BUILD-TIME", "compiled for build scripts and proc macros only"};
    case Reach::dev_only:
      return {"DEV-ONLY", "compiled for tests, examples and benchmarks only"};
    case Reach::other_target:
      return {"OTHER TARGET", "compiled only for targets that were not selected"};
    case Reach::not_enabled:
      return {"NOT ENABLED", "locked, and nothing that is selected switches it on"};
    case Reach::unknown:
      return {"NOT KNOWN", "a manifest on the path to it is not at hand"};
  }
  return {};
}

std::string_view kind_text(const WhyDeclaration& declaration) {
  if (!declaration.kind) return "locked";
  if (*declaration.kind == DependencyKind::build) return "build";
  return *declaration.kind == DependencyKind::development ? "dev" : "normal";
}

std::string_view off_text(WhyOff reason) {
  if (reason == WhyOff::platform) return "not for the selected targets";
  if (reason == WhyOff::optional) return "optional, and nothing switches it on";
  return {};
}

class Screen : private AnswerScreen {
 public:
  Screen(const Why& why, const RenderOptions& options) : AnswerScreen(options), why_(why) {}

  [[nodiscard]] std::string text() const {
    Lines lines = header(why_.tool, question());
    for (const auto& package : why_.packages) {
      if (!lines.empty()) lines.emplace_back();
      append(lines, package.feature ? feature(package, *package.feature) : about(package));
    }
    append(lines, gaps(why_.gaps));
    return joined(lines);
  }

 private:
  [[nodiscard]] std::string question() const {
    const auto asked = type().clean(why_.asked);
    return why_.feature ? fmt::format("why {} of {}", quoted(*why_.feature), asked) : "why " + asked;
  }

  [[nodiscard]] Lines about(const WhyPackage& package) const {
    const auto [head, meaning] = headline_of(package.reach);
    const auto also = package.member ? "; a member of the workspace" : "";
    Lines lines = verdict(finding::is_built(package.reach) ? Style::good : Style::note, package.package.text, head,
                          fmt::format("{}{}", meaning, also));
    append(lines, steps(package));
    append(lines, names("needed by", "package", package.dependents));
    append(lines, features("features", package.features));
    if (package.host_features != package.features) append(lines, features("on the host", package.host_features));
    append(lines, more_paths(package));
    return lines;
  }

  [[nodiscard]] Lines steps(const WhyPackage& package) const {
    if (!package.paths.empty()) return steps(package.paths.front());
    return type().set(
        {margin, Style::warning, "no path", "leads to it from a member: the lockfile has it for nobody", 5, 3});
  }

  [[nodiscard]] Lines steps(const WhyPath& path) const {
    if (path.size() < 2) return {};
    std::size_t width = 0;
    for (const auto& step : path) width = std::max(width, display_width(type().clean(step.package.text)));
    Lines lines;
    for (const auto& step : path) {
      const bool is_first = &step == &path.front();
      const auto arrow = type().arrow().substr(1);
      const auto mark = is_first ? std::string(display_width(arrow), ' ') : std::string(arrow);
      if (is_first) append(lines, row(mark, step.package.text, width, "member"));
      for (const auto& declaration : step.declarations)
        append(lines, row(&declaration == &step.declarations.front() ? mark : std::string(display_width(mark), ' '),
                          &declaration == &step.declarations.front() ? step.package.text : "", width,
                          declaration_text(declaration)));
    }
    return lines;
  }

  [[nodiscard]] Lines row(const std::string& mark, std::string_view name, std::size_t width,
                          const std::string& body) const {
    const auto clean = type().clean(name);
    const auto padding = std::string(width - std::min(width, display_width(clean)), ' ');
    auto head = mark + clean + padding + " ";
    std::ranges::replace(head, ' ', unbreakable_blank);
    return type().set({margin, Style::plain, head, body, margin + display_width(mark) + width + 2, at_most(3)});
  }

  [[nodiscard]] std::string declaration_text(const WhyDeclaration& declaration) const {
    std::vector<std::string> parts{fmt::format("{:<6}", kind_text(declaration))};
    std::ranges::replace(parts.front(), ' ', unbreakable_blank);
    if (declaration.requirement) parts.front() += fmt::format(" `{}`", type().clean(*declaration.requirement));
    if (declaration.platform) parts.push_back(type().clean(*declaration.platform));
    if (!declaration.default_features) parts.emplace_back("without default features");
    if (declaration.off && !off_text(*declaration.off).empty()) parts.emplace_back(off_text(*declaration.off));
    if (declaration.location) parts.push_back(place(*declaration.location));
    if (!declaration.features.empty()) parts.push_back("asks for " + listed(declaration.features));
    return fmt::format("{}", fmt::join(parts, type().dot()));
  }

  [[nodiscard]] std::string listed(const std::vector<std::string>& features) const {
    std::vector<std::string> names;
    for (const auto& feature : features) names.push_back(quoted(feature));
    return examples(names, at_most(most_names));
  }

  [[nodiscard]] Lines names(std::string_view label, std::string_view noun,
                            const std::vector<NamedPackage>& packages) const {
    if (packages.empty()) return {};
    std::vector<std::string> texts;
    for (const auto& package : packages) texts.push_back(kept_together(package.text));
    return labelled(label, fmt::format("{}: {}", counted(texts.size(), noun), examples(texts, at_most(most_names))));
  }

  [[nodiscard]] Lines features(std::string_view label, const std::vector<std::string>& on) const {
    if (on.empty()) return {};
    return labelled(label, listed(on));
  }

  [[nodiscard]] Lines more_paths(const WhyPackage& package) const {
    Lines lines;
    if (shows_all() && package.paths.size() > 1) {
      append(lines, labelled("paths", fmt::format("{}, shortest first", counted(package.paths.size(), "path"))));
      for (const auto& path : package.paths) {
        std::vector<std::string> texts;
        for (const auto& step : path) texts.push_back(kept_together(step.package.text));
        append(lines,
               type().set({5, Style::plain, "", fmt::format("{}", fmt::join(texts, type().arrow())), 7, no_limit}));
      }
    }
    if (package.more_paths == 0 && package.all_paths_counted) return lines;
    const auto number =
        fmt::format("{}{}", package.all_paths_counted ? "" : "more than ", counted(package.more_paths, "other"));
    append(lines, labelled("more paths",
                           fmt::format("{}: {}", number, shows_all() ? "`--limit` shows more" : "`--all` lists them")));
    return lines;
  }

  [[nodiscard]] Lines feature(const WhyPackage& package, const WhyFeature& feature) const {
    const auto subject = fmt::format("{} of {}", quoted(feature.name), package.package.text);
    if (!feature.on) {
      const auto reason =
          finding::may_be_built(package.reach)
              ? std::string("nobody asks for it in this build")
              : fmt::format("the package takes no part in this build ({})", finding::to_text(package.reach));
      return verdict(Style::note, subject, "OFF", reason);
    }
    Lines lines = verdict(Style::good, subject, "ON", chain_text(feature));
    append(lines, chain(feature));
    if (feature.path) append(lines, steps(*feature.path));
    append(lines, askers(feature));
    return lines;
  }

  [[nodiscard]] std::string chain_text(const WhyFeature& feature) const {
    const auto& first = feature.chain.back();
    const auto through = feature.chain.size() > 1
                             ? fmt::format(", through {}", counted(feature.chain.size() - 1, "feature"))
                             : std::string();
    return first.through == AskedThrough::selection
               ? "the selection asks for it" + through
               : fmt::format("{} asks for it{}", type().clean(first.by.text), through);
  }

  [[nodiscard]] std::string asker_text(const WhyAsker& asker) const {
    return type().clean(asker.text) + (asker.host ? ", for the host" : "") +
           (asker.location ? std::string(type().dot()) + place(*asker.location) : "");
  }

  [[nodiscard]] Lines chain(const WhyFeature& feature) const {
    Lines lines;
    for (const auto& link : feature.chain)
      append(lines, type().set({margin, Style::bold,
                                fmt::format("{} of {}:", quoted(link.feature), type().clean(link.of.text)),
                                asker_text(link), 5, at_most(2)}));
    return lines;
  }

  /// Those beside the first, which the chain has shown.
  [[nodiscard]] Lines askers(const WhyFeature& feature) const {
    std::vector<const WhyAsker*> others;
    for (const auto& asker : feature.askers)
      if (!is_same(asker, feature.chain.front())) others.push_back(&asker);
    if (others.empty()) return labelled("asked for by", "nobody else: without it the feature is off");
    Lines lines = labelled("asked for by", counted(others.size(), "more request") + ", each enough by itself");
    for (std::size_t i = 0; i < others.size() && i < at_most(most_names); ++i)
      append(lines, type().set({5, Style::plain, "", asker_text(*others[i]), 7, at_most(2)}));
    if (others.size() > at_most(most_names))
      lines.push_back(fmt::format("     and {} more: `--all` shows them", others.size() - most_names));
    return lines;
  }

  static bool is_same(const WhyAsker& one, const WhyAsker& other) {
    const auto key = [](const WhyAsker& asker) {
      return std::tie(asker.by.id, asker.host, asker.through, asker.of_feature);
    };
    return key(one) == key(other);
  }

  const Why& why_;
};

}  // namespace

std::string render_why_human(const Why& why, const RenderOptions& options) {
  return Screen(why, options).text();
}

}  // namespace plimsoll::report
