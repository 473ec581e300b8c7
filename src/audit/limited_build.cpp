// SPDX-License-Identifier: MIT OR Apache-2.0
#include <algorithm>
#include <functional>
#include <map>

#include "plimsoll/analysis/absence.h"
#include "plimsoll/support/parallel.h"
#include "report_parts.h"

namespace plimsoll::audit {
namespace {

using graph::PackageIx;

/// How many of a kind are tried: each takes a schedule of the whole build.
std::size_t most_of(const resolve::UnitGraph& build) {
  constexpr std::size_t most_units = 400'000;
  return std::clamp<std::size_t>(most_units / std::max<std::size_t>(build.units.size(), 1), 8, 200);
}

/// Packages with such units, those first that take most time themselves.
template <class IsPart>
std::vector<PackageIx> dearest(const analysis::Model& model, const IsPart& is_part) {
  std::map<PackageIx, double> seconds;
  const auto& units = model.build.units.units;
  for (std::size_t i = 0; i < units.size(); ++i)
    if (is_part(units[i])) seconds[units[i].package] += model.unit_times[i].total;
  std::vector<PackageIx> packages;
  for (const auto& entry : seconds) packages.push_back(entry.first);
  std::ranges::stable_sort(packages, std::ranges::greater{}, [&](PackageIx package) { return seconds.at(package); });
  packages.resize(std::min(packages.size(), most_of(model.build.units)));
  return packages;
}

std::vector<report::Saving> savings(const std::vector<PackageIx>& packages, std::size_t threads,
                                    const std::function<double(PackageIx)>& saved_without) {
  std::vector<report::Saving> found(packages.size());
  support::parallel_for(packages.size(), threads, [&](std::size_t i) {
    found[i] = {packages[i], saved_without(packages[i])};
  });
  return found;
}

}  // namespace

void add_limited_build(const Parts& parts, report::Report& report) {
  const auto jobs = parts.request.jobs;
  if (jobs == 0) return;
  const auto threads = parts.request.load.threads;
  const analysis::Absence absence(parts.graph, parts.model, jobs);
  const auto target_of = [&](const resolve::Unit& unit) -> const cargo::CrateTarget& {
    return parts.graph.manifest(unit.package)->targets[unit.target];
  };
  const auto macros = dearest(parts.model, [&](const resolve::Unit& unit) { return target_of(unit).is_proc_macro(); });
  const auto scripts = dearest(
      parts.model, [&](const resolve::Unit& unit) { return target_of(unit).kind == cargo::TargetKind::custom_build; });
  auto& limited = report.limited.emplace(report::LimitedBuild{jobs, absence.length()});
  limited.without_proc_macros =
      savings(macros, threads, [&](PackageIx package) { return absence.saved_without(package); });
  limited.without_build_scripts =
      savings(scripts, threads, [&](PackageIx package) { return absence.saved_without_build_script(package); });
}

}  // namespace plimsoll::audit
