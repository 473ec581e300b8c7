// SPDX-License-Identifier: MIT OR Apache-2.0
/// How severe a flaw is by the Common Vulnerability Scoring System of FIRST.
#pragma once

#include <optional>
#include <string_view>

namespace plimsoll::rustsec {

enum class SeverityBand { none, low, medium, high, critical };

/// The score, 0.0 to 10.0 in steps of 0.1, of a vector of version 3.0, 3.1 (base metrics alone) or 4.0 (all metrics).
/// Nothing for other versions and for vectors that are not whole, name a metric twice or give one an unknown value:
/// an unknown severity is not a low one.
std::optional<double> cvss_score(std::string_view vector);

/// The word for a score: below 0.1 none, below 4 low, below 7 medium, below 9 high, else critical.
SeverityBand severity_band(double score);

/// "none", "low", "medium", "high", "critical".
std::string_view to_text(SeverityBand);

}  // namespace plimsoll::rustsec
