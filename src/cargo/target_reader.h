// SPDX-License-Identifier: MIT OR Apache-2.0
/// The targets of a package: those that the manifest names and those that Cargo finds by their place.
#pragma once

#include <vector>

#include "plimsoll/cargo/manifest_read.h"

namespace plimsoll::cargo {

struct TargetContext {
  const support::toml::Value& root;     ///< the whole manifest
  const support::toml::Value& package;  ///< its `[package]`
  std::string_view directory;
  std::string_view package_name;
  Edition edition = Edition::e2015;
  const PackageFolder& folder;
  ManifestOwner owner = ManifestOwner::workspace;
};

/// In Cargo's order: the library, then binaries, examples, tests and benches, each sorted by name, then the build
/// script (Cargo reference, "Cargo Targets", Target auto-discovery).
std::vector<CrateTarget> read_targets(const TargetContext&, support::Diagnostics&);

}  // namespace plimsoll::cargo
