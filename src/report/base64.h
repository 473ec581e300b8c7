// SPDX-License-Identifier: MIT OR Apache-2.0
/// Bytes as text that is safe in every part of a page.
#pragma once

#include <string>
#include <string_view>

namespace plimsoll::report {

/// RFC 4648, section 4: with padding, without line ends.
std::string base64(std::string_view bytes);

}  // namespace plimsoll::report
