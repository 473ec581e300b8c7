// SPDX-License-Identifier: MIT OR Apache-2.0
/// The rules there are, for programs.
#pragma once

#include <span>
#include <string>

#include "plimsoll/finding/rule.h"
#include "plimsoll/report/report.h"

namespace plimsoll::report {

/// The document of format version 1, with a line end: each rule with its level in a policy's words and its options.
std::string render_rules_json(const Tool&, std::span<const finding::RuleSpec* const>);

}  // namespace plimsoll::report
