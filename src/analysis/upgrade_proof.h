// SPDX-License-Identifier: MIT OR Apache-2.0
#pragma once

#include "upgrade_plan.h"

namespace plimsoll::analysis {

/// Makes the plan's steps in a copy of the lockfile and of the members' requirements, resolves features anew, and looks
/// whether the package takes part in the build still. False also where a release that the plan needs is not known.
/// Cost: a copy of the closure and one resolution.
bool leaves_the_build(const View&, graph::PackageIx, const UpgradePlan&);

}  // namespace plimsoll::analysis
