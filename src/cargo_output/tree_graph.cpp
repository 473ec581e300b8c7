// SPDX-License-Identifier: MIT OR Apache-2.0
#include "tree_graph.h"

#include <algorithm>
#include <set>

#include "tree_builder.h"

namespace plimsoll::cargo_output {

using graph::PackageIx;

bool operator<(const TreeNode& a, const TreeNode& b) {
  if (a.is_feature() != b.is_feature()) return b.is_feature();
  if (a.is_feature()) return std::tie(*a.of, a.feature) < std::tie(*b.of, b.feature);
  return std::tie(a.package, a.features, a.platform) < std::tie(b.package, b.features, b.platform);
}

TreeGraph::TreeGraph(const resolve::Resolution& resolution, const TreeEdges& edges) : resolution_(resolution) {
  TreeBuilder(*this, resolution, edges).build();
}

void TreeGraph::sort(std::vector<NodeIx>& nodes) const {
  std::ranges::sort(nodes, [&](NodeIx a, NodeIx b) { return nodes_[a] < nodes_[b]; });
}

std::vector<NodeIx> TreeGraph::children(NodeIx node, EdgeKind kind) const {
  auto result = edges_[node][static_cast<std::size_t>(kind)];
  sort(result);
  return result;
}

bool TreeGraph::has_children(NodeIx node) const {
  return std::ranges::any_of(edges_[node], [](const auto& list) { return !list.empty(); });
}

std::vector<NodeIx> TreeGraph::nodes_of(const std::vector<PackageIx>& packages) const {
  std::vector<NodeIx> found;
  for (std::size_t i = 0; i < nodes_.size(); ++i)
    if (!nodes_[i].is_feature() && std::ranges::find(packages, nodes_[i].package) != packages.end())
      found.emplace_back(i);
  sort(found);
  return found;
}

std::vector<bool> TreeGraph::reachable(const std::vector<NodeIx>& roots) const {
  std::vector<bool> seen(nodes_.size());
  auto waiting = roots;
  while (!waiting.empty()) {
    const auto node = waiting.back();
    waiting.pop_back();
    if (seen[node]) continue;
    seen[node] = true;
    for (const auto& list : edges_[node]) waiting.insert(waiting.end(), list.begin(), list.end());
  }
  return seen;
}

std::vector<NodeIx> TreeGraph::duplicates(const std::vector<NodeIx>& roots) const {
  const auto reached = reachable(roots);
  std::map<std::string_view, std::vector<NodeIx>> by_name;
  for (std::size_t i = 0; i < nodes_.size(); ++i)
    if (reached[i]) by_name[resolution_.graph().id(nodes_[i].package).name].emplace_back(i);
  std::vector<NodeIx> found;
  for (const auto& [name, nodes] : by_name) {
    std::set<std::pair<PackageIx, std::vector<std::string_view>>> distinct;
    for (const auto node : nodes) distinct.emplace(nodes_[node].package, nodes_[node].features);
    if (distinct.size() > 1) found.insert(found.end(), nodes.begin(), nodes.end());
  }
  sort(found);
  return found;
}

void TreeGraph::invert(const std::optional<std::vector<NodeIx>>& roots) {
  const auto kept = roots ? reachable(*roots) : std::vector<bool>(nodes_.size(), true);
  std::vector<Edges> inverted(nodes_.size());
  for (std::size_t from = 0; from < nodes_.size(); ++from)
    for (std::size_t kind = 0; kept[from] && kind < edge_kind_count; ++kind)
      for (const auto to : edges_[from][kind]) inverted[to][kind].emplace_back(from);
  edges_ = std::move(inverted);
}

}  // namespace plimsoll::cargo_output
