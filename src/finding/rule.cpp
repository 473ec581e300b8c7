// SPDX-License-Identifier: MIT OR Apache-2.0
#include "plimsoll/finding/rule.h"

#include <algorithm>
#include <array>
#include <cstddef>

namespace plimsoll::finding {
namespace {

constexpr std::array<std::string_view, 6> group_words{"features",   "duplicates", "build-cost",
                                                      "advisories", "policy",     "practices"};

constexpr std::array<std::string_view, 5> needs_words{"the lockfile", "the manifests of the packages",
                                                      "the sources of the packages", "the registry index",
                                                      "the advisory database"};

}  // namespace

std::string_view to_text(Group group) {
  return group_words[static_cast<std::size_t>(group)];
}

std::string_view to_text(Needs needs) {
  return needs_words[static_cast<std::size_t>(needs)];
}

const OptionSpec* find_option(const RuleSpec& rule, std::string_view name) {
  const auto found = std::ranges::find(rule.options, name, &OptionSpec::name);
  return found == rule.options.end() ? nullptr : &*found;
}

const RuleSpec* find_rule(std::span<const RuleSpec* const> rules, std::string_view name) {
  const auto now = std::ranges::find(rules, name, &RuleSpec::name);
  if (now != rules.end()) return *now;
  const auto once = std::ranges::find_if(
      rules, [name](const RuleSpec* rule) { return std::ranges::find(rule->formerly, name) != rule->formerly.end(); });
  return once == rules.end() ? nullptr : *once;
}

}  // namespace plimsoll::finding
