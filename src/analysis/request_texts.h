// SPDX-License-Identifier: MIT OR Apache-2.0
/// How trials of declared requests are told.
#pragma once

#include <cstddef>
#include <string>
#include <vector>

#include "plimsoll/analysis/request_trial.h"
#include "plimsoll/finding/finding.h"

namespace plimsoll::analysis {

/// At most some names in backticks, and how many more there are.
std::string listed(const std::vector<std::string>& names);

/// `member app`, or the workspace's table.
std::string where_text(const View&, const RequestTrial&);

/// "14 packages, 2 build scripts and 9 % of the build go".
std::string loss_text(const View&, const RequestTrial&);

/// Of all that the build costs, in percent; 0 where it costs nothing.
double share_percent(const View&, const RequestTrial&);

/// Enough to be told: that many packages go, or that share of the cost.
bool is_worth_telling(const View&, const RequestTrial&, std::size_t packages, std::size_t percent);

/// What goes by name, what else changes, and what it costs.
void note_losses(const View&, const RequestTrial&, finding::Finding&);

}  // namespace plimsoll::analysis
