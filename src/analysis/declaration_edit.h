// SPDX-License-Identifier: MIT OR Apache-2.0
/// Changes to a declaration as edits of the manifest's text, which leave everything else as it was written.
#pragma once

#include <optional>

#include "plimsoll/analysis/view.h"
#include "plimsoll/finding/finding.h"

namespace plimsoll::analysis {

/// Makes the declaration say `default-features = false`: the inherited one where it is inherited. Nothing if it is
/// written in a way that is not understood here.
std::optional<finding::Edit> switch_defaults_off(const View&, const cargo::Dependency&);

}  // namespace plimsoll::analysis
