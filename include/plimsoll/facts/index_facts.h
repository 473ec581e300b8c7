// SPDX-License-Identifier: MIT OR Apache-2.0
/// What registries say of the packages of a graph. Unlike facts of their files this changes after publication.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "plimsoll/cargo/version.h"

namespace plimsoll::facts {

/// What the index says of one version.
struct IndexFacts {
  bool yanked = false;
  /// The newest compatible version that is neither yanked nor a pre-release, if it is another.
  std::optional<cargo::Version> successor = {};
};

struct IndexTable {
  std::vector<std::optional<IndexFacts>> packages = {};  ///< one entry for each package of a graph, in its order
  std::string unknown_because = {};                      ///< why packages of registries have no entry; one line
};

}  // namespace plimsoll::facts
