// SPDX-License-Identifier: MIT OR Apache-2.0
/// How far each package is from the nearest member, and by which way.
#pragma once

#include <vector>

#include "reach.h"

namespace plimsoll::analysis {

struct Ways {
  std::vector<std::uint32_t> depth;
  std::vector<graph::PackageIx> towards_member;
};

/// Over what is built first, then over what tests add, then over any link; the last gives a way but no depth.
Ways ways_to_members(const graph::PackageGraph&, const PackageUse& build, const PackageUse& tests);

}  // namespace plimsoll::analysis
