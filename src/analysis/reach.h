// SPDX-License-Identifier: MIT OR Apache-2.0
/// From units to packages: which are compiled, for which side, and what used them.
#pragma once

#include <vector>

#include "plimsoll/finding/reach.h"
#include "plimsoll/resolve/resolution.h"
#include "plimsoll/resolve/unit_graph.h"

namespace plimsoll::analysis {

/// What one unit graph compiles, as packages; each vector has one entry for each package.
struct PackageUse {
  std::vector<char> for_target;  ///< what is compiled ends up in, or beside, what is built for the target
  std::vector<char> for_host;    ///< compiled into a build script or proc macro
  std::vector<std::vector<graph::PackageIx>> uses;  ///< the packages it needs there, sorted, itself left out
};

/// A package without a manifest has no units; it counts as used where a link that is followed leads to it, on the side
/// of the unit that has the link.
PackageUse use_of(const resolve::Resolution&, const resolve::UnitGraph&);

/// The packages that a followed link, dev-dependencies apart, leads to from the chosen ones, in a resolution made for
/// every platform. Source: `cargo tree -e no-dev --target all`.
std::vector<char> linked_anywhere(const resolve::Resolution&);

/// What lies behind a package without a manifest, and is not as near by another way, is unknown: nobody can tell which
/// of the locked dependencies it switches on.
std::vector<finding::Reach> reach_of(const graph::PackageGraph&, const PackageUse& build, const PackageUse& tests,
                                     const std::vector<char>& anywhere);

}  // namespace plimsoll::analysis
