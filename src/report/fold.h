// SPDX-License-Identifier: MIT OR Apache-2.0
/// What belongs together is said once.
#pragma once

#include <string>
#include <vector>

#include "plimsoll/report/report.h"

namespace plimsoll::report {

/// Findings with one cause: all advisories on one package, or a single finding. Worst first, never empty.
struct Cause {
  std::vector<const Finding*> findings;
};

/// Causes in the order of their worst finding. Refers to the argument.
std::vector<Cause> fold(const std::vector<Finding>& findings);

/// Gaps that have one reason.
struct GapGroup {
  std::string reason;
  std::vector<std::string> rules;
  std::vector<std::string> subjects;
};

std::vector<GapGroup> fold(const std::vector<Gap>& gaps);

}  // namespace plimsoll::report
