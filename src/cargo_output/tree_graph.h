// SPDX-License-Identifier: MIT OR Apache-2.0
/// The graph that `cargo tree` walks: a package appears once for each set of features and each platform, and features
/// are nodes of their own where they are asked for.
#pragma once

#include <array>
#include <cstdint>
#include <map>
#include <optional>
#include <string_view>
#include <tuple>
#include <vector>

#include "plimsoll/cargo_output/tree.h"
#include "plimsoll/support/index.h"

namespace plimsoll::cargo_output {

using NodeIx = support::Index<struct TreeNodeTag>;

enum class EdgeKind : std::uint8_t { normal, build, development, feature };
inline constexpr std::size_t edge_kind_count = 4;

struct TreeNode {
  graph::PackageIx package;
  std::vector<std::string_view> features = {};  ///< of a package node
  std::uint32_t platform = 0;                   ///< of a package node: 0 the host, else the target's rank by name
  std::optional<NodeIx> of = {};                ///< of a feature node: its package's node
  std::string_view feature = {};                ///< of a feature node
  bool from_command_line = false;

  [[nodiscard]] bool is_feature() const { return of.has_value(); }
  /// Cargo's order: packages before features.
  friend bool operator<(const TreeNode&, const TreeNode&);
};

class TreeGraph {
 public:
  TreeGraph(const resolve::Resolution&, const TreeEdges&);

  [[nodiscard]] std::size_t size() const { return nodes_.size(); }
  [[nodiscard]] const TreeNode& at(NodeIx node) const { return nodes_[node]; }
  /// Sorted.
  [[nodiscard]] std::vector<NodeIx> children(NodeIx, EdgeKind) const;
  [[nodiscard]] bool has_children(NodeIx) const;
  /// Every node of these packages, sorted.
  [[nodiscard]] std::vector<NodeIx> nodes_of(const std::vector<graph::PackageIx>&) const;
  /// Package nodes below `roots` whose name stands for several packages or sets of features, sorted.
  [[nodiscard]] std::vector<NodeIx> duplicates(const std::vector<NodeIx>& roots) const;
  /// Turns all edges round; with `roots`, edges that start at what these do not reach are dropped.
  void invert(const std::optional<std::vector<NodeIx>>& roots);

 private:
  friend class TreeBuilder;
  using Edges = std::array<std::vector<NodeIx>, edge_kind_count>;

  void sort(std::vector<NodeIx>& nodes) const;
  [[nodiscard]] std::vector<bool> reachable(const std::vector<NodeIx>& roots) const;

  const resolve::Resolution& resolution_;
  std::vector<TreeNode> nodes_;
  std::vector<Edges> edges_;
};

}  // namespace plimsoll::cargo_output
