// SPDX-License-Identifier: MIT OR Apache-2.0
/// Reading of the policy file's values with the messages that a wrong one deserves.
#pragma once

#include <chrono>
#include <optional>
#include <span>
#include <string>
#include <string_view>

#include "plimsoll/finding/rule.h"
#include "plimsoll/support/toml.h"

namespace plimsoll::policy {

/// The way out for a word that is not known: the nearest of the known ones, or all of them.
std::string suggest(std::string_view word, std::span<const std::string_view> known, std::string_view kind);

/// Adds an error for every key that is not among `known`. `where` is `the policy`, `[advisories]`, ….
void reject_unknown_keys(const support::toml::Table& table, std::span<const std::string_view> known,
                         std::string_view where, support::Diagnostics& diagnostics);

/// @name Values of an expected form
/// Each gives the value, or adds an error at its place and gives nothing.
/// @{
std::optional<finding::Level> expect_level(const support::toml::Value&, std::string_view what, support::Diagnostics&);
std::optional<finding::FailOn> expect_fail_on(const support::toml::Value&, support::Diagnostics&);
/// `45m`, `12h`, `30d`, `2w`.
std::optional<std::chrono::seconds> expect_duration(const support::toml::Value&, std::string_view what,
                                                    support::Diagnostics&);
std::optional<std::chrono::year_month_day> expect_date(const support::toml::Value&, std::string_view what,
                                                       support::Diagnostics&);
/// A string that holds more than blanks.
std::optional<std::string> expect_text(const support::toml::Value&, std::string_view what, support::Diagnostics&);
/// The rule of that name; a warning if the name is a former one.
const finding::RuleSpec* expect_rule(std::string_view name, support::Span at,
                                     std::span<const finding::RuleSpec* const> rules, support::Diagnostics&);
/// @}

}  // namespace plimsoll::policy
