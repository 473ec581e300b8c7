// SPDX-License-Identifier: MIT OR Apache-2.0
/// TOML values with every place, as text to compare.
#pragma once

#include <fmt/format.h>

#include <string>

#include "plimsoll/support/toml.h"

namespace plimsoll::testkit {

inline std::string shown(const support::Span& at) {
  return fmt::format("{}:{}-{}:{}", at.begin.line, at.begin.column, at.end.line, at.end.column);
}

inline std::string shown(const support::toml::Value& value) {
  std::string text = fmt::format("{} at {} ", value.kind_name(), shown(value.at()));
  if (const auto* string = value.as_string()) text += *string;
  if (const auto* integer = value.as_integer()) text += fmt::format("{}", *integer);
  if (const auto* number = value.as_float()) text += fmt::format("{}", *number);
  if (const auto* flag = value.as_boolean()) text += *flag ? "true" : "false";
  if (const auto* date = value.as_datetime()) text += date->text;
  if (const auto* array = value.as_array())
    for (const auto& item : *array) text += "\n- " + shown(item);
  if (const auto* table = value.as_table())
    for (const auto& entry : *table)
      text += fmt::format("\n{} at {} = {}", entry.key, shown(entry.key_at), shown(entry.value));
  return text + "\n";
}

}  // namespace plimsoll::testkit
