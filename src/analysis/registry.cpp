// SPDX-License-Identifier: MIT OR Apache-2.0
#include <algorithm>
#include <vector>

#include "plimsoll/analysis/analyzer.h"

namespace plimsoll::analysis {

#define PLIMSOLL_ANALYZER(name) extern const Analyzer name;
#include "registry.inc"
#undef PLIMSOLL_ANALYZER

namespace {

constexpr const Analyzer* table[] = {
#define PLIMSOLL_ANALYZER(name) &name,
#include "registry.inc"
#undef PLIMSOLL_ANALYZER
};

std::vector<const finding::RuleSpec*> sorted_rules() {
  std::vector<const finding::RuleSpec*> rules;
  for (const auto* analyzer : table)
    for (const auto& rule : analyzer->rules) rules.push_back(&rule);
  std::ranges::sort(rules, {}, &finding::RuleSpec::name);
  return rules;
}

}  // namespace

std::span<const Analyzer* const> analyzers() {
  return table;
}

std::span<const finding::RuleSpec* const> all_rules() {
  static const auto rules = sorted_rules();
  return rules;
}

}  // namespace plimsoll::analysis
