// SPDX-License-Identifier: MIT OR Apache-2.0
#include "plimsoll/cargo/cfg_expr.h"

#include "plimsoll/cargo/target.h"
#include "target.h"

namespace plimsoll::fuzz {

void read_cfg_expr(std::string_view text) {
  const auto spec = cargo::parse_platform_spec(text);
  if (!spec) return;
  const cargo::Target here("here", {"unix"}, {{"target_os", "linux"}});
  const auto again = cargo::parse_platform_spec(to_text(*spec));
  PLIMSOLL_ASSERT(again && to_text(*again) == to_text(*spec));
  PLIMSOLL_ASSERT(again->matches(here) == spec->matches(here));
}

}  // namespace plimsoll::fuzz
