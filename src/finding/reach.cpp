// SPDX-License-Identifier: MIT OR Apache-2.0
#include "plimsoll/finding/reach.h"

#include <algorithm>
#include <array>
#include <cstddef>

namespace plimsoll::finding {
namespace {

constexpr std::array<std::string_view, 6> words{"built",        "build-time",  "dev-only",
                                                "other-target", "not-enabled", "unknown"};

}  // namespace

bool is_built(Reach reach) {
  return reach == Reach::built || reach == Reach::build_time;
}

bool may_be_built(Reach reach) {
  return is_built(reach) || reach == Reach::unknown;
}

std::string_view to_text(Reach reach) {
  return words[static_cast<std::size_t>(reach)];
}

std::optional<Reach> parse_reach(std::string_view word) {
  const auto found = std::ranges::find(words, word);
  if (found == words.end()) return std::nullopt;
  return static_cast<Reach>(found - words.begin());
}

}  // namespace plimsoll::finding
