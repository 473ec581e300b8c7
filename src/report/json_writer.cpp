// SPDX-License-Identifier: MIT OR Apache-2.0
#include "json_writer.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <charconv>
#include <cmath>

#include "plimsoll/support/text.h"

namespace plimsoll::report {
namespace {

bool is_plain(char c) {
  return c >= ' ' && c < '\x7f' && c != '"' && c != '\\';
}

void append_escaped(char c, std::string& to) {
  switch (c) {
    case '"':
      to += "\\\"";
      return;
    case '\\':
      to += "\\\\";
      return;
    case '\n':
      to += "\\n";
      return;
    case '\r':
      to += "\\r";
      return;
    case '\t':
      to += "\\t";
      return;
    default:
      if (static_cast<unsigned char>(c) < ' ')
        to += fmt::format("\\u{:04x}", static_cast<unsigned>(c));
      else
        to += c;
  }
}

void append_quoted(std::string_view text, std::string& to) {
  to += '"';
  if (std::ranges::all_of(text, is_plain)) {
    to += text;
  } else {
    while (true) {
      const auto wrong = support::first_invalid_utf8(text);
      for (const char c : text.substr(0, wrong.value_or(text.size()))) append_escaped(c, to);
      if (!wrong) break;
      to += "\xef\xbf\xbd";
      text.remove_prefix(*wrong + 1);
    }
  }
  to += '"';
}

}  // namespace

void JsonWriter::begin(char bracket) {
  separate();
  text_ += bracket;
  ++depth_;
  is_first_ = true;
}

void JsonWriter::end(char bracket) {
  --depth_;
  if (!is_first_) start_line();
  text_ += bracket;
  is_first_ = false;
}

void JsonWriter::start_line() {
  if (indentation_ == 0) return;
  text_ += '\n';
  text_.append(depth_ * indentation_, ' ');
}

/// What has to stand between the last value and the next one.
void JsonWriter::separate() {
  if (follows_key_) {
    follows_key_ = false;
    return;
  }
  if (depth_ == 0) return;
  if (!is_first_) text_ += ',';
  is_first_ = false;
  start_line();
}

JsonWriter& JsonWriter::key(std::string_view name) {
  separate();
  text_ += '"';
  text_ += name;
  text_ += indentation_ == 0 ? "\":" : "\": ";
  follows_key_ = true;
  return *this;
}

void JsonWriter::null() {
  separate();
  text_ += "null";
}

void JsonWriter::value(std::string_view text) {
  separate();
  append_quoted(text, text_);
}

/// The shortest text that reads back as the same number; a whole number shows by `.0` that it is one by chance.
void JsonWriter::value(double number) {
  if (!std::isfinite(number)) return null();
  separate();
  std::array<char, 32> digits{};
  const auto end = std::to_chars(digits.data(), digits.data() + digits.size(), number).ptr;
  const std::string_view text{digits.data(), static_cast<std::size_t>(end - digits.data())};
  text_ += text;
  if (text.find_first_of(".e") == std::string_view::npos) text_ += ".0";
}

void JsonWriter::value(const std::vector<std::string>& texts) {
  begin_array();
  for (const auto& text : texts) value(text);
  end_array();
}

void JsonWriter::seconds(std::string_view name, double number) {
  member(name, std::round(number * 1000.0) / 1000.0);
}

void JsonWriter::text_or_null(std::string_view name, std::string_view text) {
  key(name);
  text.empty() ? null() : value(text);
}

}  // namespace plimsoll::report
