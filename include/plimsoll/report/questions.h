// SPDX-License-Identifier: MIT OR Apache-2.0
/// Parts of a report, asked for one by one. Names are those of packages; without one the answer is about all.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "plimsoll/report/render.h"

namespace plimsoll::report {

/// @name Names in several versions, causes first, with who holds each copy and the way out
/// A name's answer has what it goes with and what goes with it.
/// @{
std::string render_duplicates_human(const Report&, const std::optional<std::string>& name, const RenderOptions&);
std::string render_duplicates_json(const Report&, const std::optional<std::string>& name);
std::string render_duplicates_failure(const Tool&, const support::Error&);
/// @}

/// @name What the build costs: units, the longest chain, proc macros and build scripts
/// Units come dearest first, macros and scripts by what the build would save without them.
/// `about` are positions of packages; empty for the whole build.
/// @{
std::string render_cost_human(const Report&, const std::vector<PackageIx>& about, const RenderOptions&);
std::string render_cost_json(const Report&, const std::vector<PackageIx>& about);
std::string render_cost_failure(const Tool&, const support::Error&);
/// What the answer leaves out: packages that may be built and of which no manifest is at hand. One sentence each.
std::vector<std::string> unknown_costs(const Report&);
/// @}

}  // namespace plimsoll::report
