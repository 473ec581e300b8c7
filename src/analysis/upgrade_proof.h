// SPDX-License-Identifier: MIT OR Apache-2.0
#pragma once

#include <optional>
#include <vector>

#include "upgrade_plan.h"

namespace plimsoll::analysis {

/// Makes the plan's steps in a copy of the lockfile and of the members' requirements, resolves features anew, and looks
/// whether the package takes part in the build still. False also where a release that the plan needs is not known.
/// Cost: a copy of the closure and, where declarations still lead to the package, one resolution.
bool leaves_the_build(const View&, graph::PackageIx, const UpgradePlan&);

/// What the model's build would consist of with the plan's steps made, in the order of ids. Nothing where a release
/// that the plan needs is not known, or where Cargo would refuse the outcome. Cost: likewise.
std::optional<std::vector<cargo::PackageId>> built_with(const View&, const UpgradePlan&);

/// What the lockfile would have then, whatever is built of it (Cargo locks for all features and every platform).
std::optional<std::vector<cargo::PackageId>> locked_with(const View&, const UpgradePlan&);

}  // namespace plimsoll::analysis
