// SPDX-License-Identifier: MIT OR Apache-2.0
/// "Did you mean": the nearest known word.
#pragma once

#include <optional>
#include <span>
#include <string>
#include <string_view>

namespace plimsoll::support {

/// The number of insertions, deletions, replacements and swaps of neighbours between two words (the optimal string
/// alignment distance). Bytes are compared. Cost: the product of the lengths.
std::size_t edit_distance(std::string_view, std::string_view);

/// The candidate nearest to `word`, the first of equals; nothing if none is within a third of the word's length,
/// or if the word has more than 128 bytes.
std::optional<std::string> nearest(std::string_view word, std::span<const std::string> candidates);

/// "; a similar name is `serde`" for the end of a message, fit to be shown; empty if none is near.
std::string similar_name(std::string_view word, std::span<const std::string> candidates);

}  // namespace plimsoll::support
