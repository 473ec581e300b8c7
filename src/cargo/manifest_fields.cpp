// SPDX-License-Identifier: MIT OR Apache-2.0
#include "manifest_fields.h"

#include <fmt/format.h>

namespace plimsoll::cargo {

namespace toml = support::toml;
using support::Diagnostics;

const toml::Entry* find_key(const toml::Value& table, Key key) {
  const auto* entry = table.find_entry(key.name);
  if (!entry && !key.deprecated.empty()) entry = table.find_entry(key.deprecated);
  return entry;
}

void refuse_deprecated(const toml::Value& table, Key key, Edition edition, Diagnostics& diagnostics) {
  if (edition != Edition::e2024 || key.deprecated.empty()) return;
  if (const auto* entry = table.find_entry(key.deprecated))
    diagnostics.error(entry->key_at, fmt::format("`{}` is not read in edition 2024", key.deprecated),
                      "the old spelling", fmt::format("write `{}`", key.name));
}

std::optional<std::string> string_field(const toml::Value& table, Key key, Diagnostics& diagnostics) {
  const auto* entry = find_key(table, key);
  if (!entry) return std::nullopt;
  const auto* text = toml::expect_string(entry->value, entry->key, diagnostics);
  return text ? std::optional(*text) : std::nullopt;
}

std::optional<std::string> resolver_field(const toml::Value& table, Diagnostics& diagnostics) {
  auto text = string_field(table, {"resolver"}, diagnostics);
  if (text && *text != "1" && *text != "2" && *text != "3")
    diagnostics.error(table.find("resolver")->at(), fmt::format("`{}` is not a resolver", *text),
                      "expected `1`, `2` or `3`");
  return text;
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
