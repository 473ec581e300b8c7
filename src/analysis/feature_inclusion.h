// SPDX-License-Identifier: MIT OR Apache-2.0
/// What one feature, or one declaration, switches on in the package that it asks.
#pragma once

#include <string_view>

#include "plimsoll/analysis/view.h"

namespace plimsoll::analysis {

/// Whether `feature` is `from` or among what it switches on in its own package. Cost: linear in the features.
bool includes(const cargo::FeatureTable&, std::string_view from, std::string_view feature);

/// Whether the declaration, by itself, asks for something that includes the feature.
bool asks_for(const cargo::Dependency&, const cargo::FeatureTable&, std::string_view feature);

/// Whether both links lead to their packages on one common side of the build.
bool share_a_side(const View&, graph::LinkIx, graph::LinkIx);

}  // namespace plimsoll::analysis
