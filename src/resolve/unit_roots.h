// SPDX-License-Identifier: MIT OR Apache-2.0
/// What a command asks to be compiled, before anything that this needs.
#pragma once

#include <vector>

#include "plimsoll/resolve/unit_graph.h"

namespace plimsoll::resolve {

/// One target of one chosen package.
struct RootTarget {
  graph::PackageIx package;
  std::uint32_t target = 0;
  Mode mode = Mode::build;
  bool tests = false;
};

/// The target's `required-features` are on: features of the package on that side, and `key/feature` of what it depends
/// on for a platform that is built for, whoever switched that on (Cargo reference, "The required-features field").
bool has_required_features(const Resolution&, graph::PackageIx, const cargo::CrateTarget&, Side);

/// The targets that the flags select, those whose `required-features` are off left out (Cargo reference, "cargo build",
/// Target Selection). Error: usage, for a named target that is not there or lacks features.
support::Result<std::vector<RootTarget>> root_targets(const Resolution&, const UnitRequest&);

}  // namespace plimsoll::resolve
