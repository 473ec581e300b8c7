// SPDX-License-Identifier: MIT OR Apache-2.0
#include "plimsoll/rustsec/advisory_parse.h"
#include "target.h"

namespace plimsoll::fuzz {

void read_osv(std::string_view text) {
  const auto advisories = rustsec::parse_osv(text);
  if (!advisories) return;
  for (const auto& advisory : *advisories) {
    PLIMSOLL_ASSERT(!advisory.package.empty());
    static_cast<void>(is_affected(advisory, cargo::Version{.major = 1}));
    static_cast<void>(fixed_versions(advisory));
    static_cast<void>(page_url(advisory));
  }
}

}  // namespace plimsoll::fuzz
