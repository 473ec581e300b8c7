// SPDX-License-Identifier: MIT OR Apache-2.0
/// How a locked package gets to another version, with what its dependents would have to do for it.
#pragma once

#include <optional>
#include <span>
#include <string>
#include <vector>

#include "holders.h"

namespace plimsoll::analysis {

/// `cargo update -p PACKAGE --precise TO`.
struct Move {
  graph::PackageIx package;
  cargo::Version to;
};

/// A member's requirement that has to take another version first.
struct Raise {
  Holder holder;
  cargo::Version to;
};

struct UpgradePlan {
  std::vector<Raise> raises;  ///< none: every step stays within what the manifests require
  /// In the order in which Cargo takes them. The package asked about is the last, unless its entry goes by itself.
  std::vector<Move> moves;
  /// Resolved again with all steps made, the old version is not part of the build.
  bool is_proven = false;
};

/// The plan with the fewest raised requirements, and of these the one with the fewest moves, that brings every holder
/// of the package to one of `targets`, ascending; nothing if there is none of at most 12 moves. A dependent whose
/// requirement is in the way is moved to its lowest later release that is in nobody's way, which needs its releases in
/// `view.index`. Cost: for each of at most 8 targets the holders up to 6 links away.
std::optional<UpgradePlan> plan_upgrade(const View&, graph::PackageIx, std::span<const cargo::Version> targets);

/// The releases of a package's name, ascending; empty if they are not known.
std::span<const facts::Release> releases_of(const View&, graph::PackageIx);

/// The commands of the plan's moves, one each; nothing if a name is no package name.
std::optional<std::vector<std::string>> commands_of(const View&, const UpgradePlan&);

/// The requirements to be raised, one sentence each; one that members inherit is there once.
std::vector<std::string> raise_texts(const View&, const UpgradePlan&);

/// All steps on one line: requirements to be raised, then commands.
std::string steps_text(const View&, const UpgradePlan&);

}  // namespace plimsoll::analysis
