// SPDX-License-Identifier: MIT OR Apache-2.0
/// What `cargo tree` prints.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "plimsoll/cargo_output/sink.h"
#include "plimsoll/graph/package_graph.h"
#include "plimsoll/resolve/resolution.h"

namespace plimsoll::cargo_output {

/// `--edges`.
struct TreeEdges {
  bool normal = true;
  bool build = true;
  bool development = true;
  bool features = false;
  bool proc_macros = true;
};

/// The kinds as written, separated by commas; none: all but features. Error: usage, for a kind that is not known or
/// kinds that do not go together.
support::Result<TreeEdges> parse_tree_edges(const std::vector<std::string>& kinds);

enum class TreePrefix { depth, indent, none };

struct TreeOptions {
  TreeEdges edges = {};
  std::vector<graph::PackageIx> roots = {};  ///< where to begin: the chosen packages, or those looked for if inverted
  bool inverted = false;
  bool duplicates = false;  ///< packages below the roots that are there several times, inverted
  std::optional<std::uint32_t> depth = {};
  bool members_only = false;  ///< `--depth workspace`
  TreePrefix prefix = TreePrefix::indent;
  bool dedupe = true;
  bool ascii = false;
  std::string format = "{p}";
  std::vector<graph::PackageIx> pruned = {};
};

/// Writes the tree of a resolution whose `dev_units` says whether dev-dependencies are shown, and whose seeds say which
/// members take part. False: there is nothing to print. Error: usage, for a format that is none. Without `dedupe` the
/// text can be exponentially long, but is never held.
support::Result<bool> print_tree(const resolve::Resolution&, const TreeOptions&, const Sink&);

}  // namespace plimsoll::cargo_output
