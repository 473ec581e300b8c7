// SPDX-License-Identifier: MIT OR Apache-2.0
#include "fields.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <charconv>
#include <cstdint>
#include <vector>

#include "plimsoll/support/edit_distance.h"
#include "plimsoll/support/text.h"

namespace plimsoll::policy {
namespace {

using support::Diagnostics;
using support::toml::Value;

constexpr std::array<std::string_view, 4> levels{"allow", "note", "warn", "deny"};
constexpr std::array<std::string_view, 3> fail_on_words{"error", "warning", "never"};

/// Longer words are no slips of the pen, and comparing them would cost time.
constexpr std::size_t longest_suggested_word = 64;
constexpr std::size_t longest_listing = 8;

struct Unit {
  char letter;
  std::int64_t seconds;
};
constexpr std::array<Unit, 5> units{{{'s', 1}, {'m', 60}, {'h', 3600}, {'d', 86400}, {'w', 604800}}};

std::string listing(std::span<const std::string_view> words) {
  std::string text;
  for (std::size_t i = 0; i < words.size(); ++i) {
    if (i != 0) text += i + 1 == words.size() ? " and " : ", ";
    text += fmt::format("`{}`", words[i]);
  }
  return text;
}

std::optional<std::chrono::seconds> parse_duration(std::string_view text) {
  std::uint32_t number = 0;
  const auto* const end = text.data() + text.size();
  const auto [rest, error] = std::from_chars(text.data(), end, number);
  if (error != std::errc{} || end - rest != 1) return std::nullopt;
  const auto unit = std::ranges::find(units, *rest, &Unit::letter);
  if (unit == units.end()) return std::nullopt;
  return std::chrono::seconds{number * unit->seconds};
}

}  // namespace

std::string suggest(std::string_view word, std::span<const std::string_view> known, std::string_view kind) {
  if (word.size() <= longest_suggested_word) {
    const std::vector<std::string> candidates(known.begin(), known.end());
    if (const auto near = support::nearest(word, candidates)) return fmt::format("did you mean `{}`?", *near);
  }
  if (known.empty()) return fmt::format("there are no {} here", kind);
  if (known.size() > longest_listing) return {};
  return fmt::format("known {}: {}", kind, listing(known));
}

void reject_unknown_keys(const support::toml::Table& table, std::span<const std::string_view> known,
                         std::string_view where, Diagnostics& diagnostics) {
  for (const auto& entry : table) {
    if (std::ranges::find(known, entry.key) != known.end()) continue;
    diagnostics.error(entry.key_at, fmt::format("unknown key `{}` in {}", entry.key, where), {},
                      suggest(entry.key, known, "keys"));
  }
}

std::optional<finding::Level> expect_level(const Value& value, std::string_view what, Diagnostics& diagnostics) {
  const auto* word = support::toml::expect_string(value, what, diagnostics);
  if (word == nullptr) return std::nullopt;
  auto level = finding::parse_level(*word);
  if (!level)
    diagnostics.error(value.at(), fmt::format("unknown level `{}` for {}", *word, what), {},
                      suggest(*word, levels, "levels"));
  return level;
}

std::optional<finding::FailOn> expect_fail_on(const Value& value, Diagnostics& diagnostics) {
  const auto* word = support::toml::expect_string(value, "fail-on", diagnostics);
  if (word == nullptr) return std::nullopt;
  auto fail_on = finding::parse_fail_on(*word);
  if (!fail_on)
    diagnostics.error(value.at(), fmt::format("unknown failing level `{}`", *word), {},
                      suggest(*word, fail_on_words, "failing levels"));
  return fail_on;
}

std::optional<std::chrono::seconds> expect_duration(const Value& value, std::string_view what,
                                                    Diagnostics& diagnostics) {
  const auto* text = support::toml::expect_string(value, what, diagnostics);
  if (text == nullptr) return std::nullopt;
  auto duration = parse_duration(*text);
  if (!duration)
    diagnostics.error(value.at(), fmt::format("`{}` is no time span, but `{}` needs one", *text, what), {},
                      "a number and a unit, like `45m`, `12h`, `30d` or `2w`");
  return duration;
}

std::optional<std::chrono::year_month_day> expect_date(const Value& value, std::string_view what,
                                                       Diagnostics& diagnostics) {
  if (const auto* moment = value.as_datetime(); moment != nullptr && moment->date) {
    const std::chrono::year_month_day date{std::chrono::year{moment->date->year},
                                           std::chrono::month{moment->date->month},
                                           std::chrono::day{moment->date->day}};
    if (date.ok()) return date;
  }
  diagnostics.error(value.at(), fmt::format("`{}` must be a date, found {}", what, value.kind_name()), {},
                    "write it without quotes, like `2027-01-31`");
  return std::nullopt;
}

std::optional<std::string> expect_text(const Value& value, std::string_view what, Diagnostics& diagnostics) {
  const auto* text = support::toml::expect_string(value, what, diagnostics);
  if (text == nullptr) return std::nullopt;
  if (!support::trim(*text).empty()) return *text;
  diagnostics.error(value.at(), fmt::format("`{}` is empty", what));
  return std::nullopt;
}

const finding::RuleSpec* expect_rule(std::string_view name, support::Span at,
                                     std::span<const finding::RuleSpec* const> rules, Diagnostics& diagnostics) {
  const auto* rule = finding::find_rule(rules, name);
  if (rule == nullptr) {
    std::vector<std::string_view> names;
    names.reserve(rules.size());
    for (const auto* known : rules) names.push_back(known->name);
    auto help = suggest(name, names, "rules");
    if (help.empty()) help = "`plimsoll rules` lists all rules";
    diagnostics.error(at, fmt::format("unknown rule `{}`", name), {}, std::move(help));
  } else if (rule->name != name) {
    diagnostics.warning(at, fmt::format("the rule `{}` is now called `{}`", name, rule->name));
  }
  return rule;
}

}  // namespace plimsoll::policy
