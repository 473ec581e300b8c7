// SPDX-License-Identifier: MIT OR Apache-2.0
#include "plimsoll/policy/policy.h"

#include <array>

#include "told_text.h"

namespace plimsoll::fuzz {
namespace {

constexpr std::array<std::string_view, 1> words = {"tide"};
constexpr std::array options = {
    finding::OptionSpec{"count", std::int64_t{2}, "a number"},
    finding::OptionSpec{"deep", true, "a choice"},
    finding::OptionSpec{"word", std::string_view("ebb"), "a word"},
    finding::OptionSpec{"words", std::span<const std::string_view>(words), "words"},
};
constexpr std::array<std::string_view, 1> old_names = {"old-rule"};
constexpr finding::RuleSpec rule = {.name = "some-rule",
                                    .since = "0.1",
                                    .summary = "a rule",
                                    .explanation = "none",
                                    .options = options,
                                    .formerly = old_names};
constexpr std::array<const finding::RuleSpec*, 1> rules = {&rule};

}  // namespace

void read_policy(std::string_view text) {
  ToldText told("plimsoll.toml", text);
  const auto policy = policy::parse_policy(told.id(), "plimsoll.toml", told.text(), rules, told.diagnostics());
  PLIMSOLL_ASSERT(policy.has_value() != told.diagnostics().has_errors());
  if (policy) static_cast<void>(policy::level_of(*policy, rule));
}

}  // namespace plimsoll::fuzz
