// SPDX-License-Identifier: MIT OR Apache-2.0
#include "tree_builder.h"

#include <algorithm>
#include <numeric>

namespace plimsoll::cargo_output {
namespace {

using cargo::DependencyKind;
using cargo::FeatureValue;
using graph::LinkIx;
using graph::PackageIx;
using resolve::Side;

constexpr std::string_view default_feature = "default";

EdgeKind edge_kind(DependencyKind kind) {
  switch (kind) {
    case DependencyKind::normal:
      return EdgeKind::normal;
    case DependencyKind::development:
      return EdgeKind::development;
    case DependencyKind::build:
      return EdgeKind::build;
  }
  return EdgeKind::normal;
}

bool has_proc_macro(const graph::PackageGraph& graph, PackageIx package) {
  const auto* manifest = graph.manifest(package);
  return manifest != nullptr && manifest->has_proc_macro_target();
}

}  // namespace

TreeBuilder::TreeBuilder(TreeGraph& tree, const resolve::Resolution& resolution, const TreeEdges& edges)
    : tree_(tree), resolution_(resolution), graph_(resolution.graph()), shown_(edges) {
  const auto& targets = resolution.request().platforms->targets;
  targets_by_rank_.resize(targets.size());
  std::iota(targets_by_rank_.begin(), targets_by_rank_.end(), 0U);
  std::ranges::sort(targets_by_rank_, {}, [&](std::uint32_t target) { return targets[target].triple(); });
}

void TreeBuilder::build() {
  std::vector<const resolve::Seed*> seeds;
  for (const auto& seed : resolution_.request().seeds) seeds.push_back(&seed);
  std::ranges::sort(seeds, {}, &resolve::Seed::package);
  const auto last = static_cast<std::uint32_t>(targets_by_rank_.size());
  for (const auto* seed : seeds)
    for (std::uint32_t platform = last == 0 ? 0 : 1; platform <= last; ++platform) {
      const auto node = add_member(seed->package, platform);
      if (shown_.features) add_command_line_features(node, *seed);
    }
  if (shown_.features) add_enabled_features();
}

/// Depth first without recursion: a chain of dependencies may be longer than the stack. What a package asks of another
/// is noted when that one is done, so that nodes come in Cargo's order.
NodeIx TreeBuilder::add_member(PackageIx package, std::uint32_t platform) {
  const auto member_side = has_proc_macro(graph_, package) ? Side::host : Side::target;
  const auto [root, is_new] = package_node(package, member_side, platform);
  std::vector<Visit> open;
  if (is_new) open.push_back(visit(root, member_side));
  while (!open.empty()) {
    auto& current = open.back();
    if (current.child) {
      follow(current, current.links[current.next++], *current.child);
      current.child.reset();
      continue;
    }
    if (current.next == current.links.size()) {
      open.pop_back();
      continue;
    }
    const auto link = current.links[current.next];
    const auto side = side_below(link, current.side);
    const auto child = package_node(graph_.link(link).to, side, platform);
    current.child = child.node;
    if (child.is_new) open.push_back(visit(child.node, side));
  }
  return root;
}

TreeBuilder::Added TreeBuilder::package_node(PackageIx package, Side side, std::uint32_t platform) {
  TreeNode node{package, resolution_.features(package, side), side == Side::host ? 0 : platform};
  const NodeIx next(tree_.nodes_.size());
  const auto [at, is_new] = packages_.try_emplace({package, node.features, node.platform}, next);
  if (is_new) {
    tree_.nodes_.push_back(std::move(node));
    tree_.edges_.emplace_back();
  }
  return {at->second, is_new};
}

TreeBuilder::Added TreeBuilder::feature_node(NodeIx of, std::string_view name) {
  const NodeIx next(tree_.nodes_.size());
  const auto [at, is_new] = features_.try_emplace({of, name}, next);
  if (is_new) {
    tree_.nodes_.push_back({tree_.nodes_[of].package, {}, 0, of, name});
    tree_.edges_.emplace_back();
    connect(next, EdgeKind::feature, of);
  }
  return {at->second, is_new};
}

void TreeBuilder::connect(NodeIx from, EdgeKind kind, NodeIx to) {
  auto& list = tree_.edges_[from][static_cast<std::size_t>(kind)];
  if (std::ranges::find(list, to) == list.end()) list.push_back(to);
}

void TreeBuilder::follow(const Visit& from, LinkIx link, NodeIx child) {
  const auto* declaration = graph_.declaration(link);
  if (declaration == nullptr) return connect(from.node, EdgeKind::normal, child);
  const auto kind = edge_kind(declaration->kind);
  if (!shown_.features) return connect(from.node, kind, child);
  if (connections_.size() <= from.node) connections_.resize(from.node + 1);
  connections_[from.node][declaration->key].insert({child, declaration->optional});
  if (declaration->default_features) connect(from.node, kind, feature_node(child, default_feature).node);
  for (const auto& feature : declaration->features) connect(from.node, kind, feature_node(child, feature).node);
  if (!declaration->default_features && declaration->features.empty()) connect(from.node, kind, child);
}

/// Links come sorted by the package they lead to; those to one package in the order of kinds.
TreeBuilder::Visit TreeBuilder::visit(NodeIx node, Side side) const {
  Visit result{node, side, {}};
  for (const auto link : graph_.links_from(tree_.nodes_[node].package))
    if (is_shown(link, node, side)) result.links.push_back(link);
  return result;
}

bool TreeBuilder::is_shown(LinkIx link, NodeIx from, Side side) const {
  if (!resolution_.is_linked(link) || !fits_platform(link, from)) return false;
  const auto* declaration = graph_.declaration(link);
  if (declaration == nullptr) return true;
  constexpr bool TreeEdges::*members[] = {&TreeEdges::normal, &TreeEdges::development, &TreeEdges::build};
  if (!(shown_.*members[static_cast<std::size_t>(declaration->kind)])) return false;
  if (!shown_.proc_macros && has_proc_macro(graph_, graph_.link(link).to)) return false;
  return !declaration->optional || resolution_.is_enabled(link, side);
}

bool TreeBuilder::fits_platform(LinkIx link, NodeIx from) const {
  const auto* declaration = graph_.declaration(link);
  const auto platform = tree_.nodes_[from].platform;
  if (platform == 0 || (declaration != nullptr && declaration->kind == DependencyKind::build))
    return resolution_.matches_host(link);
  return resolution_.matches_target(link, targets_by_rank_[platform - 1]);
}

/// A proc macro among any of a package's targets counts here, also under resolver 1.
Side TreeBuilder::side_below(LinkIx link, Side side) const {
  const auto* declaration = graph_.declaration(link);
  const bool is_build = declaration != nullptr && declaration->kind == DependencyKind::build;
  return is_build || has_proc_macro(graph_, graph_.link(link).to) ? Side::host : side;
}

}  // namespace plimsoll::cargo_output
