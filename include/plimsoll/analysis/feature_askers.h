// SPDX-License-Identifier: MIT OR Apache-2.0
/// Everybody who asks for one feature, where `feature_reasons` tells the first.
#pragma once

#include <string_view>
#include <vector>

#include "plimsoll/analysis/feature_reasons.h"

namespace plimsoll::analysis {

/// Each that would keep the feature on by itself, in the build of the resolution: the selection, then declarations,
/// then features of packages that depend on this one, then its own features. Once for each side. Empty if it is off.
/// Cost: linear in the links to the package and the features that are on in them.
std::vector<FeatureReason> feature_askers(const resolve::Resolution&, graph::PackageIx, std::string_view feature);

/// From the feature back to what asked first without being a feature itself: each entry is why the one before it is on,
/// the last the selection or a declaration. Empty if the feature is off.
struct FeatureLink {
  graph::PackageIx package;  ///< whose feature it is
  FeatureReason reason;
};
std::vector<FeatureLink> feature_chain(const resolve::Resolution&, graph::PackageIx, std::string_view feature);

}  // namespace plimsoll::analysis
