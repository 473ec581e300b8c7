// SPDX-License-Identifier: MIT OR Apache-2.0
/// Excuses: read from the policy file, held against findings.
#pragma once

#include <optional>
#include <span>
#include <string>

#include "plimsoll/cargo/package_id.h"
#include "plimsoll/policy/policy.h"
#include "plimsoll/support/toml.h"

namespace plimsoll::policy {

/// One element of `[[accept]]`. Nothing, and errors, if it is not whole.
std::optional<Excuse> read_excuse(const support::toml::Value&, std::span<const finding::RuleSpec* const> rules,
                                  support::Diagnostics&);

/// Whether everything that the excuse names is so. `package` is that of the finding, nullptr if it has none.
bool matches(const Excuse&, const finding::Finding&, const cargo::PackageId* package);

/// What the excuse covers, for messages: "`vulnerable-dependency` on `syn@1`".
std::string describe(const Excuse&);

}  // namespace plimsoll::policy
