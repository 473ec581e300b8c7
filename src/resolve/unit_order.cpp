// SPDX-License-Identifier: MIT OR Apache-2.0
#include "unit_order.h"

#include <algorithm>
#include <boost/graph/adjacency_list.hpp>
#include <boost/graph/strong_components.hpp>

namespace plimsoll::resolve {
namespace {

/// Vertices are units; an edge leads from a unit to one that it waits for.
using Waits = boost::adjacency_list<boost::vecS, boost::vecS, boost::directedS>;

Waits waits_of(const UnitGraph& graph) {
  Waits waits(graph.units.size());
  for (std::size_t unit = 0; unit < graph.units.size(); ++unit)
    for (const auto& dependency : graph.units[unit].dependencies) boost::add_edge(unit, dependency.unit, waits);
  return waits;
}

bool waits_for_itself(const UnitGraph& graph, std::size_t unit) {
  return std::ranges::any_of(graph.units[unit].dependencies,
                             [&](const UnitDependency& dependency) { return dependency.unit == unit; });
}

}  // namespace

/// Tarjan numbers strongly connected components as he completes them, that is, dependencies first: one run gives the
/// order and the cycles.
std::vector<std::uint32_t> order_of(const UnitGraph& graph) {
  const auto count = graph.units.size();
  const auto waits = waits_of(graph);
  std::vector<std::size_t> component(count);
  const auto index = boost::get(boost::vertex_index, waits);
  const auto components = boost::strong_components(waits, boost::make_iterator_property_map(component.begin(), index));
  std::vector<std::size_t> sizes(components);
  for (const auto one : component) ++sizes[one];
  std::vector<std::uint32_t> order;
  for (std::uint32_t unit = 0; unit < count; ++unit)
    if (sizes[component[unit]] == 1 && !waits_for_itself(graph, unit)) order.push_back(unit);
  std::ranges::stable_sort(order, {}, [&](std::size_t unit) { return component[unit]; });
  return order;
}

}  // namespace plimsoll::resolve
