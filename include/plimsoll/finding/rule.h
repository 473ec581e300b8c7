// SPDX-License-Identifier: MIT OR Apache-2.0
/// A rule as a table row, from which its documentation, validation and every list of rules are derived.
#pragma once

#include <cstdint>
#include <span>
#include <string_view>
#include <variant>

#include "plimsoll/finding/level.h"

namespace plimsoll::finding {

enum class Group { features, duplicates, build_cost, advisories, policy, practices };

/// `features`, `duplicates`, `build-cost`, `advisories`, `policy`, `practices`.
std::string_view to_text(Group);

/// What must be at hand for a rule to look at all; where it is not, the run has a gap.
enum class Needs { lockfile, summaries, sources, index, advisories };

/// `the lockfile`, `the packages' manifests`, … for "needs …".
std::string_view to_text(Needs);

/// What an option holds when the policy says nothing; the alternative is the option's type. Integers are counts: not
/// negative.
using OptionValue = std::variant<std::int64_t, bool, std::string_view, std::span<const std::string_view>>;

/// One knob of a rule.
struct OptionSpec {
  std::string_view name;  ///< kebab-case
  OptionValue fallback;
  std::string_view meaning;  ///< one line with the unit, no full stop
};

/// One rule. Rows are constants with static storage: findings point at them.
struct RuleSpec {
  std::string_view name;  ///< kebab-case, says what is objected to; the only identifier, never reused
  Group group = Group::practices;
  Level level = Level::warn;  ///< where the policy says nothing
  Needs needs = Needs::lockfile;
  std::string_view since;        ///< the first version that has it: "0.1"
  std::string_view summary;      ///< one line, no full stop
  std::string_view explanation;  ///< Markdown: What it finds / Why it matters / What to do / Known limits
  std::span<const OptionSpec> options = {};
  std::span<const std::string_view> formerly = {};  ///< old names, which stay valid and warn
};

/// The option's row; nullptr if the rule has none of that name.
const OptionSpec* find_option(const RuleSpec&, std::string_view name);

/// The rule that has `name` now or had it once; nullptr if none.
const RuleSpec* find_rule(std::span<const RuleSpec* const>, std::string_view name);

}  // namespace plimsoll::finding
