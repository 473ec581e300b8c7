// SPDX-License-Identifier: MIT OR Apache-2.0
/// From an earlier report to what changed since.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include "plimsoll/report/report.h"
#include "plimsoll/support/result.h"

namespace plimsoll::report {

inline constexpr std::uint64_t longest_report_bytes = 128ULL << 20U;

/// What a comparison needs of a document that `render_json` wrote: tool, workspace, selection, the date of the
/// advisories, packages, findings, gaps, rules and summary; all else is empty. Error: invalid, where it is no such
/// document, of another format version, or tells of a run that failed; too_large.
support::Result<Report> parse_report(std::string_view text);

/// Sets `now.base` and the status of its findings. Both reports are settled. Error: usage, if the base is of another
/// workspace: no member of either is one of the other. Cost: linear in packages and links, but for sorting.
support::Result<void> compare(Report& now, const Report& base, std::string name_of_base);

}  // namespace plimsoll::report
