// SPDX-License-Identifier: MIT OR Apache-2.0
/// Failures of the operating system as errors.
#pragma once

#include <string>
#include <string_view>

#include "plimsoll/support/result.h"

namespace plimsoll::outside {

/// "could not WHAT `PATH`: reason". Number: `errno` of the call that failed; it decides between not_found and
/// unreadable.
tl::unexpected<support::Error> system_failure(std::string_view what, const std::string& path, int number);

}  // namespace plimsoll::outside
