// SPDX-License-Identifier: MIT OR Apache-2.0
/// Whether a lockfile fits the manifests.
#pragma once

#include <memory>
#include <string>
#include <vector>

#include "plimsoll/resolve/resolution.h"
#include "plimsoll/support/source_map.h"

namespace plimsoll::resolve {

/// One way in which manifests and lockfile disagree: a sentence without a full stop, and where to look.
struct LockMismatch {
  std::string subject;  ///< the package that asks, or the entry that nobody asks for
  std::string message;
  support::Span at = {};
  bool leaves_out = false;  ///< something that is asked for could not be resolved
};

/// What Cargo would change in the lockfile, as far as the manifests at hand tell: declarations that nothing locked
/// satisfies, path packages that are not locked, have another version or other dependencies, entries from a registry or a
/// repository that nothing leads to, and patches that are neither used nor listed as unused. Members count with all their features, as Cargo locks them. Sorted; empty for a lockfile
/// that `--locked` would accept.
std::vector<LockMismatch> lock_mismatches(const graph::PackageGraph&, std::shared_ptr<const FeatureModel>);

/// Features that are asked for and do not exist where members have everything on: Cargo refuses whatever is selected.
std::vector<Resolution::Missing> missing_features(const graph::PackageGraph&, std::shared_ptr<const FeatureModel>);

/// Two packages that link one native library, of which Cargo takes only one into a build.
struct LinksConflict {
  std::string library;
  graph::PackageIx first;
  graph::PackageIx second;
};

/// All such pairs among what members with everything on lead to, in the order of packages.
std::vector<LinksConflict> links_conflicts(const graph::PackageGraph&, std::shared_ptr<const FeatureModel>);

/// Packages that depend on each other in a circle without a dev-dependency in it, which Cargo refuses; in the order of
/// the circle. Links count that Cargo activates when it writes a lockfile: members with everything on, on every
/// platform. Empty if there is none.
std::vector<graph::PackageIx> dependency_circle(const graph::PackageGraph&, std::shared_ptr<const FeatureModel>);

}  // namespace plimsoll::resolve
