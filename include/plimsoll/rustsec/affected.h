// SPDX-License-Identifier: MIT OR Apache-2.0
/// Which versions an advisory is about. These are RustSec's rules, not Cargo's requirement matching: requirements are
/// turned into intervals of the total order of versions, and what they leave open is affected.
#pragma once

#include <optional>
#include <span>
#include <string>
#include <vector>

#include "plimsoll/cargo/version.h"
#include "plimsoll/support/result.h"

namespace plimsoll::rustsec {

/// The versions from `introduced`, included, up to `fixed`, excluded, by precedence. Nothing: from the beginning, or no
/// end.
struct AffectedRange {
  std::optional<cargo::Version> introduced;
  std::optional<cargo::Version> fixed;
  friend bool operator==(const AffectedRange&, const AffectedRange&) = default;
};

/// The ranges that neither `patched` nor `unaffected` covers, in ascending order. Requirements have one or two
/// comparators; parts of a version that are left out count as zero. Error: invalid, for a requirement that cannot be
/// read or is empty, and for two that overlap.
support::Result<std::vector<AffectedRange>> affected_ranges(std::span<const std::string> patched,
                                                            std::span<const std::string> unaffected);

/// Whether one of the ranges holds the version; build metadata does not count.
bool contains(std::span<const AffectedRange>, const cargo::Version&);

/// The smallest version above `version`: `1.2.4-0` after `1.2.3`, `1.2.3-a.0` after `1.2.3-a`.
cargo::Version next_version(const cargo::Version&);

}  // namespace plimsoll::rustsec
