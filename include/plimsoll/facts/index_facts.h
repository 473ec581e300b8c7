// SPDX-License-Identifier: MIT OR Apache-2.0
/// What registries say of the packages of a graph. Unlike facts of their files this changes after publication.
#pragma once

#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "plimsoll/cargo/manifest.h"

namespace plimsoll::facts {

/// A version that was published. Of hundreds of them few are asked what they depend on, and only those are read, once.
/// Copies share what was read. Safe from several threads.
class Release {
 public:
  /// Nothing for a record that cannot be read. Called once at most.
  using ReadSummary = std::function<std::optional<cargo::Package>()>;
  Release(cargo::Version version, bool yanked, ReadSummary);

  [[nodiscard]] const cargo::Version& version() const { return version_; }
  [[nodiscard]] bool is_yanked() const { return is_yanked_; }
  /// What no index knows is empty: targets, edition. nullptr for a record that cannot be read: Cargo passes it over.
  [[nodiscard]] const cargo::Package* summary() const;

 private:
  struct Summary;
  cargo::Version version_;
  bool is_yanked_;
  std::shared_ptr<Summary> summary_;
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
