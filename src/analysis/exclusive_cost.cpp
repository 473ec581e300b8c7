// SPDX-License-Identifier: MIT OR Apache-2.0
#include "exclusive_cost.h"

namespace plimsoll::analysis {
namespace {

using graph::PackageIx;
using resolve::UnitIx;

/// Packages that still have a unit when those of `package` are gone.
std::vector<char> staying_without(const View& view, PackageIx package) {
  const auto& units = view.model.build.units;
  std::vector<char> seen(units.units.size());
  std::vector<char> staying(view.graph.package_count());
  std::vector<UnitIx> waiting;
  const auto enter = [&](UnitIx unit) {
    if (seen[unit] || units.units[unit].package == package) return;
    seen[unit] = 1;
    staying[units.units[unit].package] = 1;
    waiting.push_back(unit);
  };
  for (const auto root : units.roots) enter(root);
  while (!waiting.empty()) {
    const auto unit = waiting.back();
    waiting.pop_back();
    for (const auto& dependency : units.units[unit].dependencies) enter(dependency.unit);
  }
  return staying;
}

}  // namespace

std::vector<PackageIx> leaving_with(const View& view, PackageIx package) {
  std::vector<char> built(view.graph.package_count());
  for (const auto& unit : view.model.build.units.units) built[unit.package] = 1;
  if (!built[package]) return {};
  const auto staying = staying_without(view, package);
  std::vector<PackageIx> leaving{package};
  for (std::size_t i = 0; i < built.size(); ++i)
    if (built[i] && !staying[i] && i != package) leaving.emplace_back(i);
  return leaving;
}

}  // namespace plimsoll::analysis
