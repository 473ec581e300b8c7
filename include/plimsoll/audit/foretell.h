// SPDX-License-Identifier: MIT OR Apache-2.0
/// What tells one build from another.
#pragma once

#include "plimsoll/analysis/priced_build.h"
#include "plimsoll/report/what_if.h"

namespace plimsoll::audit {

/// Units, packages, features and sizes; edits, notes and the tool are for the caller to fill in. The two builds may
/// stand on different graphs. Cost: n log n in units.
report::WhatIf foretell(const analysis::PricedBuild& before, const analysis::PricedBuild& after);

}  // namespace plimsoll::audit
