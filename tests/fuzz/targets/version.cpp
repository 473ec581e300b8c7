// SPDX-License-Identifier: MIT OR Apache-2.0
#include "plimsoll/cargo/version.h"

#include "target.h"

namespace plimsoll::fuzz {

void read_version(std::string_view text) {
  const auto version = cargo::parse_version(text);
  if (!version) return;
  PLIMSOLL_ASSERT(to_text(*version) == text);
  PLIMSOLL_ASSERT((*version <=> *version) == 0);
  PLIMSOLL_ASSERT(!compatibility_class(*version).empty());
}

}  // namespace plimsoll::fuzz
