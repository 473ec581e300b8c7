// SPDX-License-Identifier: MIT OR Apache-2.0
#include "plimsoll/policy/rule_options.h"

#include "plimsoll/support/assert.h"

namespace plimsoll::policy {

RuleOptions::Found RuleOptions::find(std::string_view name) const {
  for (const auto& rule : rules_) {
    const auto* spec = finding::find_option(rule, name);
    if (spec == nullptr) continue;
    const auto setting = policy_.rules.find(rule.name);
    if (setting == policy_.rules.end()) return {spec, nullptr};
    const auto choice = setting->second.options.find(name);
    return {spec, choice == setting->second.options.end() ? nullptr : &choice->second};
  }
  return {nullptr, nullptr};
}

std::size_t RuleOptions::count(std::string_view name) const {
  const auto found = find(name);
  PLIMSOLL_ASSERT(found.spec != nullptr && std::holds_alternative<std::int64_t>(found.spec->fallback));
  const auto value =
      found.choice != nullptr ? std::get<std::int64_t>(*found.choice) : std::get<std::int64_t>(found.spec->fallback);
  return static_cast<std::size_t>(value);
}

bool RuleOptions::flag(std::string_view name) const {
  const auto found = find(name);
  PLIMSOLL_ASSERT(found.spec != nullptr && std::holds_alternative<bool>(found.spec->fallback));
  return found.choice != nullptr ? std::get<bool>(*found.choice) : std::get<bool>(found.spec->fallback);
}

std::string_view RuleOptions::text(std::string_view name) const {
  const auto found = find(name);
  PLIMSOLL_ASSERT(found.spec != nullptr && std::holds_alternative<std::string_view>(found.spec->fallback));
  if (found.choice != nullptr) return std::get<std::string>(*found.choice);
  return std::get<std::string_view>(found.spec->fallback);
}

std::vector<std::string_view> RuleOptions::list(std::string_view name) const {
  using Fallback = std::span<const std::string_view>;
  const auto found = find(name);
  PLIMSOLL_ASSERT(found.spec != nullptr && std::holds_alternative<Fallback>(found.spec->fallback));
  if (found.choice != nullptr) {
    const auto& chosen = std::get<std::vector<std::string>>(*found.choice);
    return {chosen.begin(), chosen.end()};
  }
  const auto fallback = std::get<Fallback>(found.spec->fallback);
  return {fallback.begin(), fallback.end()};
}

}  // namespace plimsoll::policy
