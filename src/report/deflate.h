// SPDX-License-Identifier: MIT OR Apache-2.0
/// Compression as browsers undo it by themselves.
#pragma once

#include <string>
#include <string_view>

namespace plimsoll::report {

/// RFC 1951, without header and checksum: what `DecompressionStream("deflate-raw")` reads.
std::string deflate_raw(std::string_view bytes);

}  // namespace plimsoll::report
