// SPDX-License-Identifier: MIT OR Apache-2.0
#include "plimsoll/audit/foretell.h"

#include <fmt/format.h>

#include <algorithm>
#include <iterator>
#include <map>
#include <set>

namespace plimsoll::audit {
namespace {

using analysis::PricedBuild;
using report::ForetoldPackage;
using report::ForetoldUnit;

report::ForetoldPackage shown(const cargo::PackageId& id) {
  return {cargo::to_spec(id), fmt::format("{} {}", id.name, cargo::to_text(id.version))};
}

ForetoldUnit shown(const resolve::Resolution& resolution, const resolve::Unit& unit) {
  const auto& graph = resolution.graph();
  const auto& target = graph.manifest(unit.package)->targets[unit.target];
  ForetoldUnit result{cargo::to_spec(graph.id(unit.package)), fmt::format("{}", fmt::join(target.kinds(), "/")),
                      target.name};
  if (unit.platform) result.platform = resolution.request().platforms->targets[*unit.platform].triple();
  result.mode = resolve::to_text(unit.mode);
  result.features.assign(unit.features.begin(), unit.features.end());
  return result;
}

/// Sorted; units that differ in nothing that is shown stand there as often as there are of them.
std::vector<ForetoldUnit> shown_units(const PricedBuild& build) {
  std::vector<ForetoldUnit> units;
  for (const auto& unit : build.units.units) units.push_back(shown(build.resolution, unit));
  std::ranges::sort(units);
  return units;
}

template <class T>
std::vector<T> only_in(const std::vector<T>& first, const std::vector<T>& second) {
  std::vector<T> result;
  std::ranges::set_difference(first, second, std::back_inserter(result));
  return result;
}

using FeaturesOf = std::map<ForetoldPackage, std::vector<std::string>>;

/// Every package that is built, with the features of all its units.
FeaturesOf built_packages(const PricedBuild& build) {
  std::map<graph::PackageIx, std::set<std::string>> found;
  for (const auto& unit : build.units.units) found[unit.package].insert(unit.features.begin(), unit.features.end());
  FeaturesOf result;
  for (const auto& [package, features] : found)
    result[shown(build.resolution.graph().id(package))].assign(features.begin(), features.end());
  return result;
}

std::vector<ForetoldPackage> packages_of(const FeaturesOf& built) {
  std::vector<ForetoldPackage> packages;
  for (const auto& entry : built) packages.push_back(entry.first);
  return packages;
}

std::vector<report::FeatureChange> feature_changes(const FeaturesOf& before, const FeaturesOf& after) {
  std::vector<report::FeatureChange> changes;
  for (const auto& [package, features] : before) {
    const auto now = after.find(package);
    if (now != after.end() && now->second != features)
      changes.push_back({package, only_in(features, now->second), only_in(now->second, features)});
  }
  return changes;
}

std::vector<std::string> duplicates_of(const PricedBuild& build) {
  std::map<std::string, std::set<graph::PackageIx>> by_name;
  for (const auto& unit : build.units.units)
    by_name[build.resolution.graph().id(unit.package).name].insert(unit.package);
  std::vector<std::string> names;
  for (const auto& [name, packages] : by_name)
    if (packages.size() > 1) names.push_back(name);
  return names;
}

report::BuildSize size_of(const PricedBuild& build, const FeaturesOf& built) {
  return {build.units.units.size(), built.size(),          duplicates_of(build),
          build.cost_seconds,       build.schedule.length, build.timings.measured};
}

}  // namespace

report::WhatIf foretell(const PricedBuild& before, const PricedBuild& after) {
  report::WhatIf result;
  const auto units_before = shown_units(before);
  const auto units_after = shown_units(after);
  result.units_gone = only_in(units_before, units_after);
  result.units_added = only_in(units_after, units_before);
  const auto built_before = built_packages(before);
  const auto built_after = built_packages(after);
  result.packages_gone = only_in(packages_of(built_before), packages_of(built_after));
  result.packages_added = only_in(packages_of(built_after), packages_of(built_before));
  result.features = feature_changes(built_before, built_after);
  result.before = size_of(before, built_before);
  result.after = size_of(after, built_after);
  return result;
}

}  // namespace plimsoll::audit
