// SPDX-License-Identifier: MIT OR Apache-2.0
#include "plimsoll/cargo/version.h"

#include <fmt/format.h>

#include <algorithm>
#include <tuple>

#include "plimsoll/support/text.h"
#include "version_parts.h"

namespace plimsoll::cargo {
namespace {

using support::ErrorKind;
using support::failure;

auto numbers(const Version& version) {
  return std::tie(version.major, version.minor, version.patch);
}

/// By value, then by length: 0 < 00 < 1 < 01.
std::strong_ordering compare_with_zeros(std::string_view a, std::string_view b) {
  const auto a_value = a.substr(std::min(a.find_first_not_of('0'), a.size()));
  const auto b_value = b.substr(std::min(b.find_first_not_of('0'), b.size()));
  return std::tuple(a_value.size(), a_value, a.size()) <=> std::tuple(b_value.size(), b_value, b.size());
}

std::strong_ordering compare_build_identifiers(std::string_view a, std::string_view b) {
  constexpr std::string_view digits = "0123456789";
  const bool a_numeric = a.find_first_not_of(digits) == std::string_view::npos;
  const bool b_numeric = b.find_first_not_of(digits) == std::string_view::npos;
  if (a_numeric != b_numeric) return a_numeric ? std::strong_ordering::less : std::strong_ordering::greater;
  return a_numeric ? compare_with_zeros(a, b) : a <=> b;
}

std::strong_ordering compare_builds(std::string_view a, std::string_view b) {
  if (a.empty() || b.empty()) return b.empty() <=> a.empty();
  const auto a_parts = support::split(a, '.');
  const auto b_parts = support::split(b, '.');
  return std::lexicographical_compare_three_way(a_parts.begin(), a_parts.end(), b_parts.begin(), b_parts.end(),
                                                compare_build_identifiers);
}

support::Result<void> expect_dot(std::string_view& rest, std::string_view next_part) {
  if (take_character(rest, '.')) return {};
  return failure(ErrorKind::invalid,
                 fmt::format("expected `.` and the {} number, found {}", next_part, next_shown(rest)));
}

support::Result<Version> parse_parts(std::string_view rest) {
  Version version;
  TRY_INTO(version.major, take_number(rest, "major"));
  TRY(expect_dot(rest, "minor"));
  TRY_INTO(version.minor, take_number(rest, "minor"));
  TRY(expect_dot(rest, "patch"));
  TRY_INTO(version.patch, take_number(rest, "patch"));
  if (take_character(rest, '-')) {
    TRY_INTO(version.pre, take_prerelease(rest));
  }
  if (take_character(rest, '+')) {
    TRY_INTO(version.build, take_build(rest));
  }
  if (!rest.empty()) return failure(ErrorKind::invalid, fmt::format("found {} after the version", next_shown(rest)));
  return version;
}

}  // namespace

std::strong_ordering compare_precedence(const Version& a, const Version& b) {
  const auto order = numbers(a) <=> numbers(b);
  return order != 0 ? order : compare_prereleases(a.pre, b.pre);
}

std::strong_ordering operator<=>(const Version& a, const Version& b) {
  const auto order = compare_precedence(a, b);
  return order != 0 ? order : compare_builds(a.build, b.build);
}

support::Result<Version> parse_version(std::string_view text) {
  auto version = parse_parts(text);
  if (!version) {
    version.error().message =
        fmt::format("`{}` is not a version: {}", support::printable(text), version.error().message);
  }
  return version;
}

std::string to_text(const Version& version) {
  auto text = std::to_string(version.major);
  text.append(".").append(std::to_string(version.minor)).append(".").append(std::to_string(version.patch));
  if (!version.pre.empty()) text.append("-").append(version.pre);
  if (!version.build.empty()) text.append("+").append(version.build);
  return text;
}

std::string compatibility_class(const Version& version) {
  if (version.major != 0) return fmt::format("{}", version.major);
  if (version.minor != 0) return fmt::format("0.{}", version.minor);
  return fmt::format("0.0.{}", version.patch);
}

}  // namespace plimsoll::cargo
