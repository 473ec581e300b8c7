// SPDX-License-Identifier: MIT OR Apache-2.0
/// From files on disk to a closure.
#pragma once

#include <optional>
#include <string>

#include "plimsoll/cargo/closure.h"
#include "plimsoll/outside/world.h"
#include "plimsoll/source/facts_file.h"
#include "plimsoll/source/registry_access.h"
#include "plimsoll/support/diagnostics.h"
#include "plimsoll/support/result.h"

namespace plimsoll::source {

struct LoadRequest {
  std::optional<std::string> manifest_path = {};
  bool dependencies = true;  ///< false: members and path packages only, the lockfile is not looked at
  bool locked = false;       ///< a missing lockfile is an Error
  std::size_t threads = 1;
  const FactsFile* facts = nullptr;  ///< asked before every other place
  RegistryAccess registry = {};      ///< for packages that are nowhere on this machine
};

/// Where Cargo keeps its things: CARGO_HOME, else `.cargo` in the home folder.
std::string cargo_home(const outside::World&);

/// Whether Cargo's configuration for the working directory, or CARGO_NET_OFFLINE, rules the network out. A closure from
/// manifests knows by itself.
bool rules_network_out(const outside::World&);

/// Reads configuration, workspace, lockfile and the manifest of every locked package. Faults in the workspace's own
/// files go to `diagnostics`, all of them; the closure is complete only if there were none. A package whose manifest
/// cannot be had is in it without one and says why.
support::Result<cargo::Closure> load_closure(const LoadRequest&, outside::World&, support::SourceMap&,
                                             support::Diagnostics& diagnostics);

/// A package that the closure need not hold, with its manifest, from where the closure's configuration and Cargo's home
/// keep packages; it is not locked. Error: not_found or unreadable, saying where was looked.
support::Result<cargo::ClosurePackage> load_package(const cargo::Closure&, const cargo::PackageId&, outside::World&,
                                                    support::SourceMap&);

/// A closure of nothing but a lockfile: packages and their links, no manifests. Where path packages lie is not known.
support::Result<cargo::Closure> load_lockfile(const std::string& path, outside::World&, support::SourceMap&,
                                              support::Diagnostics& diagnostics);

}  // namespace plimsoll::source
