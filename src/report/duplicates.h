// SPDX-License-Identifier: MIT OR Apache-2.0
/// What a report holds about names in several versions.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "plimsoll/report/report.h"

namespace plimsoll::report {

/// What all copies but the dearest cost, in seconds.
double spare_cost(const Duplicate&);

/// The duplicate of that name with those that it goes with and that go with it; all without a name.
std::vector<const Duplicate*> duplicates_about(const Report&, const std::optional<std::string>& name);

/// Names that are doubled only because of this one.
std::vector<const Duplicate*> followers_of(const Report&, const Duplicate&);

/// What the audit says of it, accepted or not; nullptr if nothing.
const Finding* finding_of(const Report&, const Duplicate&);

/// Findings about one version that is compiled twice.
std::vector<const Finding*> twins_about(const Report&, const std::optional<std::string>& name);

/// A gap as one sentence.
std::string gap_text(const Gap&);

}  // namespace plimsoll::report
