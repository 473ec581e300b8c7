// SPDX-License-Identifier: MIT OR Apache-2.0
/// Finding a workspace: its root, its members, and the path packages around it.
#pragma once

#include <functional>
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "plimsoll/cargo/manifest_read.h"
#include "plimsoll/outside/file_system.h"
#include "plimsoll/support/diagnostics.h"
#include "plimsoll/support/result.h"

namespace plimsoll::source {

/// A workspace with the manifests of all its path packages, keyed by the absolute path of the manifest.
struct WorkspaceFiles {
  std::string current;  ///< the manifest that was asked for
  std::string root;     ///< the root's manifest; the same as `current` for a lone package
  std::map<std::string, cargo::Manifest> manifests = {};
  std::vector<std::string> members = {};  ///< in Cargo's order of discovery
  std::vector<std::string> default_members = {};
};

/// Reads a text of the source map as TOML does, or takes what came of that before.
using ParseDocument = std::function<std::optional<support::toml::Value>(support::FileId, support::Diagnostics&)>;

/// Reads the workspace that `manifest_path` belongs to, or, without one, that of the working directory (Cargo
/// reference, "Workspaces"). `cargo_home` bounds the search upwards. Faults in files go to `diagnostics`, and the
/// result holds what could be read; an Error means that there is no workspace to speak of. Without `parse` each text is
/// parsed.
support::Result<WorkspaceFiles> read_workspace(const outside::FileSystem&, support::SourceMap&,
                                               const std::optional<std::string>& manifest_path,
                                               const std::string& cargo_home, support::Diagnostics& diagnostics,
                                               const ParseDocument& parse = {});

}  // namespace plimsoll::source
