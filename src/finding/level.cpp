// SPDX-License-Identifier: MIT OR Apache-2.0
#include "plimsoll/finding/level.h"

#include <algorithm>
#include <array>
#include <cstddef>

namespace plimsoll::finding {
namespace {

struct LevelWords {
  std::string_view policy;
  std::string_view report;
};

constexpr std::array<LevelWords, 4> level_words{{
    {"allow", "allow"},
    {"note", "note"},
    {"warn", "warning"},
    {"deny", "error"},
}};

constexpr std::array<std::string_view, 3> fail_on_words{"error", "warning", "never"};

}  // namespace

std::string_view policy_word(Level level) {
  return level_words[static_cast<std::size_t>(level)].policy;
}

std::string_view report_word(Level level) {
  return level_words[static_cast<std::size_t>(level)].report;
}

std::optional<Level> parse_level(std::string_view word) {
  const auto found = std::ranges::find(level_words, word, &LevelWords::policy);
  if (found == level_words.end()) return std::nullopt;
  return static_cast<Level>(found - level_words.begin());
}

std::string_view to_text(FailOn fail_on) {
  return fail_on_words[static_cast<std::size_t>(fail_on)];
}

std::optional<FailOn> parse_fail_on(std::string_view word) {
  const auto found = std::ranges::find(fail_on_words, word);
  if (found == fail_on_words.end()) return std::nullopt;
  return static_cast<FailOn>(found - fail_on_words.begin());
}

bool fails(Level level, FailOn fail_on) {
  switch (fail_on) {
    case FailOn::error:
      return level >= Level::deny;
    case FailOn::warning:
      return level >= Level::warn;
    case FailOn::never:
      return false;
  }
  return false;
}

}  // namespace plimsoll::finding
