// SPDX-License-Identifier: MIT OR Apache-2.0
#include "plimsoll/cargo/version_req.h"

#include "target.h"

namespace plimsoll::fuzz {

void read_version_req(std::string_view text) {
  const auto requirement = cargo::parse_version_req(text);
  if (!requirement) return;
  const auto again = cargo::parse_version_req(to_text(*requirement));
  PLIMSOLL_ASSERT(again && to_text(*again) == to_text(*requirement));
  const cargo::Version version{.major = 1, .minor = 2, .patch = 3};
  PLIMSOLL_ASSERT(again->matches(version) == requirement->matches(version));
}

}  // namespace plimsoll::fuzz
