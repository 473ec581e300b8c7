// SPDX-License-Identifier: MIT OR Apache-2.0
#include "manifest_fields.h"

namespace plimsoll::cargo {

namespace toml = support::toml;
using support::Diagnostics;

const toml::Entry* find_key(const toml::Value& table, Key key) {
  const auto* entry = table.find_entry(key.name);
  if (!entry && !key.deprecated.empty()) entry = table.find_entry(key.deprecated);
  return entry;
}

std::optional<std::string> string_field(const toml::Value& table, Key key, Diagnostics& diagnostics) {
  const auto* entry = find_key(table, key);
  if (!entry) return std::nullopt;
  const auto* text = toml::expect_string(entry->value, entry->key, diagnostics);
  return text ? std::optional(*text) : std::nullopt;
}

std::optional<bool> boolean_field(const toml::Value& table, Key key, Diagnostics& diagnostics) {
  const auto* entry = find_key(table, key);
  if (!entry) return std::nullopt;
  const auto* flag = toml::expect_boolean(entry->value, entry->key, diagnostics);
  return flag ? std::optional(*flag) : std::nullopt;
}

std::optional<std::vector<std::string>> strings_field(const toml::Value& table, Key key, Diagnostics& diagnostics) {
  const auto* entry = find_key(table, key);
  if (!entry) return std::nullopt;
  const auto texts = toml::expect_strings(entry->value, entry->key, diagnostics);
  if (!texts) return std::nullopt;
  std::vector<std::string> result;
  for (const auto& text : *texts) result.push_back(text.value);
  return result;
}

}  // namespace plimsoll::cargo
