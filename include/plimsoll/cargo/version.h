// SPDX-License-Identifier: MIT OR Apache-2.0
/// Semantic versions as Cargo reads and orders them.
#pragma once

#include <compare>
#include <cstdint>
#include <string>
#include <string_view>

#include "plimsoll/support/result.h"

namespace plimsoll::cargo {

/// `MAJOR.MINOR.PATCH[-PRE][+BUILD]` (Semantic Versioning 2.0.0, with Rust's total order: build metadata compares
/// too, absent before present).
struct Version {
  std::uint64_t major = 0;
  std::uint64_t minor = 0;
  std::uint64_t patch = 0;
  std::string pre = {};    ///< without the hyphen; empty for a release
  std::string build = {};  ///< without the plus sign

  [[nodiscard]] bool is_prerelease() const { return !pre.empty(); }
  friend bool operator==(const Version&, const Version&) = default;
  friend std::strong_ordering operator<=>(const Version&, const Version&);
};

/// Order without build metadata: what "newer" means.
std::strong_ordering compare_precedence(const Version&, const Version&);

/// All three numbers are needed, no leading zeros, nothing before or after. Error: invalid, saying which part.
support::Result<Version> parse_version(std::string_view text);

std::string to_text(const Version&);

/// Versions of one package in one class are compatible by Cargo's rule: the same first number that is not zero
/// (`1.x`, `0.3.x`, `0.0.7`). The text is `1`, `0.3` or `0.0.7`.
std::string compatibility_class(const Version&);

}  // namespace plimsoll::cargo
