// SPDX-License-Identifier: MIT OR Apache-2.0
/// Who asked for each feature that is on.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "plimsoll/graph/package_graph.h"
#include "plimsoll/resolve/resolution.h"

namespace plimsoll::analysis {

/// One feature of a package on one side, and the first thing that switched it on.
struct FeatureReason {
  std::string feature;
  resolve::Side side = resolve::Side::target;
  resolve::Cause cause = {};
  graph::PackageIx asked_by = {};  ///< the package itself where one of its own features, or the command line, asked
};

/// The features of a package that are on, sorted, those of the target side before those that only the host side has.
/// Empty for a package that is not built.
std::vector<FeatureReason> feature_reasons(const resolve::Resolution&, graph::PackageIx);

/// The reason of one feature; nothing if it is off on that side.
std::optional<FeatureReason> feature_reason(const resolve::Resolution&, graph::PackageIx, std::string_view feature,
                                            resolve::Side);

/// A cause as a reason.
FeatureReason reason_of(const graph::PackageGraph&, graph::PackageIx, std::string_view feature, resolve::Side,
                        resolve::Cause);

/// In words, for people: "`harbor-net` asks for it", "feature `full`", "a default feature that `app` leaves on".
std::string to_text(const resolve::Resolution&, const FeatureReason&);

/// For programs: `selection`, `declaration`, `default`, `feature`, `dependency-feature`.
std::string_view to_text(resolve::Cause::Kind);

}  // namespace plimsoll::analysis
