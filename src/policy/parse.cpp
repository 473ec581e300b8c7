// SPDX-License-Identifier: MIT OR Apache-2.0
#include <fmt/format.h>

#include <array>
#include <utility>

#include "excuse.h"
#include "fields.h"
#include "plimsoll/policy/policy.h"
#include "plimsoll/support/toml.h"

namespace plimsoll::policy {
namespace {

using finding::RuleSpec;
using support::Diagnostics;
using support::toml::Entry;
using support::toml::Table;
using support::toml::Value;
using Rules = std::span<const RuleSpec* const>;

constexpr std::int64_t known_version = 1;

constexpr std::array<std::string_view, 5> top_keys{"version", "fail-on", "rules", "advisories", "accept"};
constexpr std::array<std::string_view, 3> advisory_keys{"db", "ttl", "max-age"};

void check_version(const Value& value, Diagnostics& diagnostics) {
  const auto* version = value.as_integer();
  if (version != nullptr && *version == known_version) return;
  diagnostics.error(value.at(), "the `version` of the policy file must be 1", {},
                    "a later version needs a later Plimsoll");
}

AdvisorySettings read_advisories(const Value& value, Diagnostics& diagnostics) {
  AdvisorySettings settings;
  const auto* table = support::toml::expect_table(value, "advisories", diagnostics);
  if (table == nullptr) return settings;
  reject_unknown_keys(*table, advisory_keys, "[advisories]", diagnostics);
  if (const auto* db = value.find("db")) settings.db = expect_text(*db, "db", diagnostics);
  if (const auto* ttl = value.find("ttl")) settings.ttl = expect_duration(*ttl, "ttl", diagnostics);
  if (const auto* age = value.find("max-age")) settings.max_age = expect_duration(*age, "max-age", diagnostics);
  return settings;
}

std::optional<OptionChoice> read_count(const Entry& entry, Diagnostics& diagnostics) {
  const auto* number = entry.value.as_integer();
  if (number != nullptr && *number >= 0) return *number;
  diagnostics.error(entry.value.at(), number != nullptr ? fmt::format("`{}` must not be negative", entry.key)
                                                        : fmt::format("`{}` must be a number, found {}", entry.key,
                                                                      entry.value.kind_name()));
  return std::nullopt;
}

std::optional<OptionChoice> read_list(const Entry& entry, Diagnostics& diagnostics) {
  auto strings = support::toml::expect_strings(entry.value, entry.key, diagnostics);
  if (!strings) return std::nullopt;
  std::vector<std::string> list;
  list.reserve(strings->size());
  for (auto& string : *strings) list.push_back(std::move(string.value));
  return list;
}

/// The choice has the alternative that the option's fallback has.
std::optional<OptionChoice> read_option(const finding::OptionSpec& option, const Entry& entry,
                                        Diagnostics& diagnostics) {
  if (std::holds_alternative<std::int64_t>(option.fallback)) return read_count(entry, diagnostics);
  if (std::holds_alternative<bool>(option.fallback)) {
    if (const auto* flag = support::toml::expect_boolean(entry.value, entry.key, diagnostics)) return *flag;
    return std::nullopt;
  }
  if (std::holds_alternative<std::string_view>(option.fallback)) {
    if (const auto* text = support::toml::expect_string(entry.value, entry.key, diagnostics)) return *text;
    return std::nullopt;
  }
  return read_list(entry, diagnostics);
}

void reject_option(const RuleSpec& rule, const Entry& entry, Diagnostics& diagnostics) {
  std::vector<std::string_view> known{"level"};
  for (const auto& option : rule.options) known.push_back(option.name);
  diagnostics.error(entry.key_at, fmt::format("unknown option `{}` of the rule `{}`", entry.key, rule.name), {},
                    suggest(entry.key, known, "options"));
}

RuleSetting read_setting(const RuleSpec& rule, const Table& table, Diagnostics& diagnostics) {
  RuleSetting setting;
  for (const auto& entry : table) {
    if (entry.key == "level") {
      setting.level = expect_level(entry.value, rule.name, diagnostics);
    } else if (const auto* option = finding::find_option(rule, entry.key)) {
      if (auto choice = read_option(*option, entry, diagnostics)) setting.options[entry.key] = std::move(*choice);
    } else {
      reject_option(rule, entry, diagnostics);
    }
  }
  return setting;
}

void read_rule(const Entry& entry, Rules rules, Policy& policy, Diagnostics& diagnostics) {
  const auto* rule = expect_rule(entry.key, entry.key_at, rules, diagnostics);
  if (rule == nullptr) return;
  RuleSetting setting;
  if (const auto* table = entry.value.as_table())
    setting = read_setting(*rule, *table, diagnostics);
  else
    setting.level = expect_level(entry.value, rule->name, diagnostics);
  const bool is_first = policy.rules.emplace(rule->name, std::move(setting)).second;
  if (!is_first)
    diagnostics.error(entry.key_at, fmt::format("the rule `{}` is set twice", rule->name), {},
                      "keep the entry under its present name");
}

void read_rules(const Value& value, Rules rules, Policy& policy, Diagnostics& diagnostics) {
  const auto* table = support::toml::expect_table(value, "rules", diagnostics);
  if (table == nullptr) return;
  for (const auto& entry : *table) read_rule(entry, rules, policy, diagnostics);
}

void read_excuses(const Value& value, Rules rules, Policy& policy, Diagnostics& diagnostics) {
  const auto* array = support::toml::expect_array(value, "accept", diagnostics);
  if (array == nullptr) return;
  for (const auto& element : *array)
    if (auto excuse = read_excuse(element, rules, diagnostics)) policy.excuses.push_back(std::move(*excuse));
}

}  // namespace

std::optional<Policy> parse_policy(support::FileId file, std::string_view path, std::string_view text, Rules rules,
                                   Diagnostics& diagnostics) {
  const auto errors_before = diagnostics.error_count();
  const auto document = support::toml::parse(file, text, diagnostics);
  if (!document) return std::nullopt;
  Policy policy;
  policy.path = path;
  if (const auto* top = document->as_table()) reject_unknown_keys(*top, top_keys, "the policy", diagnostics);
  if (const auto* version = document->find("version")) check_version(*version, diagnostics);
  if (const auto* fail_on = document->find("fail-on")) policy.fail_on = expect_fail_on(*fail_on, diagnostics);
  if (const auto* table = document->find("rules")) read_rules(*table, rules, policy, diagnostics);
  if (const auto* table = document->find("advisories")) policy.advisories = read_advisories(*table, diagnostics);
  if (const auto* array = document->find("accept")) read_excuses(*array, rules, policy, diagnostics);
  if (diagnostics.error_count() != errors_before) return std::nullopt;
  return policy;
}

std::optional<Policy> with_level(Policy policy, std::string_view rule, finding::Level level, Rules rules) {
  const auto* known = finding::find_rule(rules, rule);
  if (known == nullptr) return std::nullopt;
  policy.rules[std::string{known->name}].level = level;
  return policy;
}

finding::Level level_of(const Policy& policy, const RuleSpec& rule) {
  const auto setting = policy.rules.find(rule.name);
  if (setting == policy.rules.end()) return rule.level;
  return setting->second.level.value_or(rule.level);
}

}  // namespace plimsoll::policy
