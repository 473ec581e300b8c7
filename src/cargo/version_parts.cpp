// SPDX-License-Identifier: MIT OR Apache-2.0
#include "version_parts.h"

#include <fmt/format.h>

#include <algorithm>
#include <charconv>
#include <system_error>

#include "plimsoll/support/text.h"

namespace plimsoll::cargo {
namespace {

using support::ErrorKind;
using support::failure;

bool is_digit(char c) {
  return c >= '0' && c <= '9';
}

bool is_identifier_character(char c) {
  return is_digit(c) || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '-' || c == '.';
}

bool is_numeric(std::string_view identifier) {
  return std::ranges::all_of(identifier, is_digit);
}

support::Result<std::string> take_identifiers(std::string_view& rest, std::string_view part, bool zeros_allowed) {
  const auto end = std::ranges::find_if_not(rest, is_identifier_character);
  const auto taken = rest.substr(0, static_cast<std::size_t>(end - rest.begin()));
  for (const auto identifier : support::split(taken, '.')) {
    if (identifier.empty())
      return failure(ErrorKind::invalid, fmt::format("the {} part has an empty identifier", part));
    if (!zeros_allowed && identifier.size() > 1 && identifier.front() == '0' && is_numeric(identifier))
      return failure(ErrorKind::invalid, fmt::format("`{}` in the {} part has a leading zero", identifier, part));
  }
  rest.remove_prefix(taken.size());
  return std::string(taken);
}

std::strong_ordering compare_identifiers(std::string_view a, std::string_view b) {
  const bool a_numeric = is_numeric(a);
  const bool b_numeric = is_numeric(b);
  if (a_numeric != b_numeric) return a_numeric ? std::strong_ordering::less : std::strong_ordering::greater;
  if (a_numeric && a.size() != b.size()) return a.size() <=> b.size();
  return a <=> b;
}

}  // namespace

support::Result<std::uint64_t> take_number(std::string_view& rest, std::string_view part) {
  const auto end = std::ranges::find_if_not(rest, is_digit);
  const auto digits = rest.substr(0, static_cast<std::size_t>(end - rest.begin()));
  if (digits.empty())
    return failure(ErrorKind::invalid, fmt::format("expected the {} number, found {}", part, next_shown(rest)));
  if (digits.size() > 1 && digits.front() == '0')
    return failure(ErrorKind::invalid, fmt::format("the {} number has a leading zero", part));
  std::uint64_t value = 0;
  const auto parsed = std::from_chars(digits.data(), digits.data() + digits.size(), value);
  if (parsed.ec != std::errc())
    return failure(ErrorKind::invalid, fmt::format("the {} number does not fit in 64 bits", part));
  rest.remove_prefix(digits.size());
  return value;
}

support::Result<std::string> take_prerelease(std::string_view& rest) {
  return take_identifiers(rest, "pre-release", false);
}

support::Result<std::string> take_build(std::string_view& rest) {
  return take_identifiers(rest, "build", true);
}

bool take_character(std::string_view& rest, char expected) {
  if (!rest.starts_with(expected)) return false;
  rest.remove_prefix(1);
  return true;
}

std::string next_shown(std::string_view rest) {
  if (rest.empty()) return "the end";
  std::size_t length = 1;
  while (length < rest.size() && (static_cast<unsigned char>(rest[length]) & 0xC0U) == 0x80U) ++length;
  return fmt::format("`{}`", support::printable(rest.substr(0, length)));
}

std::strong_ordering compare_prereleases(std::string_view a, std::string_view b) {
  if (a.empty() || b.empty()) return a.empty() <=> b.empty();
  const auto a_parts = support::split(a, '.');
  const auto b_parts = support::split(b, '.');
  return std::lexicographical_compare_three_way(a_parts.begin(), a_parts.end(), b_parts.begin(), b_parts.end(),
                                                compare_identifiers);
}

}  // namespace plimsoll::cargo
