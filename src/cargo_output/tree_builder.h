// SPDX-License-Identifier: MIT OR Apache-2.0
/// Filling a `TreeGraph` from a resolution.
#pragma once

#include <map>
#include <optional>
#include <set>
#include <string_view>
#include <tuple>
#include <vector>

#include "tree_graph.h"

namespace plimsoll::cargo_output {

/// Follows Cargo's own procedure, with its order of nodes, so that equal graphs print equal lines.
class TreeBuilder {
 public:
  TreeBuilder(TreeGraph& tree, const resolve::Resolution& resolution, const TreeEdges& edges);
  void build();

 private:
  /// A package node whose declarations are being followed.
  struct Visit {
    NodeIx node;
    resolve::Side side;
    std::vector<graph::LinkIx> links;
    std::size_t next = 0;
    std::optional<NodeIx> child = {};  ///< what the next link leads to, while that is visited
  };
  /// What a key of a package's dependencies leads to.
  struct Connection {
    NodeIx node;
    bool optional;
    friend auto operator<=>(const Connection&, const Connection&) = default;
  };
  struct Added {
    NodeIx node;
    bool is_new;
  };

  NodeIx add_member(graph::PackageIx, std::uint32_t platform);
  Added package_node(graph::PackageIx, resolve::Side, std::uint32_t platform);
  Added feature_node(NodeIx of, std::string_view name);
  void connect(NodeIx from, EdgeKind, NodeIx to);
  void follow(const Visit&, graph::LinkIx, NodeIx child);

  [[nodiscard]] Visit visit(NodeIx, resolve::Side) const;
  [[nodiscard]] bool is_shown(graph::LinkIx, NodeIx from, resolve::Side) const;
  [[nodiscard]] bool fits_platform(graph::LinkIx, NodeIx from) const;
  [[nodiscard]] resolve::Side side_below(graph::LinkIx, resolve::Side) const;

  void add_command_line_features(NodeIx, const resolve::Seed&);
  void add_command_line_value(NodeIx, const cargo::FeatureValue&);
  /// What a feature node leads to.
  struct Enabled {
    NodeIx of;
    std::string_view name;
    bool is_followed;  ///< false: the optional dependency's own feature, of which Cargo looks no further if it is new
  };
  /// Depth first from one node after the other: which of two ways to a feature is the first decides what is shown.
  void add_enabled_features();
  [[nodiscard]] std::vector<Enabled> enabled_by(NodeIx feature) const;
  [[nodiscard]] const std::set<Connection>* connections(NodeIx, std::string_view key) const;

  TreeGraph& tree_;
  const resolve::Resolution& resolution_;
  const graph::PackageGraph& graph_;
  TreeEdges shown_;
  std::vector<std::uint32_t> targets_by_rank_;
  std::map<std::tuple<graph::PackageIx, std::vector<std::string_view>, std::uint32_t>, NodeIx> packages_;
  std::map<std::pair<NodeIx, std::string_view>, NodeIx> features_;
  std::vector<std::map<std::string_view, std::set<Connection>>> connections_;
};

}  // namespace plimsoll::cargo_output
