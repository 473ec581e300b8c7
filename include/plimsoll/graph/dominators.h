// SPDX-License-Identifier: MIT OR Apache-2.0
/// Through which package everything goes that needs another one.
#pragma once

#include <optional>
#include <span>
#include <vector>

#include "plimsoll/graph/package_graph.h"

namespace plimsoll::graph {

/// One entry for each package.
struct Dominators {
  /// The last package before this one that is on every way from the roots. Nothing for roots, for what no root reaches,
  /// and for what only the roots together need.
  std::vector<std::optional<PackageIx>> immediate;
  std::vector<PackageIx> reached;  ///< each behind its immediate dominator
};

/// Ways follow the links for which `along`, with one entry for each link, holds a true value. Nothing is reached where
/// a walk depth first goes through more than 4,000 packages in a row: the method's recursion is as deep. Cost: nearly
/// linear.
/// Method: Lengauer and Tarjan (1979), from one vertex above all roots.
Dominators find_dominators(const PackageGraph&, std::span<const PackageIx> roots, const std::vector<char>& along);

}  // namespace plimsoll::graph
