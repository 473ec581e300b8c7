// SPDX-License-Identifier: MIT OR Apache-2.0
/// Which edit brought each change about.
#pragma once

#include <vector>

#include "package_changes.h"

namespace plimsoll::report {

/// A change belongs to the edited declaration that leads to it, over packages that changed themselves and need it to: a
/// move that the declaration did not force has the lockfile alone as its cause, as has all that no edit explains. This
/// is likely, and not proven. Without manifests on either side there are no edits.
std::vector<ChangeGroup> group_by_cause(const Report& base, const Report& now, std::vector<PackageChange> changes);

}  // namespace plimsoll::report
