// SPDX-License-Identifier: MIT OR Apache-2.0
/// What a reader has to know of measurements that an answer stands on.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "plimsoll/analysis/priced_build.h"

namespace plimsoll::audit {

/// Sentences without a full stop: how many units were measured, what was measured and is not in the build, and whether
/// the profiles differ. `measured_profile` is empty where it is not known.
std::vector<std::string> notes_on(const analysis::TimingsUse&, std::string_view measured_profile,
                                  std::string_view profile);

}  // namespace plimsoll::audit
