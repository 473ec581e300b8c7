// SPDX-License-Identifier: MIT OR Apache-2.0
/// The sentences and numbers that formats for people share. Nothing here is escaped: text of packages stands in it as
/// it came.
#pragma once

#include <chrono>
#include <set>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "plimsoll/report/report.h"

namespace plimsoll::report {

/// `1 error`, `2 errors`, `1,024 packages`.
std::string counted(std::size_t number, std::string_view singular);
/// `a, b and 12 more`
std::string examples(std::span<const std::string> names, std::size_t most);
/// `2026-11-23`
std::string date_text(std::chrono::year_month_day);
/// `0.3 s`, `45 s`, `12 min`
std::string duration_text(double seconds);

/// `OVER THE LINE`, `above water`, `NOT CERTAIN`
std::string_view headline(Verdict);
/// What stands behind the headline: counts of findings, of gaps, of what was accepted, and rules that were switched
/// off.
std::string verdict_sentence(const Report&, Verdict);

/// `harbor · 14 members · 612 packages (590 registry, 8 git) · 2 targets`, in parts.
std::vector<std::string> scope_parts(const Report&);
/// `advisories of 2026-11-22 (1 day old)`, or that there are none.
std::string database_text(const Report&);
/// `advisories of 2026-11-22 (1 day old)`; empty if that is not known.
std::string advisory_age_text(const Report&);

/// Names of the rules that found something or could not look.
std::set<std::string_view> rules_at_work(const Report&);

/// The package at a position; a position outside of the report is our own mistake and ends the program.
const Package& package_at(const Report&, PackageIx);
/// `quick-xml 0.39.4`
std::string package_text(const Package&);
/// The packages of a path with `arrow` between them; the middle of a long one is counted.
std::string path_text(const Report&, std::span<const PackageIx> path, std::string_view arrow);
/// `RUSTSEC-2026-0194`, `high 7.5`
std::string severity_text(const finding::AdvisoryNote&);

/// One thing that the workspace carries.
struct Load {
  std::string label;
  std::string text;
};
std::vector<Load> loads(const Report&, std::string_view arrow);

}  // namespace plimsoll::report
