// SPDX-License-Identifier: MIT OR Apache-2.0
/// Which links count in a build.
#pragma once

#include <vector>

#include "plimsoll/analysis/view.h"

namespace plimsoll::analysis {

/// Whether the lockfile has the link: not so for declarations that nothing switches on, and for the development
/// dependencies of packages that are not members.
bool is_locked(const graph::PackageGraph&, graph::LinkIx);
/// The same of all links at once: one entry for each.
std::vector<char> locked_links(const graph::PackageGraph&);

/// Whether the link takes part in the build: neither end is left out of it, and features, platform and kind let it
/// count. Where reach is not known every link counts.
bool is_built(const graph::PackageGraph&, const Model&, graph::LinkIx);

}  // namespace plimsoll::analysis
