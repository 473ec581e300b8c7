// SPDX-License-Identifier: MIT OR Apache-2.0
#include "plimsoll/graph/dominators.h"

#include <algorithm>
#include <boost/graph/depth_first_search.hpp>
#include <boost/graph/dominator_tree.hpp>
#include <memory>
#include <utility>

#include "boost_view.h"

namespace plimsoll::graph {
namespace {

/// The method calls itself once for each step of the walk, and a call takes up to 1 KiB of the stack.
constexpr std::size_t most_steps = 4'000;

using Vertex = boost::graph_traits<BoostView>::vertex_descriptor;

/// Copies of a visitor share what they count.
class StepCounter : public boost::default_dfs_visitor {
 public:
  explicit StepCounter(std::size_t& most) : most_(&most), now_(std::make_shared<std::size_t>(0)) {}
  void discover_vertex(Vertex, const BoostView&) { *most_ = std::max(*most_, ++*now_); }
  void finish_vertex(Vertex, const BoostView&) { --*now_; }

 private:
  std::size_t* most_;
  std::shared_ptr<std::size_t> now_;
};

/// Packages on the longest way that the walk from the top takes, which is the one that the method takes too.
std::size_t steps_of_walk(const BoostView& view, Vertex top) {
  std::size_t most = 0;
  std::vector<boost::default_color_type> colors(boost::num_vertices(view));
  const auto index = boost::get(boost::vertex_index, view);
  boost::depth_first_visit(view, top, StepCounter(most), boost::make_iterator_property_map(colors.begin(), index));
  return most - 1;
}

/// The links on ways from the roots: Boost's answer is wrong where others lead to a vertex too.
std::vector<char> on_ways(const PackageGraph& graph, std::span<const PackageIx> roots, const std::vector<char>& along) {
  std::vector<char> followed(along.size());
  std::vector<char> seen(graph.package_count());
  std::vector<PackageIx> waiting(roots.begin(), roots.end());
  while (!waiting.empty()) {
    const auto package = waiting.back();
    waiting.pop_back();
    if (std::exchange(seen[package], 1)) continue;
    for (const auto link : graph.links_from(package)) {
      if (!along[link]) continue;
      followed[link] = 1;
      waiting.push_back(graph.link(link).to);
    }
  }
  return followed;
}

/// Parents before children, packages in their order.
std::vector<PackageIx> from_the_top(const std::vector<Vertex>& parents, Vertex top) {
  std::vector<std::vector<PackageIx>> children(parents.size());
  for (std::size_t i = 0; i < top; ++i)
    if (parents[i] != BoostView::null_vertex()) children[parents[i]].emplace_back(i);
  auto order = children[top];
  for (std::size_t i = 0; i < order.size(); ++i) {
    const auto& below = children[order[i]];
    order.insert(order.end(), below.begin(), below.end());
  }
  return order;
}

}  // namespace

Dominators find_dominators(const PackageGraph& graph, std::span<const PackageIx> roots,
                           const std::vector<char>& along) {
  Dominators dominators;
  dominators.immediate.resize(graph.package_count());
  auto view = boost_view(graph, on_ways(graph, roots, along));
  const auto top = boost::add_vertex(view);
  for (const auto root : roots) boost::add_edge(top, root, view);
  if (steps_of_walk(view, top) > most_steps) return dominators;
  std::vector<Vertex> parents(boost::num_vertices(view), BoostView::null_vertex());
  const auto index = boost::get(boost::vertex_index, view);
  boost::lengauer_tarjan_dominator_tree(view, top, boost::make_iterator_property_map(parents.begin(), index));
  for (std::size_t i = 0; i < graph.package_count(); ++i)
    if (parents[i] != BoostView::null_vertex() && parents[i] != top) dominators.immediate[i] = PackageIx(parents[i]);
  dominators.reached = from_the_top(parents, top);
  return dominators;
}

}  // namespace plimsoll::graph
