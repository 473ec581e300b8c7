// SPDX-License-Identifier: MIT OR Apache-2.0
/// What a report says of the graph and of the build, beyond its packages one by one.
#pragma once

#include "assemble.h"

namespace plimsoll::audit {

/// To `packages`, which must be there: dependencies, the ways to members, dominators and what build scripts do.
void add_graph(const Parts&, report::Report&);

/// Units and duplicates; costs of packages must be there.
void add_build(const Parts&, report::Report&);

/// The length of the build with so many jobs, and what it would be without one proc macro or build script, where that
/// was asked for. Cost: at most 400 schedules.
void add_limited_build(const Parts&, report::Report&);

/// The files of the workspace that were read, with their digests.
void add_inputs(const Parts&, report::Report&);

/// Every trial of a declared request.
void add_requests(const Parts&, report::Report&);

}  // namespace plimsoll::audit
