// SPDX-License-Identifier: MIT OR Apache-2.0
/// What would leave the build together with a part of it.
#pragma once

#include <functional>
#include <vector>

#include "plimsoll/analysis/view.h"

namespace plimsoll::analysis {

/// One entry for each unit: whether anything still needs it when those of the part are gone. Cost: linear.
std::vector<char> units_without(const resolve::UnitGraph&, const std::function<bool(const resolve::Unit&)>& is_part);

/// The packages whose every unit is needed only by units of `package`, itself first, then by position; empty if it is
/// not built. Cost: linear in the units of the build and their edges.
std::vector<graph::PackageIx> leaving_with(const View&, graph::PackageIx package);

}  // namespace plimsoll::analysis
