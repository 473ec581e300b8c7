// SPDX-License-Identifier: MIT OR Apache-2.0
/// Rules and a reader for the tests of the policy.
#pragma once

#include <array>
#include <string>

#include "plimsoll/policy/policy.h"

namespace plimsoll::policy {

inline constexpr std::array<std::string_view, 2> some_names{"serde", "tokio"};
inline constexpr std::array<finding::OptionSpec, 4> some_options{{
    {"versions", std::int64_t{1}, "how many versions may coexist"},
    {"only-built", true, "leave out what is not built"},
    {"order", std::string_view{"name"}, "what to order by"},
    {"ignore", std::span<const std::string_view>{some_names}, "names to leave out"},
}};
inline constexpr std::array<std::string_view, 1> old_names{"twice-built"};

inline constexpr std::array<finding::RuleSpec, 2> test_rules{{
    {.name = "duplicate-versions",
     .level = finding::Level::warn,
     .since = "0.1",
     .summary = "one crate is built in several versions",
     .explanation = "",
     .options = some_options,
     .formerly = old_names},
    {.name = "vulnerable-dependency",
     .level = finding::Level::deny,
     .since = "0.1",
     .summary = "a dependency has a known vulnerability",
     .explanation = ""},
}};
inline constexpr std::array<const finding::RuleSpec*, 2> known_rules{&test_rules[0], &test_rules[1]};

/// What came of reading a policy: the policy, or the faults as a person sees them.
struct Outcome {
  std::optional<Policy> policy;
  std::string faults;
  std::size_t fault_count = 0;
};

inline Outcome read_policy(const std::string& text) {
  support::SourceMap sources;
  support::Diagnostics diagnostics;
  const auto file = sources.add("plimsoll.toml", text);
  Outcome outcome;
  outcome.policy = parse_policy(file, "plimsoll.toml", text, known_rules, diagnostics);
  outcome.fault_count = diagnostics.all().size();
  for (const auto& fault : diagnostics.all()) outcome.faults += support::to_text(fault, sources);
  return outcome;
}

}  // namespace plimsoll::policy
