// SPDX-License-Identifier: MIT OR Apache-2.0
/// In which order units can be compiled.
#pragma once

#include <cstdint>
#include <vector>

#include "plimsoll/resolve/unit_graph.h"

namespace plimsoll::resolve {

/// Each after all that it waits for; units on a cycle are left out. Cost: linear in units and edges, and a sort.
std::vector<std::uint32_t> order_of(const UnitGraph&);

}  // namespace plimsoll::resolve
