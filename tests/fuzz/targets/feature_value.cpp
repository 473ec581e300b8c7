// SPDX-License-Identifier: MIT OR Apache-2.0
#include "plimsoll/cargo/feature_value.h"

#include "target.h"

namespace plimsoll::fuzz {

void read_feature_value(std::string_view text) {
  const auto value = cargo::parse_feature_value(text);
  PLIMSOLL_ASSERT(to_text(value) == text);
}

}  // namespace plimsoll::fuzz
