// SPDX-License-Identifier: MIT OR Apache-2.0
#include "plimsoll/support/glob.h"

#include <cstddef>
#include <optional>

namespace plimsoll::support {
namespace {

/// The code point at `at` as its bytes, which are ordered as code points are.
std::string_view character(std::string_view text, std::size_t at) {
  auto end = at + 1;
  while (end < text.size() && (static_cast<unsigned char>(text[end]) & 0xC0U) == 0x80U) ++end;
  return text.substr(at, end - at);
}

/// Matches `c` against the set that begins with the bracket at `at`. Gives the place behind the set if it matches; an
/// unclosed set matches nothing.
std::optional<std::size_t> match_set(std::string_view pattern, std::size_t at, std::string_view c) {
  std::size_t i = at + 1;
  const bool negated = i < pattern.size() && pattern[i] == '!';
  if (negated) ++i;
  bool found = false;
  for (bool first = true; i < pattern.size() && (first || pattern[i] != ']'); first = false) {
    const auto low = character(pattern, i);
    auto high = low;
    i += low.size();
    if (i + 1 < pattern.size() && pattern[i] == '-' && pattern[i + 1] != ']') {
      high = character(pattern, i + 1);
      i += 1 + high.size();
    }
    found = found || (low <= c && c <= high);
  }
  if (i >= pattern.size() || found == negated) return std::nullopt;
  return i + 1;
}

/// Matches `c` against whatever but a star stands at `at`; gives the place behind it if it matches.
std::optional<std::size_t> match_one(std::string_view pattern, std::size_t at, std::string_view c) {
  if (at == pattern.size()) return std::nullopt;
  if (pattern[at] == '[') return match_set(pattern, at, c);
  if (pattern[at] == '?') return at + 1;
  const auto wanted = character(pattern, at);
  return wanted == c ? std::optional(at + wanted.size()) : std::nullopt;
}

}  // namespace

bool is_glob(std::string_view pattern) {
  return pattern.find_first_of("*?[") != std::string_view::npos;
}

bool matches_glob(std::string_view pattern, std::string_view name) {
  std::size_t p = 0;
  std::size_t n = 0;
  std::optional<std::size_t> behind_star;
  std::size_t retry = 0;
  while (n < name.size()) {
    if (p < pattern.size() && pattern[p] == '*') {
      behind_star = ++p;
      retry = n;
    } else if (const auto c = character(name, n); const auto next = match_one(pattern, p, c)) {
      p = *next;
      n += c.size();
    } else {
      if (!behind_star) return false;
      p = *behind_star;
      retry += character(name, retry).size();
      n = retry;
    }
  }
  return pattern.find_first_not_of('*', p) == std::string_view::npos;
}

}  // namespace plimsoll::support
