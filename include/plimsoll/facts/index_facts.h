// SPDX-License-Identifier: MIT OR Apache-2.0
/// What registries say of the packages of a graph. Unlike facts of their files this changes after publication.
#pragma once

#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "plimsoll/cargo/manifest.h"

namespace plimsoll::facts {

/// A version that was published, with what it depends on. What no index knows is empty: targets, edition.
struct Release {
  cargo::Package summary;
  bool yanked = false;
};

/// What the index says of one version.
struct IndexFacts {
  bool yanked = false;
  /// The newest compatible version that is neither yanked nor a pre-release, if it is another.
  std::optional<cargo::Version> successor = {};
  /// The versions of the name from the lowest locked one on, ascending; nullptr for a package that nobody asked this
  /// about.
  std::shared_ptr<const std::vector<Release>> releases = {};
};

struct IndexTable {
  std::vector<std::optional<IndexFacts>> packages = {};  ///< one entry for each package of a graph, in its order
  std::string unknown_because = {};                      ///< why packages of registries have no entry; one line
};

}  // namespace plimsoll::facts
