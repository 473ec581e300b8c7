// SPDX-License-Identifier: MIT OR Apache-2.0
/// Whether anything in a closure needs a package, told without building its graph.
#pragma once

#include <cstddef>

#include "plimsoll/cargo/closure.h"

namespace plimsoll::graph {

/// False: no declarations lead from a member to the package at that position, whatever features and platforms say. It
/// is looked for a few steps away from the package only; behind those the answer is true. Cost: linear.
bool may_be_held(const cargo::Closure&, std::size_t package);

}  // namespace plimsoll::graph
