// SPDX-License-Identifier: MIT OR Apache-2.0
/// Changes to a declaration as edits of the manifest's text, which leave everything else as it was written.
#pragma once

#include <optional>

#include "plimsoll/analysis/view.h"
#include "plimsoll/finding/finding.h"

namespace plimsoll::analysis {

/// Where `default-features` is decided: the key where it was written, else the declaration, or the one it inherits.
support::Span default_features_place(const cargo::Dependency&);

/// Makes the declaration say `default-features = false`, at the place above. Nothing if it is written in a way that is
/// not understood here.
std::optional<finding::Edit> switch_defaults_off(const View&, const cargo::Dependency&);

/// Takes the feature at a position of the declaration's list out of it, wherever that list is written; with its line
/// where it has one of its own. Nothing if it is written in a way that is not understood here.
std::optional<finding::Edit> take_feature_out(const View&, const cargo::Dependency&, std::size_t position);

}  // namespace plimsoll::analysis
