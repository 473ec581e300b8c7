// SPDX-License-Identifier: MIT OR Apache-2.0
/// Whether a locked package is really built, and for what.
#pragma once

#include <optional>
#include <string_view>

namespace plimsoll::finding {

/// Nearest to what ships first, so that the nearest of several is their minimum.
enum class Reach {
  built,         ///< compiled for a selected target
  build_time,    ///< compiled for the machine that builds only: build scripts, procedural macros and what they need
  dev_only,      ///< only for tests, examples and benchmarks
  other_target,  ///< only for targets that were not selected
  not_enabled,   ///< locked, but behind features that nobody switches on
  unknown,       ///< there was not enough to tell
};

/// Compiled for a target or for the machine that builds.
bool is_built(Reach);
/// The same, or not known.
bool may_be_built(Reach);

/// `built`, `build-time`, `dev-only`, `other-target`, `not-enabled`, `unknown`.
std::string_view to_text(Reach);
std::optional<Reach> parse_reach(std::string_view);

}  // namespace plimsoll::finding
