// SPDX-License-Identifier: MIT OR Apache-2.0
/// What would leave the build together with a package.
#pragma once

#include <vector>

#include "plimsoll/analysis/view.h"

namespace plimsoll::analysis {

/// The packages whose every unit is needed only by units of `package`, itself first, then by position; empty if it is
/// not built. Cost: linear in the units of the build and their edges.
std::vector<graph::PackageIx> leaving_with(const View&, graph::PackageIx package);

}  // namespace plimsoll::analysis
