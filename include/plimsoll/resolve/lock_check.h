// SPDX-License-Identifier: MIT OR Apache-2.0
/// What Cargo refuses, and whether a lockfile fits the manifests.
#pragma once

#include <memory>
#include <span>
#include <string>
#include <vector>

#include "plimsoll/resolve/resolution.h"
#include "plimsoll/support/result.h"
#include "plimsoll/support/source_map.h"

namespace plimsoll::resolve {

/// One way in which manifests and lockfile disagree: a sentence without a full stop, and where to look.
struct LockMismatch {
  std::string subject;  ///< the package that asks, or the entry that nobody asks for
  std::string message;
  support::Span at = {};
  bool leaves_out = false;  ///< something that is asked for could not be resolved
};

/// Two packages that link one native library, of which Cargo takes only one into a build.
struct LinksConflict {
  std::string library;
  graph::PackageIx first;
  graph::PackageIx second;
};

/// A workspace as Cargo resolves it to write a lockfile: members with everything on, on every platform. Resolved once,
/// then only read; refers to the graph.
class LockCheck {
 public:
  LockCheck(const graph::PackageGraph&, std::shared_ptr<const FeatureModel>);
  ~LockCheck();
  LockCheck(LockCheck&&) noexcept;
  LockCheck& operator=(LockCheck&&) noexcept;

  /// What Cargo would change in the lockfile, as far as the manifests at hand tell: declarations that nothing locked
  /// satisfies, path packages that are not locked, have another version or other dependencies, entries from a registry
  /// or a repository that nothing leads to, and patches that are neither used nor listed as unused. Sorted; empty for a
  /// lockfile that `--locked` would accept. Cost: n log n in packages.
  [[nodiscard]] std::vector<LockMismatch> mismatches() const;
  /// Features that are asked for and do not exist.
  [[nodiscard]] std::span<const Resolution::Missing> missing_features() const;
  /// In the order of packages.
  [[nodiscard]] std::vector<LinksConflict> links_conflicts() const;
  /// Packages that depend on each other in a circle without a dev-dependency in it, in the order of the circle. Empty
  /// if there is none.
  [[nodiscard]] std::vector<graph::PackageIx> dependency_circle() const;

  /// Error: invalid, with the first of the three last, for each of which Cargo refuses whatever is selected.
  [[nodiscard]] support::Result<void> accept() const;
  /// Error: invalid, for a lockfile that `--locked` would not accept.
  [[nodiscard]] support::Result<void> accept_as_locked() const;

 private:
  [[nodiscard]] support::Result<void> accept_features() const;
  [[nodiscard]] support::Result<void> accept_links() const;
  [[nodiscard]] support::Result<void> accept_circle() const;

  struct State;
  std::unique_ptr<const State> state_;
};

}  // namespace plimsoll::resolve
