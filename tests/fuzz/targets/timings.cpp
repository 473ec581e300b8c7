// SPDX-License-Identifier: MIT OR Apache-2.0
#include "plimsoll/source/timings_file.h"
#include "target.h"

namespace plimsoll::fuzz {

void read_timings(std::string_view text) {
  const auto timings = source::parse_timings(text, "timing.html");
  if (!timings) return;
  PLIMSOLL_ASSERT(!timings->units.empty());
  for (const auto& unit : timings->units) PLIMSOLL_ASSERT(unit.metadata_seconds.value_or(0) <= unit.seconds);
}

}  // namespace plimsoll::fuzz
