// SPDX-License-Identifier: MIT OR Apache-2.0
/// Where in the workspace something is declared. Places are relative to the root; there is none in files of others.
#pragma once

#include <optional>

#include "plimsoll/analysis/feature_reasons.h"
#include "plimsoll/finding/finding.h"
#include "plimsoll/support/source_map.h"

namespace plimsoll::audit {

/// Nothing for a span without a place.
std::optional<finding::Location> place_at(const graph::PackageGraph&, const support::SourceMap&, const support::Span&);

/// Where a person changes the declaration behind a link.
std::optional<finding::Location> place_of(const graph::PackageGraph&, const support::SourceMap&, graph::LinkIx);

/// The line that asks: the feature in a list where it stands in one.
std::optional<finding::Location> place_of(const graph::PackageGraph&, const support::SourceMap&,
                                          const analysis::FeatureReason&);

}  // namespace plimsoll::audit
