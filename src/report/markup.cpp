// SPDX-License-Identifier: MIT OR Apache-2.0
#include "markup.h"

#include <fmt/format.h>

#include <algorithm>
#include <cstdint>

#include "base64.h"
#include "plimsoll/support/assert.h"
#include "plimsoll/support/sha256.h"
#include "plimsoll/support/text.h"

namespace plimsoll::report {
namespace {

std::string_view entity(char c) {
  switch (c) {
    case '&':
      return "&amp;";
    case '<':
      return "&lt;";
    case '>':
      return "&gt;";
    case '"':
      return "&quot;";
    case '\'':
      return "&#39;";
    default:
      return {};
  }
}

std::uint32_t digit(char c) {
  return static_cast<std::uint32_t>(c <= '9' ? c - '0' : c - 'a' + 10);
}

std::string bytes_of_hex(std::string_view hex) {
  std::string bytes;
  for (std::size_t i = 0; i + 1 < hex.size(); i += 2)
    bytes += static_cast<char>(digit(hex[i]) << 4U | digit(hex[i + 1]));
  return bytes;
}

}  // namespace

std::string escape(std::string_view text) {
  std::string escaped;
  for (const char c : support::printable(text)) {
    const auto replacement = entity(c);
    if (replacement.empty())
      escaped += c;
    else
      escaped += replacement;
  }
  return escaped;
}

std::string escape_message(std::string_view text) {
  const auto parts = support::split(text, '`');
  std::string escaped;
  for (std::size_t i = 0; i < parts.size(); ++i) {
    const bool is_code = i % 2 == 1;
    if (is_code && i + 1 == parts.size())
      escaped += '`' + escape(parts[i]);
    else
      escaped += is_code ? "<code>" + escape(parts[i]) + "</code>" : escape(parts[i]);
  }
  return escaped;
}

std::string escape_lines(std::string_view text) {
  std::string escaped;
  for (const auto line : support::split(text, '\n')) {
    if (!escaped.empty()) escaped += '\n';
    escaped += escape(line);
  }
  return escaped;
}

bool is_plain_address(std::string_view address) {
  const auto is_plain = [](char c) { return c > ' ' && c < '\x7f' && c != '"' && c != '\'' && c != '<' && c != '>'; };
  return address.starts_with("https://") && std::ranges::all_of(address, is_plain);
}

std::string link_to(std::string_view address) {
  const auto safe = escape(address);
  if (!is_plain_address(address)) return safe;
  return fmt::format(R"(<a href="{0}" rel="noopener noreferrer">{0}</a>)", safe);
}

std::string digest_source(std::string_view text) {
  return fmt::format("'sha256-{}'", base64(bytes_of_hex(support::sha256_hex(text))));
}

std::string fill(std::string_view page, const std::map<std::string_view, std::string>& values) {
  std::string filled;
  for (;;) {
    const auto begin = page.find("{{");
    filled += page.substr(0, begin);
    if (begin == std::string_view::npos) return filled;
    const auto end = page.find("}}", begin);
    PLIMSOLL_ASSERT(end != std::string_view::npos);
    const auto value = values.find(page.substr(begin + 2, end - begin - 2));
    PLIMSOLL_ASSERT(value != values.end());
    filled += value->second;
    page.remove_prefix(end + 2);
  }
}

}  // namespace plimsoll::report
