// SPDX-License-Identifier: MIT OR Apache-2.0
/// The pieces that versions and requirements have in common.
#pragma once

#include <compare>
#include <cstdint>
#include <string>
#include <string_view>

#include "plimsoll/support/result.h"

namespace plimsoll::cargo {

/// Takes a decimal number without leading zeros off the front of `rest`. `part` names it in the error.
support::Result<std::uint64_t> take_number(std::string_view& rest, std::string_view part);

/// Takes dot-separated identifiers of letters, digits and hyphens off the front of `rest`, at least one.
support::Result<std::string> take_prerelease(std::string_view& rest);
support::Result<std::string> take_build(std::string_view& rest);

/// Takes `expected` off the front of `rest` if it stands there.
bool take_character(std::string_view& rest, char expected);

/// What stands at the front of `rest`, for messages: "`x`" or "the end".
std::string next_shown(std::string_view rest);

/// The order of two pre-release parts by Semantic Versioning 2.0.0, item 11; an empty one comes last.
std::strong_ordering compare_prereleases(std::string_view, std::string_view);

}  // namespace plimsoll::cargo
