// SPDX-License-Identifier: MIT OR Apache-2.0
#include "exclusive_cost.h"

namespace plimsoll::analysis {

using graph::PackageIx;
using resolve::Unit;
using resolve::UnitIx;

std::vector<char> units_without(const resolve::UnitGraph& graph, const std::function<bool(const Unit&)>& is_part) {
  std::vector<char> needed(graph.units.size());
  std::vector<UnitIx> waiting;
  const auto enter = [&](UnitIx unit) {
    if (needed[unit] != 0 || is_part(graph.units[unit])) return;
    needed[unit] = 1;
    waiting.push_back(unit);
  };
  for (const auto root : graph.roots) enter(root);
  while (!waiting.empty()) {
    const auto unit = waiting.back();
    waiting.pop_back();
    for (const auto& dependency : graph.units[unit].dependencies) enter(dependency.unit);
  }
  return needed;
}

std::vector<PackageIx> leaving_with(const View& view, PackageIx package) {
  const auto& units = view.model.build.units;
  std::vector<char> built(view.graph.package_count());
  for (const auto& unit : units.units) built[unit.package] = 1;
  if (!built[package]) return {};
  const auto needed = units_without(units, [&](const Unit& unit) { return unit.package == package; });
  std::vector<char> staying(built.size());
  for (std::size_t i = 0; i < needed.size(); ++i)
    if (needed[i] != 0) staying[units.units[i].package] = 1;
  std::vector<PackageIx> leaving{package};
  for (std::size_t i = 0; i < built.size(); ++i)
    if (built[i] && !staying[i] && i != package) leaving.emplace_back(i);
  return leaving;
}

}  // namespace plimsoll::analysis
