// SPDX-License-Identifier: MIT OR Apache-2.0
/// A workspace with everything that its lockfile names: all that a graph needs, and nothing left to look up.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "plimsoll/cargo/config.h"
#include "plimsoll/cargo/lockfile.h"
#include "plimsoll/cargo/manifest.h"
#include "plimsoll/cargo/package_id.h"
#include "plimsoll/support/shared.h"
#include "plimsoll/support/source_map.h"

namespace plimsoll::cargo {

/// One package of the closure.
struct ClosurePackage {
  PackageId id;
  bool is_member = false;
  support::Shared<Manifest> manifest = {};  ///< nothing if it could not be had; `missing` then says why
  std::string missing = {};
  std::optional<std::uint32_t> locked = {};  ///< its entry in the lockfile
  std::string place = {};                    ///< the folder or archive that the manifest was read from

  [[nodiscard]] const Package* package() const { return manifest && manifest->package ? &*manifest->package : nullptr; }
};

/// Packages are sorted by id, and positions below refer to that order.
struct Closure {
  std::string root;                            ///< the folder of the workspace's root manifest, absolute
  std::string target_directory = {};           ///< where Cargo would put what it builds, absolute
  std::optional<Manifest> root_manifest = {};  ///< nothing when only a lockfile was read
  int resolver = 1;                            ///< 1, 2 or 3
  Config config = {};
  std::optional<std::vector<std::string>> rustflags = {};  ///< of the environment
  Lockfile lockfile = {};
  std::string lockfile_path = {};  ///< absolute; empty if there is none
  std::vector<ClosurePackage> packages = {};
  std::vector<std::uint32_t> members = {};          ///< in Cargo's order of discovery
  std::vector<std::uint32_t> default_members = {};  ///< in the order written; all members of a virtual workspace
  std::optional<std::uint32_t> current = {};        ///< the package of the manifest that was asked for
  bool lockfile_only = false;
  bool from_metadata = false;  ///< of a `cargo metadata` document: no lockfile was seen, and the resolver is a guess
};

}  // namespace plimsoll::cargo
