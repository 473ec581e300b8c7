// SPDX-License-Identifier: MIT OR Apache-2.0
/// What changed since the base, in sentences. Nothing here is escaped.
#pragma once

#include <string>
#include <vector>

#include "plimsoll/report/changes.h"

namespace plimsoll::report {

/// `3 packages in, 1 out, 7 moved; 2 findings new, 1 gone`
std::string changes_sentence(const SinceBase&);

/// `quick-xml 0.39.4 (new package)`, each one that a reviewer should look at.
std::vector<std::string> to_look_at(const SinceBase&);

/// `serde 1.0.1 → 1.0.2, features on: rc: new finding, now built`, without what does not apply.
std::string change_text(const Change&);

}  // namespace plimsoll::report
