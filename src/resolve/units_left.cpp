// SPDX-License-Identifier: MIT OR Apache-2.0
#include "units_left.h"

#include <algorithm>
#include <bitset>
#include <numeric>

namespace plimsoll::resolve {
namespace {

std::vector<char> plain_libraries(const graph::PackageGraph& packages, const UnitGraph& graph) {
  std::vector<char> plain;
  for (const auto& unit : graph.units) {
    const auto& target = packages.manifest(unit.package)->targets[unit.target];
    const auto is_plain = [](const std::string& type) { return type == "lib" || type == "rlib"; };
    plain.push_back(unit.mode == Mode::build && target.kind == cargo::TargetKind::lib &&
                    std::ranges::all_of(target.crate_types, is_plain));
  }
  return plain;
}

}  // namespace

TimedUnits timed_units(const graph::PackageGraph& packages, const UnitGraph& graph, std::span<const UnitTime> times) {
  return {graph, times, order_of(graph), plain_libraries(packages, graph)};
}

UnitsLeft::UnitsLeft(const TimedUnits& all) : all_(all), units_(all.times.size()) {
  for (const auto unit : all.order) units_[unit] = {&all.graph.units[unit], &all.times[unit]};
}

void UnitsLeft::change(UnitIx unit, const Unit& now, const UnitTime& time) {
  if (contains(unit)) units_[unit] = {&now, &time};
}

Dependents UnitsLeft::dependents() const {
  std::vector<std::uint32_t> ends(size());
  for (const auto unit : all_.order)
    if (contains(unit)) for_each_dependency(unit, [&](std::size_t dependency) { ++ends[dependency]; });
  std::partial_sum(ends.begin(), ends.end(), ends.begin());
  std::vector<std::uint32_t> units(ends.empty() ? 0 : ends.back());
  auto next = ends;
  for (const auto unit : all_.order)
    if (contains(unit)) for_each_dependency(unit, [&](std::size_t dependency) { units[--next[dependency]] = unit; });
  return {std::move(ends), std::move(units)};
}

std::vector<std::size_t> UnitsLeft::count_waiting() const {
  constexpr std::size_t most_counted = 16'384;
  constexpr std::size_t at_once = 512;
  const auto step = size() / most_counted + 1;
  std::vector<std::size_t> counts(size());
  for (std::size_t first = 0; first < size(); first += step * at_once) {
    std::vector<std::bitset<at_once>> waiting(size());
    for (std::size_t i = 0; i < at_once && first + i * step < size(); ++i) waiting[first + i * step].set(i);
    for (auto unit = all_.order.rbegin(); unit != all_.order.rend(); ++unit) {
      if (!contains(*unit)) continue;
      counts[*unit] += waiting[*unit].count();
      for_each_dependency(*unit, [&](std::size_t dependency) { waiting[dependency] |= waiting[*unit]; });
    }
  }
  return counts;
}

}  // namespace plimsoll::resolve
