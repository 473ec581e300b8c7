// SPDX-License-Identifier: MIT OR Apache-2.0
#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <set>

#include "answer_screen.h"
#include "duplicates.h"
#include "plimsoll/report/questions.h"
#include "wording.h"

namespace plimsoll::report {
namespace {

constexpr std::size_t most_names = 10;
constexpr std::size_t most_holders = 4;

class Screen : private AnswerScreen {
 public:
  Screen(const Report& report, const std::optional<std::string>& name, const RenderOptions& options)
      : AnswerScreen(options),
        report_(report),
        name_(name),
        found_(duplicates_about(report, name)),
        twins_(twins_about(report, name)) {}

  [[nodiscard]] std::string text() const {
    Lines lines = header(report_.tool, name_ ? "duplicates of " + type().clean(*name_)
                                             : "duplicates of " + type().clean(report_.workspace.name));
    if (!lines.empty()) lines.emplace_back();
    append(lines, summary());
    append(lines, plan());
    append(lines, causes());
    append(lines, twins());
    std::vector<std::string> texts;
    for (const auto& gap : report_.gaps) texts.push_back(gap_text(gap));
    append(lines, gaps(texts));
    return joined(lines);
  }

 private:
  [[nodiscard]] bool is_named(const Duplicate& duplicate) const { return name_ && duplicate.name == *name_; }

  [[nodiscard]] Lines summary() const {
    if (found_.empty()) return no_versions();
    double spare = 0;
    std::size_t for_themselves = 0;
    for (const auto* duplicate : found_) {
      spare += spare_cost(*duplicate);
      if (!duplicate->follows) ++for_themselves;
    }
    return verdict(Style::warning, counted(found_.size(), "name"), "TWICE OR MORE",
                   fmt::format("{}; {} of {} go into further copies",
                               for_themselves == found_.size()
                                   ? std::string("each for itself")
                                   : fmt::format("{} for themselves, the others with them", for_themselves),
                               duration_text(spare), duration_text(report_.summary.cost_seconds)));
  }

  [[nodiscard]] Lines no_versions() const {
    const auto subject = name_.value_or("every package");
    if (std::ranges::any_of(report_.gaps, &Gap::decisive))
      return verdict(Style::warning, subject, "NOT CERTAIN", "no second version is known; not all could be looked at");
    if (!twins_.empty()) return verdict(Style::warning, subject, "IN ONE VERSION", "and still built more than once");
    if (const auto reaches = reaches_of_unbuilt(); !reaches.empty())
      return verdict(Style::note, subject, "NOT BUILT",
                     fmt::format("no version of it takes part in this build ({})", fmt::join(reaches, ", ")));
    return verdict(Style::good, subject, "ONCE", "built in no more than one version");
  }

  /// Why none of what bears the name is built; nothing if one is.
  [[nodiscard]] std::set<std::string_view> reaches_of_unbuilt() const {
    std::set<std::string_view> reaches;
    for (const auto& package : report_.packages) {
      if (!name_ || package.name != *name_) continue;
      if (finding::may_be_built(package.reach)) return {};
      reaches.insert(finding::to_text(package.reach));
    }
    return reaches;
  }

  /// What to do about all of them together.
  [[nodiscard]] Lines plan() const {
    if (!report_.duplicates_plan) return {};
    const auto& plan = *report_.duplicates_plan;
    Lines lines = stage(plan.within, plan.further, "within all requirements");
    append(lines, stage(plan.raised, plan.within.left, "with requirements raised"));
    return lines;
  }

  [[nodiscard]] Lines stage(const DuplicatesStage& stage, std::size_t before, std::string_view how) const {
    if (stage.left >= before) return {};
    Lines lines{""};
    const auto ended = before - stage.left;
    append(lines, type().set({1, Style::bold, fmt::format("{} of {}", ended, counted(before, "further version")),
                              fmt::format("{} {} together {}, proven by resolving", type().dash(),
                                          ended == 1 ? "goes" : "go", how),
                              3, 2}));
    for (const auto& raise : stage.raises) append(lines, labelled("raise", type().clean(raise)));
    for (const auto& command : stage.commands) append(lines, labelled("run", type().command(command)));
    return lines;
  }

  [[nodiscard]] Lines causes() const {
    Lines lines;
    std::size_t shown = 0;
    std::size_t all = 0;
    for (const auto* duplicate : found_) {
      if (duplicate->follows && !is_named(*duplicate)) continue;
      if (++all > at_most(most_names)) continue;
      ++shown;
      lines.emplace_back();
      append(lines, about(*duplicate));
    }
    if (all > shown) {
      lines.emplace_back();
      lines.push_back(fmt::format("   and {} more: `--all` shows them", all - shown));
    }
    return lines;
  }

  [[nodiscard]] Lines about(const Duplicate& duplicate) const {
    const auto goes_with =
        duplicate.follows ? fmt::format("; goes with {}", quoted(*duplicate.follows)) : std::string();
    Lines lines = type().set(
        {1, Style::bold, type().clean(duplicate.name),
         fmt::format("{} {} in further copies{}", type().dash(), duration_text(spare_cost(duplicate)), goes_with), 3,
         2});
    std::size_t width = 0;
    for (const auto& copy : duplicate.copies) width = std::max(width, package_at(report_, copy.package).version.size());
    for (const auto& copy : duplicate.copies) append(lines, this->copy(copy, width));
    append(lines, way_out(duplicate));
    append(lines, followers(duplicate));
    return lines;
  }

  [[nodiscard]] Lines copy(const Copy& copy, std::size_t width) const {
    const auto& package = package_at(report_, copy.package);
    const auto cost = copy.built ? duration_text(copy.cost_seconds) : std::string();
    return type().set({margin, Style::plain,
                       kept_together(fmt::format("{:<{}}  {:<10} {:>6} ", package.version, width,
                                                 finding::to_text(package.reach), cost)),
                       holders(copy), margin + width + 21, at_most(3)});
  }

  [[nodiscard]] std::string holders(const Copy& copy) const {
    std::vector<std::string> texts;
    for (const auto& holder : copy.holders) {
      auto text = kept_together(package_text(package_at(report_, holder.package)));
      if (holder.requirement) text += fmt::format(" `{}`", type().clean(*holder.requirement));
      if (holder.location) text += fmt::format(" ({})", place(*holder.location));
      texts.push_back(std::move(text));
    }
    return texts.empty() ? "nobody holds it" : examples(texts, at_most(most_holders));
  }

  [[nodiscard]] Lines way_out(const Duplicate& duplicate) const {
    const auto* finding = finding_of(report_, duplicate);
    if (finding == nullptr) return {};
    Lines lines;
    if (finding->excused) append(lines, labelled("accepted", type().clean(finding->excused->reason)));
    if (finding->fix)
      for (const auto& command : finding->fix->commands) append(lines, labelled("fix", type().command(command)));
    if (!finding->help.empty()) append(lines, labelled("way out", type().advice(finding->help), 4));
    return lines;
  }

  [[nodiscard]] Lines followers(const Duplicate& duplicate) const {
    std::vector<std::string> names;
    for (const auto* other : followers_of(report_, duplicate)) names.push_back(type().clean(other->name));
    return names.empty() ? Lines{} : labelled("with it", examples(names, at_most(most_names)));
  }

  [[nodiscard]] Lines twins() const {
    Lines lines;
    for (std::size_t i = 0; i < std::min(twins_.size(), at_most(most_names)); ++i) {
      lines.emplace_back();
      append(lines, type().set({1, Style::bold, "twin builds",
                                fmt::format("{} {}", type().dash(), type().clean(twins_[i]->message)), 3, 3}));
      for (const auto& note : twins_[i]->notes)
        append(lines, type().set({margin, Style::plain, "", type().clean(note), 5, at_most(2)}));
    }
    if (twins_.size() > at_most(most_names))
      lines.push_back(fmt::format("   and {} more: `--all` shows them", twins_.size() - most_names));
    return lines;
  }

  const Report& report_;
  const std::optional<std::string>& name_;
  std::vector<const Duplicate*> found_;
  std::vector<const Finding*> twins_;
};

}  // namespace

std::string render_duplicates_human(const Report& report, const std::optional<std::string>& name,
                                    const RenderOptions& options) {
  return Screen(report, name, options).text();
}

}  // namespace plimsoll::report
