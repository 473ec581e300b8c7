// SPDX-License-Identifier: MIT OR Apache-2.0
/// Packages that depend on each other in a circle.
#pragma once

#include <vector>

#include "plimsoll/graph/package_graph.h"

namespace plimsoll::graph {

/// A shortest circle over the links for which `along`, with one entry for each link, holds a true value: each package
/// depends on the next, the last on the first; the circle through the first package that is on any. Empty if there is
/// none. Cost: linear. Method: strong components (Tarjan 1972), then breadth-first search inside one of them.
std::vector<PackageIx> find_circle(const PackageGraph&, const std::vector<char>& along);

}  // namespace plimsoll::graph
