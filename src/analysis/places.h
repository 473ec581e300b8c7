// SPDX-License-Identifier: MIT OR Apache-2.0
/// Where findings point, and how packages are called in their texts.
#pragma once

#include <optional>
#include <string>

#include "plimsoll/analysis/view.h"
#include "plimsoll/finding/finding.h"

namespace plimsoll::analysis {

/// Nothing for a span without a place.
std::optional<finding::Location> place_at(const View&, support::Span);

/// The line that changes when the package does: `version` in its lockfile entry, else the name in its manifest. Nothing
/// for a package of others that is not locked.
std::optional<finding::Location> place_of(const View&, graph::PackageIx);

/// Where a person changes the declaration: its key, or that in `[workspace.dependencies]`. Nothing for declarations of
/// packages that are not part of the workspace's own sources.
std::optional<finding::Location> place_of(const View&, graph::LinkIx);

/// `serde 1.0.228`, fit to be shown.
std::string called(const View&, graph::PackageIx);

/// `app/Cargo.toml:7`
std::string to_text(const finding::Location&);

}  // namespace plimsoll::analysis
