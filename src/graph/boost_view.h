// SPDX-License-Identifier: MIT OR Apache-2.0
/// The package graph as Boost.Graph walks it. Bundles hold positions only; the data stays in the graph's own tables.
#pragma once

#include <boost/graph/adjacency_list.hpp>

#include "plimsoll/graph/package_graph.h"

namespace plimsoll::graph {

using BoostView = boost::adjacency_list<boost::vecS, boost::vecS, boost::bidirectionalS, PackageIx, LinkIx>;

/// Vertices are packages in their order, edges the links for which `along` holds a true value, in their order.
inline BoostView boost_view(const PackageGraph& graph, const std::vector<char>& along) {
  BoostView view(graph.package_count());
  for (std::size_t i = 0; i < graph.package_count(); ++i) view[i] = PackageIx(i);
  const auto links = graph.links();
  for (std::size_t i = 0; i < links.size(); ++i)
    if (along[i]) boost::add_edge(links[i].from, links[i].to, LinkIx(i), view);
  return view;
}

}  // namespace plimsoll::graph
