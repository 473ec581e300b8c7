// SPDX-License-Identifier: MIT OR Apache-2.0
/// Everything that the members' manifests ask of packages, one request at a time.
#pragma once

#include <vector>

#include "plimsoll/resolve/edit.h"
#include "plimsoll/resolve/resolution.h"

namespace plimsoll::resolve {

/// What one edit of one line would no longer ask for: default features left on, or one feature of a list. A line in
/// `[workspace.dependencies]` may decide for many declarations.
struct DeclaredRequest {
  Edit edit;                        ///< no_default_features or remove_feature
  support::Span at = {};            ///< the feature, or the key of the declaration or of the workspace's entry
  std::vector<AskedFeature> asked;  ///< sorted, at least one
};

/// Every request of the members' declarations and of what they inherit, bound to a package, whether it takes part in a
/// build or not. Settings that Cargo lets nobody change at that place are left out: a member cannot switch off default
/// features that the workspace leaves on. In the order of members and declarations, the workspace's own last. Cost:
/// linear in links of the workspace's own packages, times the features of an entry.
std::vector<DeclaredRequest> declared_requests(const graph::PackageGraph&);

}  // namespace plimsoll::resolve
