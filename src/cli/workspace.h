// SPDX-License-Identifier: MIT OR Apache-2.0
/// Loading the workspace that a command is about.
#pragma once

#include <optional>
#include <string>

#include "command.h"
#include "plimsoll/graph/package_graph.h"

namespace plimsoll::cli {

struct WorkspaceOptions {
  std::optional<std::string> manifest_path = {};

  void describe(Arguments&);
};

/// The graph of the workspace. Faults in its files are all told on standard error, warnings where more was asked for,
/// and so are declarations that the lockfile does not satisfy. Nothing: it cannot be used, and the exit code is
/// `unreadable`. `dependencies` false: members only, the lockfile is not looked at.
std::optional<graph::PackageGraph> load_workspace(Context&, const WorkspaceOptions&, bool dependencies = true);

}  // namespace plimsoll::cli
