// SPDX-License-Identifier: MIT OR Apache-2.0
/// Text of others, made fit to be shown, and the few operations on text that the standard library lacks.
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace plimsoll::support {

/// `text` with everything that could move a cursor or reorder a line replaced by a visible escape: control characters,
/// line ends, bidirectional controls (`\u{202e}`). A tab becomes a space; bytes that are no UTF-8 become U+FFFD.
std::string printable(std::string_view text);

/// Where `text` stops being UTF-8, in bytes; nothing if it is UTF-8 throughout.
std::optional<std::size_t> first_invalid_utf8(std::string_view text);

std::string_view trim(std::string_view);
/// The parts between the separators, empty ones included; one part if there is no separator.
std::vector<std::string_view> split(std::string_view, char separator);

}  // namespace plimsoll::support
