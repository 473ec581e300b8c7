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

/// Without control characters and all ASCII, so that a backslash before these two is all that is needed.
bool is_quotable(std::string_view text) {
  return std::ranges::all_of(text, [](char c) { return c >= ' ' && c < '\x7F'; });
}

void append_escaped(std::string& to, std::string_view text) {
  to += '"';
  for (auto end = text.find_first_of("\"\\"); end != std::string_view::npos; end = text.find_first_of("\"\\")) {
    to += text.substr(0, end);
    to += '\\';
    to += text[end];
    text.remove_prefix(end + 1);
  }
  to += text;
  to += '"';
}

}  // namespace

/// Nearly all texts are plain, conditions have quotation marks; the library writes the others.
void append_json(std::string& to, std::string_view text) {
  if (is_plain(text)) {
    to += '"';
    to += text;
    to += '"';
  } else if (is_quotable(text)) {
    append_escaped(to, text);
  } else {
    to += nlohmann::json(text).dump(-1, ' ', false, nlohmann::json::error_handler_t::replace);
  }
}

void append_json(std::string& to, double number) {
  to += nlohmann::json(number).dump();
}

/// Some hundred items make a piece, and the few texts that pieces are made in are used again and again.
void print_array(std::string& text, std::size_t count, std::size_t threads,
                 const std::function<void(std::string&, std::size_t)>& item, const Sink& sink) {
  constexpr std::size_t piece_items = 64;
  constexpr std::size_t pieces_for_a_thread = 4;
  std::vector<std::string> pieces(threads * pieces_for_a_thread);
  text += '[';
  for (std::size_t first = 0; first < count; first += pieces.size() * piece_items) {
    const auto used = std::min(pieces.size(), (count - first + piece_items - 1) / piece_items);
    support::parallel_for(used, threads, [&](std::size_t piece) {
      const auto begin = first + piece * piece_items;
      pieces[piece].clear();
      for (auto i = begin; i < std::min(count, begin + piece_items); ++i) {
        if (i != 0) pieces[piece] += ',';
        item(pieces[piece], i);
      }
    });
    bool is_read = sink(text);
    text.clear();
    for (std::size_t piece = 0; is_read && piece < used; ++piece) is_read = sink(pieces[piece]);
    if (!is_read) break;
  }
  text += ']';
}

}  // namespace plimsoll::cargo_output
