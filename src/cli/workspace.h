// SPDX-License-Identifier: MIT OR Apache-2.0
/// Loading the workspace that a command is about.
#pragma once

#include <memory>
#include <optional>
#include <string>

#include "command.h"
#include "plimsoll/graph/package_graph.h"
#include "plimsoll/resolve/lock_check.h"
#include "plimsoll/source/registry_access.h"
#include "plimsoll/support/diagnostics.h"

namespace plimsoll::cli {

struct WorkspaceOptions {
  std::optional<std::string> manifest_path = {};
  std::optional<std::string> index = {};
  std::optional<int> timeout = {};

  void describe(Arguments&);
  /// How packages that are not on this machine may be fetched.
  [[nodiscard]] source::RegistryAccess registry(const Context&) const;
};

/// A workspace that is fit to be resolved.
struct Workspace {
  support::SourceMap sources;
  std::optional<graph::PackageGraph> graph = {};  ///< there is one in every workspace that was loaded
  std::shared_ptr<const resolve::FeatureModel> model = {};
  std::optional<resolve::LockCheck> check = {};
  support::Diagnostics diagnostics = {};
};

/// Faults in the workspace's files are all told on standard error, warnings where more was asked for, and so is a
/// lockfile that is out of step. Error: it cannot be used, whatever the kind of the error. `dependencies` false:
/// members only, the lockfile is not looked at, and there is neither model nor check.
support::Result<void> read_workspace(Context&, const WorkspaceOptions&, bool dependencies, Workspace&);

/// The same, with the error on standard error. nullptr: the exit code is `unreadable`. A command keeps it as its own,
/// for commands stay until the process ends.
std::unique_ptr<const Workspace> load_workspace(Context&, const WorkspaceOptions&, bool dependencies = true);

/// Faults of files on standard error, warnings only where more was asked for.
void tell(Context&, const support::Diagnostics&, const support::SourceMap&);

/// The error with the faults of files as lines of context, for those who read a document only.
support::Error with_faults(support::Error, const support::Diagnostics&, const support::SourceMap&);

}  // namespace plimsoll::cli
