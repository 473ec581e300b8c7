// SPDX-License-Identifier: MIT OR Apache-2.0
/// What became of each package between two reports.
#pragma once

#include <vector>

#include "plimsoll/report/report.h"

namespace plimsoll::report {

/// The first reason to look at a change, where it is one.
inline constexpr std::string_view new_finding = "new finding";

struct PackageChange {
  Change change;
  std::optional<PackageIx> in_base = {};
};

/// Copies of one name are the same package where version and source are; of the rest, those of one class of compatible
/// versions belong together, then what is left, in ascending order. Findings of `now` have their status. By name.
std::vector<PackageChange> package_changes(const Report& base, const Report& now);

}  // namespace plimsoll::report
