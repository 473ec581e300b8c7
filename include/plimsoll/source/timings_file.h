// SPDX-License-Identifier: MIT OR Apache-2.0
/// The page that `cargo build --timings` writes.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include "plimsoll/facts/timings.h"
#include "plimsoll/support/result.h"

namespace plimsoll::source {

inline constexpr std::uint64_t longest_timings_bytes = 64ULL << 20U;

/// Reads the list `UNIT_DATA` of the page's script; of its scripts nothing is run. `path` is for messages. Error:
/// usage, for a text that is no such page, or damaged. Cost: linear.
support::Result<facts::Timings> parse_timings(std::string_view html, const std::string& path);

}  // namespace plimsoll::source
