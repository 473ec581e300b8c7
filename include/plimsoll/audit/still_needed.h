// SPDX-License-Identifier: MIT OR Apache-2.0
/// What edits that take something out leave in the build.
#pragma once

#include <span>
#include <string>
#include <vector>

#include "plimsoll/resolve/edit.h"
#include "plimsoll/resolve/resolution.h"

namespace plimsoll::audit {

/// One sentence without a full stop for each package that was dropped and is compiled all the same, with a shortest way
/// from a member to it. The two resolutions may stand on different graphs. Cost: links, for each edit.
std::vector<std::string> still_needed(std::span<const resolve::Edit>, const resolve::Resolution& before,
                                      const resolve::Resolution& after);

}  // namespace plimsoll::audit
