// SPDX-License-Identifier: MIT OR Apache-2.0
/// Dependency tables of a manifest.
#pragma once

#include <optional>
#include <string_view>
#include <vector>

#include "plimsoll/cargo/manifest_read.h"

namespace plimsoll::cargo {

/// What a declaration is read against.
struct DependencyContext {
  std::string_view directory;  ///< of the manifest: relative paths start there
  const ManifestDocument* workspace_root = nullptr;
  ManifestOwner owner = ManifestOwner::workspace;
  Edition edition = Edition::e2015;
};

/// All declarations of the manifest in Cargo's order (see `read_manifest`).
std::vector<Dependency> read_dependencies(const support::toml::Value& root, const DependencyContext&,
                                          support::Diagnostics&);

/// One entry of a table like `[dependencies]`; nothing if it cannot be understood at all.
std::optional<Dependency> read_dependency(const support::toml::Entry&, DependencyKind,
                                          const std::optional<PlatformSpec>&, const DependencyContext&,
                                          support::Diagnostics&);

}  // namespace plimsoll::cargo
