// SPDX-License-Identifier: MIT OR Apache-2.0
/// Packages that are nowhere on this machine, from their registries.
#pragma once

#include <memory>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "plimsoll/cargo/config.h"
#include "plimsoll/cargo/package_id.h"
#include "plimsoll/outside/world.h"
#include "plimsoll/source/package_tree.h"
#include "plimsoll/source/registry_access.h"

namespace plimsoll::source {

struct WantedPackage {
  cargo::PackageId id;
  std::optional<std::string> checksum = {};  ///< of the archive, from the lockfile
};

/// What is known of each package, in the order asked: from Plimsoll's cache, else, if online, from its registry.
///
/// An archive of up to 256 KiB is read in whole, and must have the lockfile's checksum. Of a longer one the transfer
/// ends as soon as the manifest is there, if the manifest names all its targets itself, as those that Cargo wrote since
/// 2024 do. Such a manifest has no checksum of its own: what vouches for it is the connection to the registry, and
/// `place()` says so. Nothing is written to Cargo's home.
std::vector<support::Result<std::unique_ptr<const PackageTree>>> fetch_packages(std::span<const WantedPackage>,
                                                                                const cargo::Config&,
                                                                                const RegistryAccess&,
                                                                                const outside::World&);

}  // namespace plimsoll::source
