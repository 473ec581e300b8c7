// SPDX-License-Identifier: MIT OR Apache-2.0
#include "plimsoll/report/rules.h"

#include <optional>
#include <variant>

#include "json_parts.h"

namespace plimsoll::report {
namespace {

void write(JsonWriter& json, const finding::OptionValue& value) {
  if (const auto* number = std::get_if<std::int64_t>(&value)) return json.value(*number);
  if (const auto* flag = std::get_if<bool>(&value)) return json.value(*flag);
  if (const auto* text = std::get_if<std::string_view>(&value)) return json.value(*text);
  json.begin_array();
  for (const auto item : std::get<std::span<const std::string_view>>(value)) json.value(item);
  json.end_array();
}

void write(JsonWriter& json, const finding::OptionSpec& option) {
  json.begin_object();
  json.member("name", option.name);
  write(json.key("fallback"), option.fallback);
  json.member("meaning", option.meaning);
  json.end_object();
}

void write(JsonWriter& json, const finding::RuleSpec& rule) {
  json.begin_object();
  json.member("name", rule.name);
  json.member("group", finding::to_text(rule.group));
  json.member("level", finding::policy_word(rule.level));
  json.member("since", rule.since);
  json.member("summary", rule.summary);
  json.member("explanation", rule.explanation);
  json.list("options", rule.options, [&](const finding::OptionSpec& option) { write(json, option); });
  json.end_object();
}

}  // namespace

std::string render_rules_json(const Tool& tool, std::span<const finding::RuleSpec* const> rules) {
  JsonWriter json({});
  begin_answer(json, tool, std::nullopt);
  json.list("rules", rules, [&](const finding::RuleSpec* rule) { write(json, *rule); });
  json.end_object();
  return json.take() + "\n";
}

}  // namespace plimsoll::report
