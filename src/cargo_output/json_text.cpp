// SPDX-License-Identifier: MIT OR Apache-2.0
#include "json_text.h"

#include <algorithm>
#include <array>
#include <nlohmann/json.hpp>

#include "plimsoll/support/parallel.h"

namespace plimsoll::cargo_output {
namespace {

constexpr std::array<bool, 256> is_plain_byte = [] {
  std::array<bool, 256> plain{};
  for (std::size_t byte = ' '; byte < 0x7F; ++byte) plain.at(byte) = byte != '"' && byte != '\\';
  return plain;
}();

}  // namespace

Json::Json(std::string_view text) {
  text_.clear();
  append_quoted(text, text_);
}

Json::Json(double number) : text_(nlohmann::json(number).dump()) {}

/// Nearly all texts are plain and need no more than quotation marks; the library writes the others.
void Json::append_quoted(std::string_view text, std::string& to) {
  bool is_plain = true;
  for (const char c : text) is_plain &= is_plain_byte[static_cast<unsigned char>(c)];
  if (!is_plain) {
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
