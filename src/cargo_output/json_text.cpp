// SPDX-License-Identifier: MIT OR Apache-2.0
#include "json_text.h"

#include <algorithm>
#include <cstdint>
#include <cstring>
#include <nlohmann/json.hpp>

#include "plimsoll/support/parallel.h"

namespace plimsoll::cargo_output {
namespace {

constexpr std::uint64_t each = 0x0101010101010101;

/// Not zero if one of eight bytes is no ASCII, a control character (0x7F, too), `"` or `\`: subtracting from a byte
/// that is too small borrows from its highest bit, which ASCII leaves clear.
std::uint64_t oddities(std::uint64_t bytes) {
  auto found = bytes | (bytes - each * ' ');
  for (const std::uint64_t odd : {0x22U, 0x5CU, 0x7FU}) found |= (bytes ^ (each * odd)) - each;
  return found & (each * 0x80);
}

/// Whether a text needs no more than quotation marks.
bool is_plain(std::string_view text) {
  std::uint64_t found = 0;
  std::uint64_t bytes = 0;
  for (; text.size() > sizeof bytes; text.remove_prefix(sizeof bytes)) {
    std::memcpy(&bytes, text.data(), sizeof bytes);
    found |= oddities(bytes);
  }
  bytes = each * ' ';
  if (!text.empty()) std::memcpy(&bytes, text.data(), text.size());
  return (found | oddities(bytes)) == 0;
}

}  // namespace

Json::Json(std::string_view text) {
  text_.clear();
  append_quoted(text, text_);
}

Json::Json(double number) : text_(nlohmann::json(number).dump()) {}

/// Nearly all texts are plain; the library writes the others.
void Json::append_quoted(std::string_view text, std::string& to) {
  if (!is_plain(text)) {
    to += nlohmann::json(text).dump(-1, ' ', false, nlohmann::json::error_handler_t::replace);
    return;
  }
  to += '"';
  to += text;
  to += '"';
}

/// Some hundred items make a piece, so that few strings are made and each is freed as soon as it is appended.
void append_array(std::string& to, std::size_t count, std::size_t threads,
                  const std::function<Json(std::size_t)>& item) {
  constexpr std::size_t piece_items = 64;
  std::vector<std::string> pieces((count + piece_items - 1) / piece_items);
  support::parallel_for(pieces.size(), threads, [&](std::size_t piece) {
    const auto begin = piece * piece_items;
    for (auto i = begin; i < std::min(count, begin + piece_items); ++i) {
      if (i != 0) pieces[piece] += ',';
      item(i).append_to(pieces[piece]);
    }
  });
  std::size_t size = to.size() + 2;
  for (const auto& piece : pieces) size += piece.size();
  if (size > to.capacity()) to.reserve(size);
  to += '[';
  for (auto& piece : pieces) {
    to += piece;
    piece = {};
  }
  to += ']';
}

}  // namespace plimsoll::cargo_output
