// SPDX-License-Identifier: MIT OR Apache-2.0
/// Positions in a package graph.
#pragma once

#include "plimsoll/support/index.h"

namespace plimsoll::graph {

/// A package: positions are in the order of package ids, so they mean the same on every run.
using PackageIx = support::Index<struct PackageIxTag>;
/// A link: one declaration of one package bound to one other package.
using LinkIx = support::Index<struct LinkIxTag>;

}  // namespace plimsoll::graph
