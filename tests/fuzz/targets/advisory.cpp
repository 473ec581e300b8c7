// SPDX-License-Identifier: MIT OR Apache-2.0
#include "plimsoll/rustsec/advisory_parse.h"
#include "target.h"

namespace plimsoll::fuzz {

void read_advisory(std::string_view text) {
  const auto advisory = rustsec::parse_advisory("crates/harbor/RUSTSEC-2026-0001.md", text);
  if (!advisory) return;
  PLIMSOLL_ASSERT(advisory->package == "harbor");
  for (const auto& range : advisory->affected)
    PLIMSOLL_ASSERT(!range.introduced || !range.fixed || *range.introduced < *range.fixed);
  static_cast<void>(is_affected(*advisory, cargo::Version{.major = 1}));
  static_cast<void>(page_url(*advisory));
  static_cast<void>(patched_text(*advisory));
}

}  // namespace plimsoll::fuzz
