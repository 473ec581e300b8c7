// SPDX-License-Identifier: MIT OR Apache-2.0
/// How much a finding weighs, and from which weight on a run fails.
#pragma once

#include <optional>
#include <string_view>

namespace plimsoll::finding {

/// Lightest first, so that levels can be compared. The words are those of Cargo's `[lints]`.
enum class Level { allow, note, warn, deny };

/// As a policy file writes it: `allow`, `note`, `warn`, `deny`.
std::string_view policy_word(Level);
/// As reports write it: `allow`, `note`, `warning`, `error`.
std::string_view report_word(Level);
/// The level with that policy word; nothing for any other text.
std::optional<Level> parse_level(std::string_view policy_word);

/// The failing level of a run (`--fail-on`, `fail-on`).
enum class FailOn { error, warning, never };

std::string_view to_text(FailOn);
std::optional<FailOn> parse_fail_on(std::string_view);
bool fails(Level, FailOn);

}  // namespace plimsoll::finding
