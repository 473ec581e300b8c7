// SPDX-License-Identifier: MIT OR Apache-2.0
#include "json_text.h"

#include <algorithm>
#include <nlohmann/json.hpp>

#include "plimsoll/support/parallel.h"

namespace plimsoll::cargo_output {

Json::Json(std::string_view text) {
  text_.clear();
  append_quoted(text, text_);
}

Json::Json(double number) : text_(nlohmann::json(number).dump()) {}

/// Nearly all texts are plain and need no more than quotation marks; the library writes the others.
void Json::append_quoted(std::string_view text, std::string& to) {
  const bool is_plain = std::ranges::all_of(text, [](char c) { return c >= ' ' && c < '\x7f' && c != '"' && c != '\\'; });
  if (!is_plain) {
    to += nlohmann::json(text).dump(-1, ' ', false, nlohmann::json::error_handler_t::replace);
    return;
  }
  to += '"';
  to += text;
  to += '"';
}

std::string array_text(std::size_t count, std::size_t threads, const std::function<std::string(std::size_t)>& item) {
  std::vector<std::string> items(count);
  support::parallel_for(count, threads, [&](std::size_t i) { items[i] = item(i); });
  std::size_t size = 2 + count;
  for (const auto& text : items) size += text.size();
  std::string result = "[";
  result.reserve(size);
  for (const auto& text : items) {
    if (result.size() > 1) result += ',';
    result += text;
  }
  result += ']';
  return result;
}

}  // namespace plimsoll::cargo_output
