// SPDX-License-Identifier: MIT OR Apache-2.0
/// Packages that `paths` of Cargo's configuration puts in the place of locked ones.
#pragma once

#include <vector>

#include "plimsoll/cargo/closure.h"
#include "plimsoll/outside/file_system.h"
#include "plimsoll/support/source_map.h"

namespace plimsoll::source {

class PathOverrides {
 public:
  /// Reads the manifest in each of the folders. Error: as of reading, and invalid for a manifest with faults.
  static support::Result<PathOverrides> read(const cargo::Config&, const outside::FileSystem&, support::SourceMap&);

  /// Gives a package of the same name and version the folder's id and manifest (Cargo reference, "Overriding
  /// dependencies", Overriding with local dependencies). The lockfile's entry stays what it is.
  void apply(cargo::ClosurePackage&) const;

 private:
  std::vector<cargo::Manifest> manifests_;
};

}  // namespace plimsoll::source
