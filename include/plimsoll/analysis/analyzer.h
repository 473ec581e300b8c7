// SPDX-License-Identifier: MIT OR Apache-2.0
/// What an analyzer is, and the list of all of them.
#pragma once

#include <span>

#include "plimsoll/analysis/view.h"
#include "plimsoll/finding/finding.h"
#include "plimsoll/finding/rule.h"

namespace plimsoll::analysis {

/// One kind of question to a workspace. `run` is called from any thread, adds what it finds, and does no I/O.
struct Analyzer {
  std::span<const finding::RuleSpec> rules;
  void (*run)(const View&, finding::Findings&);
};

/// All analyzers, in the order of `registry.inc`.
std::span<const Analyzer* const> analyzers();

/// The rules of all analyzers, sorted by name.
std::span<const finding::RuleSpec* const> all_rules();

}  // namespace plimsoll::analysis
