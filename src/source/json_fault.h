// SPDX-License-Identifier: MIT OR Apache-2.0
/// Where a text stops being JSON.
#pragma once

#include <string>
#include <string_view>

namespace plimsoll::source {

/// `: it is not JSON at line 3, column 7`; empty if the whole text is JSON. To be asked where reading failed, for it
/// reads the text once more.
std::string json_fault(std::string_view text);

}  // namespace plimsoll::source
