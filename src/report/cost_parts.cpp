// SPDX-License-Identifier: MIT OR Apache-2.0
#include "cost_parts.h"

#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <tuple>
#include <utility>

#include "plimsoll/report/questions.h"
#include "wording.h"

namespace plimsoll::report {
namespace {

double seconds_of(const Unit& unit) {
  return unit.end - unit.start;
}

std::vector<Cost> with_savings(std::vector<Cost> costs, const std::vector<Saving>& savings) {
  for (auto& cost : costs) {
    const auto found = std::ranges::find(savings, cost.package, &Saving::package);
    if (found != savings.end()) cost.saved_seconds = found->seconds;
  }
  std::ranges::stable_sort(costs, std::ranges::greater{},
                           [](const Cost& cost) { return std::tie(cost.saved_seconds, cost.seconds); });
  return costs;
}

}  // namespace

Measured measured(const Report& report) {
  const auto is_known = [](const Package& package) {
    return package.cost_measured || package.cost_seconds.value_or(0) == 0;
  };
  const bool any = std::ranges::any_of(report.packages, &Package::cost_measured);
  return {any, any && std::ranges::all_of(report.packages, is_known)};
}

std::size_t unseen_packages(const Report& report) {
  return static_cast<std::size_t>(std::ranges::count_if(report.packages, [](const Package& package) {
    return finding::may_be_built(package.reach) && !package.cost_measured && !package.sources_seen;
  }));
}

std::string measured_text(Measured measured) {
  return measured.all ? "measured" : measured.any ? "partly measured" : "estimated";
}

std::vector<const Unit*> dearest_units(const Report& report, const std::vector<PackageIx>& about) {
  std::vector<const Unit*> units;
  for (const auto& unit : report.units)
    if (about.empty() || std::ranges::find(about, unit.package) != about.end()) units.push_back(&unit);
  std::ranges::stable_sort(units, std::ranges::greater{}, [](const Unit* unit) { return seconds_of(*unit); });
  return units;
}

std::vector<Cost> proc_macro_costs(const Report& report) {
  std::vector<Cost> costs;
  for (std::size_t i = 0; i < report.packages.size(); ++i)
    if (const auto& package = report.packages[i]; package.proc_macro && finding::is_built(package.reach))
      costs.push_back({PackageIx(i), package.owned.cost_seconds});
  return with_savings(std::move(costs), report.limited ? report.limited->without_proc_macros : std::vector<Saving>());
}

std::vector<Cost> build_script_costs(const Report& report) {
  std::map<PackageIx, double> seconds;
  for (const auto& unit : report.units)
    if (unit.kind == "custom-build") seconds[unit.package] += seconds_of(unit);
  std::vector<Cost> costs;
  for (const auto& entry : seconds) costs.push_back({entry.first, entry.second});
  return with_savings(std::move(costs), report.limited ? report.limited->without_build_scripts : std::vector<Saving>());
}

bool is_critical(const Report& report, PackageIx package) {
  return std::ranges::any_of(report.units, [&](const Unit& unit) { return unit.critical && unit.package == package; });
}

std::size_t rank_of(const Report& report, PackageIx package) {
  const auto cost = package_at(report, package).cost_seconds.value_or(0);
  return 1 + static_cast<std::size_t>(std::ranges::count_if(
                 report.packages, [&](const Package& other) { return other.cost_seconds.value_or(0) > cost; }));
}

std::vector<std::string> unknown_costs(const Report& report) {
  constexpr std::size_t named = 4;
  std::vector<std::string> unread;
  for (const auto& package : report.packages)
    if (!package.manifest_known && finding::may_be_built(package.reach)) unread.push_back(package_text(package));
  if (unread.empty()) return {};
  return {fmt::format("what {} would take, for their manifests are not at hand: {}", counted(unread.size(), "package"),
                      examples(unread, named))};
}

}  // namespace plimsoll::report
