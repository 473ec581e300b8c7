// SPDX-License-Identifier: MIT OR Apache-2.0
/// Profiles after inheritance and overrides.
#pragma once

#include <map>
#include <optional>
#include <string>
#include <vector>

#include "plimsoll/cargo/package_spec.h"
#include "plimsoll/graph/package_graph.h"
#include "plimsoll/resolve/unit_graph.h"

namespace plimsoll::resolve {

/// What a unit's profile depends on besides its package.
struct ProfileUse {
  bool host = false;           ///< a build script, a proc macro, or below one
  bool always_unwind = false;  ///< host units, tests, and all below them
  bool apple = false;          ///< the platform's triple says so
  friend auto operator<=>(const ProfileUse&, const ProfileUse&) = default;
};

/// A profile in which Cargo has not yet decided on debug information: host units lose theirs unless a target unit can
/// be shared.
struct DeferrableProfile {
  Profile profile;
  bool debuginfo_deferred = false;
};

/// The profiles of one request (Cargo reference, "Profiles").
class ProfileMaker {
 public:
  /// Error: usage, for a name that is neither built in nor defined.
  static support::Result<ProfileMaker> make(const graph::PackageGraph&, const std::string& name);
  [[nodiscard]] DeferrableProfile profile(graph::PackageIx, ProfileUse) const;
  /// For running a build script whose package is compiled with `served`.
  [[nodiscard]] Profile run_profile(const Profile& served) const;

 private:
  ProfileMaker(const graph::PackageGraph& graph, std::string name) : graph_(&graph), name_(std::move(name)) {}
  /// Of one layer for one specification; nothing for `"*"`.
  struct PackageOverride {
    std::optional<cargo::PackageSpec> spec;
    const cargo::ProfileSettings* settings;
  };

  void read_overrides();
  void merge_packages(graph::PackageIx, DeferrableProfile& into) const;

  const graph::PackageGraph* graph_;
  std::string name_;
  Profile base_;
  std::vector<const cargo::ProfileTable*> layers_;  // from the profile that inherits nothing to the one asked for
  std::vector<PackageOverride> overrides_;          // in the order of the layers
};

}  // namespace plimsoll::resolve
