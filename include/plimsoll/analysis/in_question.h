// SPDX-License-Identifier: MIT OR Apache-2.0
/// Of which packages every release should be known before the analyzers run.
#pragma once

#include <vector>

#include "plimsoll/analysis/view.h"

namespace plimsoll::analysis {

/// One entry for each package: those that an advisory affects and who holds them, up to three links away, then those
/// that the build has in several versions and who holds these; at most 240, of each the nearest first. `advisories` may
/// be nullptr.
std::vector<char> packages_in_question(const graph::PackageGraph&, const Model&, const rustsec::Database* advisories);

}  // namespace plimsoll::analysis
