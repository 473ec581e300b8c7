// SPDX-License-Identifier: MIT OR Apache-2.0
/// What was not checked.
#pragma once

#include <string>

#include "plimsoll/finding/rule.h"

namespace plimsoll::finding {

/// A rule could not look at something. A gap is never left out of an output: unknown is not clean.
struct Gap {
  const RuleSpec* rule;
  std::string subject;  ///< a package id, a file, or "the workspace"
  std::string reason;   ///< one line, no full stop
  /// Whether the run is inconclusive for it. Off for what nobody can make good, as one unreadable source file.
  bool decisive = true;
};

}  // namespace plimsoll::finding
