// SPDX-License-Identifier: MIT OR Apache-2.0
/// SHA-256 (FIPS 180-4), for checksums of archives and fingerprints of findings.
#pragma once

#include <string>
#include <string_view>

namespace plimsoll::support {

/// The digest as 64 lower-case hex digits.
std::string sha256_hex(std::string_view bytes);

}  // namespace plimsoll::support
