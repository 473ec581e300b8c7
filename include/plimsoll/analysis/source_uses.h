// SPDX-License-Identifier: MIT OR Apache-2.0
/// Which sources a build compiles, so that no others are read.
#pragma once

#include <vector>

#include "plimsoll/facts/source_use.h"
#include "plimsoll/graph/package_graph.h"
#include "plimsoll/resolve/selection.h"
#include "plimsoll/resolve/unit_graph.h"

namespace plimsoll::analysis {

/// One entry for each package. Refers to the platforms and to what the units refer to.
std::vector<facts::SourceUse> source_uses(const graph::PackageGraph&, const resolve::UnitGraph&,
                                          const resolve::Platforms&);

}  // namespace plimsoll::analysis
