// SPDX-License-Identifier: MIT OR Apache-2.0
#pragma once

#include "plimsoll/analysis/view.h"
#include "plimsoll/finding/finding.h"

namespace plimsoll::analysis {

/// A gap for each package of which nothing but its lockfile entry is known: its features and declarations are not.
void tell_missing_manifests(const View&, const finding::RuleSpec&, finding::Findings&);

}  // namespace plimsoll::analysis
