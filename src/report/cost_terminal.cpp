// SPDX-License-Identifier: MIT OR Apache-2.0
#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>

#include "answer_screen.h"
#include "cost_parts.h"
#include "plimsoll/report/questions.h"
#include "wording.h"

namespace plimsoll::report {
namespace {

constexpr std::size_t most_units = 12;
constexpr std::size_t most_names = 6;
constexpr double worth_telling = 0.005;
constexpr double worth_naming = 0.05;

std::string what_of(const Unit& unit) {
  if (unit.mode == "run-custom-build") return "run of its build script";
  if (unit.kind == "custom-build") return "build script";
  return unit.kind == "bin" ? "bin " + unit.name : unit.kind;
}

class Screen : private AnswerScreen {
 public:
  Screen(const Report& report, const std::vector<PackageIx>& about, const RenderOptions& options)
      : AnswerScreen(options), report_(report), about_(about), any_measured_(measured(report).any) {}

  [[nodiscard]] std::string text() const {
    Lines lines = header(report_.tool, fmt::format("cost of {}{}{}", type().clean(report_.workspace.name), type().dot(),
                                                   counted(report_.units.size(), "unit")));
    if (!lines.empty()) lines.emplace_back();
    append(lines, whole());
    for (const auto package : about_) append(lines, one(package));
    append(lines, units());
    if (about_.empty()) append(lines, build());
    for (const auto& note : report_.warnings) append(lines, labelled("note", type().clean(note), 3));
    append(lines, gaps(unknown_costs(report_)));
    return joined(lines);
  }

 private:
  [[nodiscard]] Lines whole() const {
    const auto& summary = report_.summary;
    const auto limited =
        report_.limited ? fmt::format("{} with -j {}, ", duration_text(report_.limited->seconds), report_.limited->jobs)
                        : std::string();
    const auto unseen = unseen_packages(report_);
    return verdict(Style::bold, duration_text(summary.cost_seconds), "OF WORK",
                   fmt::format("{}{} on the longest chain; {}{}", limited, duration_text(summary.critical_path_seconds),
                               measured_text(measured(report_)),
                               unseen == 0 ? "" : fmt::format(", {} without sources", counted(unseen, "package"))));
  }

  [[nodiscard]] std::string share(double seconds) const {
    const auto all = report_.summary.cost_seconds;
    return all > 0 ? fmt::format("{:.0f} %", 100 * seconds / all) : "0 %";
  }

  [[nodiscard]] Lines one(PackageIx ix) const {
    const auto& package = package_at(report_, ix);
    const auto seconds = package.cost_seconds.value_or(0);
    Lines lines{""};
    if (!finding::is_built(package.reach)) {
      append(lines, verdict(Style::note, package_text(package), "COSTS NOTHING",
                            fmt::format("it is not built here: {}", finding::to_text(package.reach))));
      return lines;
    }
    append(lines, verdict(Style::bold, package_text(package), duration_text(seconds),
                          fmt::format("{} of the work, rank {} of {}, {}", share(seconds), rank_of(report_, ix),
                                      report_.summary.built, evidence(package))));
    append(lines, labelled("with it", fmt::format("{}, {}: all that would leave with it",
                                                  duration_text(package.owned.cost_seconds),
                                                  counted(package.owned.packages, "package"))));
    append(lines, sooner("without it", ix, proc_macro_costs(report_)));
    append(lines, sooner("its script", ix, build_script_costs(report_), "without it "));
    if (is_critical(report_, ix)) append(lines, labelled("critical", "it is on the longest chain"));
    if (!package.build_script_does.empty())
      append(lines, labelled("its script", fmt::format("{}", fmt::join(package.build_script_does, ", "))));
    return lines;
  }

  [[nodiscard]] static std::string_view evidence(const Package& package) {
    if (package.cost_measured) return "measured";
    return package.sources_seen ? "estimated" : "estimated without its sources, which are not at hand";
  }

  [[nodiscard]] Lines units() const {
    auto units = dearest_units(report_, about_);
    std::erase_if(units, [](const Unit* unit) { return unit->end - unit->start < worth_telling; });
    if (units.empty()) return {};
    Lines lines{""};
    append(lines, type().set({margin, Style::dim, "seconds  share  unit", "", 2, 1}));
    for (std::size_t i = 0; i < std::min(units.size(), at_most(most_units)); ++i) append(lines, row(*units[i]));
    if (units.size() > at_most(most_units))
      lines.push_back(fmt::format("   and {} more: `--all` shows them", units.size() - most_units));
    return lines;
  }

  [[nodiscard]] Lines row(const Unit& unit) const {
    const auto seconds = unit.end - unit.start;
    auto body = fmt::format("{}{}{}", kept_together(package_text(package_at(report_, unit.package))), type().dot(),
                            type().clean(what_of(unit)));
    if (unit.critical) body += std::string(type().dot()) + "on the longest chain";
    if (any_measured_ && !unit.measured) body += std::string(type().dot()) + "estimated";
    return type().set({margin, Style::plain, kept_together(fmt::format("{:>7.2f}  {:>5} ", seconds, share(seconds))),
                       body, margin + 16, 2});
  }

  [[nodiscard]] Lines build() const {
    Lines lines{""};
    append(lines, labelled("chain", chain(), 4));
    append(lines, labelled("proc macros", dearest("with what only they need", proc_macro_costs(report_)), 3));
    append(lines, labelled("scripts", dearest("to compile and run", build_script_costs(report_)), 3));
    return lines;
  }

  [[nodiscard]] std::string chain() const {
    std::vector<std::string> steps;
    for (const auto& step : report_.critical_path)
      steps.push_back(kept_together(fmt::format("{} {:.1f} s", package_at(report_, step.package).name, step.seconds)));
    return steps.empty() ? "nothing is built" : fmt::format("{}", fmt::join(steps, type().arrow()));
  }

  /// How much sooner the build would end without one of them.
  [[nodiscard]] std::string dearest(std::string_view what, const std::vector<Cost>& costs) const {
    if (costs.empty()) return "none";
    std::vector<std::string> names;
    double sum = 0;
    for (const auto& cost : costs) {
      sum += cost.seconds;
      if (saved(cost) >= worth_naming)
        names.push_back(
            kept_together(fmt::format("{} {}", package_at(report_, cost.package).name, duration_text(saved(cost)))));
    }
    const auto count = fmt::format("{}, {} {}", costs.size(), duration_text(sum), what);
    if (names.empty()) return count + "; none of them alone would make the build end sooner";
    return fmt::format("{}; the build{} would end sooner without: {}", count, on_jobs(),
                       examples(names, at_most(most_names)));
  }

  [[nodiscard]] Lines sooner(std::string_view label, PackageIx ix, const std::vector<Cost>& costs,
                             std::string_view without = "") const {
    const auto cost = std::ranges::find(costs, ix, &Cost::package);
    if (cost == costs.end() || !cost->saved_seconds) return {};
    return labelled(label, fmt::format("{}the build{} would end {} sooner", without, on_jobs(),
                                       duration_text(std::max(0.0, saved(*cost)))));
  }

  [[nodiscard]] static double saved(const Cost& cost) { return cost.saved_seconds.value_or(0); }

  [[nodiscard]] std::string on_jobs() const {
    return report_.limited ? fmt::format(" with -j {}", report_.limited->jobs) : std::string();
  }

  const Report& report_;
  const std::vector<PackageIx>& about_;
  bool any_measured_;
};

}  // namespace

std::string render_cost_human(const Report& report, const std::vector<PackageIx>& about, const RenderOptions& options) {
  return Screen(report, about, options).text();
}

}  // namespace plimsoll::report
