// SPDX-License-Identifier: MIT OR Apache-2.0
#include "plimsoll/graph/circle.h"

#include <algorithm>
#include <boost/graph/breadth_first_search.hpp>
#include <boost/graph/strong_components.hpp>
#include <boost/property_map/property_map.hpp>

#include "boost_view.h"

namespace plimsoll::graph {
namespace {

using Vertex = boost::graph_traits<BoostView>::vertex_descriptor;

/// The first package that shares its strong component with another, or links to itself.
std::vector<Vertex> first_on_circle(const BoostView& view) {
  std::vector<std::size_t> component(boost::num_vertices(view));
  const auto index = boost::get(boost::vertex_index, view);
  const auto count = boost::strong_components(view, boost::make_iterator_property_map(component.begin(), index));
  std::vector<std::size_t> sizes(count);
  for (const auto one : component) ++sizes[one];
  for (Vertex vertex = 0; vertex < component.size(); ++vertex)
    if (sizes[component[vertex]] > 1 || boost::edge(vertex, vertex, view).second) return {vertex};
  return {};
}

}  // namespace

std::vector<PackageIx> find_circle(const PackageGraph& graph, const std::vector<char>& along) {
  const auto view = boost_view(graph, along);
  const auto start = first_on_circle(view);
  if (start.empty()) return {};
  if (boost::edge(start.front(), start.front(), view).second) return {view[start.front()]};
  const auto index = boost::get(boost::vertex_index, view);
  std::vector<Vertex> before(boost::num_vertices(view));
  std::vector<std::size_t> distance(before.size());
  const auto before_map = boost::make_iterator_property_map(before.begin(), index);
  const auto distance_map = boost::make_iterator_property_map(distance.begin(), index);
  boost::breadth_first_search(
      view, start.front(),
      boost::visitor(boost::make_bfs_visitor(std::pair(boost::record_predecessors(before_map, boost::on_tree_edge()),
                                                       boost::record_distances(distance_map, boost::on_tree_edge())))));
  // Of the packages that link back to the start, the nearest closes the shortest circle.
  std::vector<Vertex> closing;
  const auto [begin, end] = boost::in_edges(start.front(), view);
  for (auto edge = begin; edge != end; ++edge)
    if (distance[boost::source(*edge, view)] > 0) closing.push_back(boost::source(*edge, view));
  const auto last =
      *std::ranges::min_element(closing, {}, [&](Vertex vertex) { return std::pair(distance[vertex], vertex); });
  std::vector<PackageIx> circle;
  for (auto vertex = last; vertex != start.front(); vertex = before[vertex]) circle.push_back(view[vertex]);
  circle.push_back(view[start.front()]);
  std::ranges::reverse(circle);
  return circle;
}

}  // namespace plimsoll::graph
