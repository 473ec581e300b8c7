// SPDX-License-Identifier: MIT OR Apache-2.0
/// Loading the workspace that a command is about.
#pragma once

#include <memory>
#include <optional>
#include <string>

#include "command.h"
#include "plimsoll/graph/package_graph.h"
#include "plimsoll/resolve/resolution.h"
#include "plimsoll/source/registry_access.h"
#include "plimsoll/support/diagnostics.h"

namespace plimsoll::cli {

struct WorkspaceOptions {
  std::optional<std::string> manifest_path = {};
  std::optional<std::string> index = {};
  std::optional<std::string> timeout = {};

  void describe(Arguments&);
  /// How packages that are not on this machine may be fetched.
  [[nodiscard]] source::RegistryAccess registry(const Context&) const;
};

/// A workspace that is fit to be resolved.
struct Workspace {
  support::SourceMap sources;
  std::optional<graph::PackageGraph> graph = {};  ///< there is one in every workspace that was loaded
  std::shared_ptr<const resolve::FeatureModel> model = {};
};

/// Faults in the workspace's files are all told on standard error, warnings where more was asked for, and so is a
/// lockfile that is out of step. nullptr: it cannot be used, and the exit code is `unreadable`. `dependencies` false:
/// members only, the lockfile is not looked at.
std::unique_ptr<const Workspace> load_workspace(Context&, const WorkspaceOptions&, bool dependencies = true);

/// Faults of files on standard error, warnings only where more was asked for.
void tell(Context&, const support::Diagnostics&, const support::SourceMap&);

/// False: Cargo would refuse for a feature that is asked for and does not exist, which was told.
bool has_all_features(Context&, const resolve::Resolution&);

}  // namespace plimsoll::cli
