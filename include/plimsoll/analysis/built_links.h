// SPDX-License-Identifier: MIT OR Apache-2.0
/// Which links count in a build.
#pragma once

#include "plimsoll/analysis/view.h"

namespace plimsoll::analysis {

/// Whether the link takes part in the build: neither end is left out of it, and features, platform and kind let it
/// count. Where reach is not known every link counts.
bool is_built(const graph::PackageGraph&, const Model&, graph::LinkIx);

}  // namespace plimsoll::analysis
