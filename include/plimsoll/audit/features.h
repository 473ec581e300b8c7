// SPDX-License-Identifier: MIT OR Apache-2.0
/// Which features are on in a build, and who asked for each first.
#pragma once

#include <span>

#include "plimsoll/report/features.h"
#include "plimsoll/resolve/resolution.h"
#include "plimsoll/support/source_map.h"

namespace plimsoll::audit {

/// `packages` in their order; `even_without` keeps those that have no feature on. The tool is for the caller to fill
/// in.
report::Features tell_features(const resolve::Resolution&, const support::SourceMap&,
                               std::span<const graph::PackageIx> packages, bool even_without);

}  // namespace plimsoll::audit
