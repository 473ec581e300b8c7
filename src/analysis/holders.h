// SPDX-License-Identifier: MIT OR Apache-2.0
/// Who keeps a locked package at its version.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "plimsoll/analysis/built_links.h"
#include "plimsoll/analysis/view.h"

namespace plimsoll::analysis {

/// A package whose declaration the lockfile met with another package.
struct Holder {
  graph::PackageIx package;
  graph::LinkIx link;
  const cargo::Dependency* declaration = nullptr;  ///< nullptr: its manifest could not be had
};

/// By package, then declaration. Links that the lockfile does not have are left out: declarations that nothing switches
/// on, and the development dependencies of packages that are not members.
std::vector<Holder> holders_of(const View&, graph::PackageIx);

inline bool is_built(const View& view, graph::LinkIx link) {
  return is_built(view.graph, view.model, link);
}

/// Whether the holder's requirement takes the version; nothing where the requirement is not known.
std::optional<bool> allows(const Holder&, const cargo::Version&);

/// "`app 0.1.0` (`^1.2`, app/Cargo.toml:7)"; of the brackets what is known.
std::string to_text(const View&, const Holder&);

/// What to do with a requirement that is in the way, on one line.
std::string raise_text(const finding::Location&, const cargo::Version& to);

/// The shell command that locks the package at another version; nothing if its name is no package name.
std::optional<std::string> update_command(const cargo::PackageId&, const cargo::Version& to);

}  // namespace plimsoll::analysis
