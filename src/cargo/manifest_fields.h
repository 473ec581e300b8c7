// SPDX-License-Identifier: MIT OR Apache-2.0
/// Typed fields of a manifest table. Each function gives the value, or reports a wrong type at its place; a key that is
/// absent gives nothing.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "plimsoll/cargo/manifest.h"
#include "plimsoll/support/diagnostics.h"
#include "plimsoll/support/toml.h"

namespace plimsoll::cargo {

/// A key and the spelling that older editions also take.
struct Key {
  std::string_view name;
  std::string_view deprecated = {};
};

/// The entry under the key; the newer spelling wins.
const support::toml::Entry* find_key(const support::toml::Value& table, Key key);

/// Edition 2024 refuses the older spelling, even beside the newer one.
void refuse_deprecated(const support::toml::Value& table, Key key, Edition edition, support::Diagnostics&);

/// `resolver`: "1", "2" or "3".
std::optional<std::string> resolver_field(const support::toml::Value& table, support::Diagnostics&);

std::optional<std::string> string_field(const support::toml::Value& table, Key key, support::Diagnostics&);
std::optional<bool> boolean_field(const support::toml::Value& table, Key key, support::Diagnostics&);
std::optional<std::vector<std::string>> strings_field(const support::toml::Value& table, Key key,
                                                      support::Diagnostics&);

}  // namespace plimsoll::cargo
