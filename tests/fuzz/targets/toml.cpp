// SPDX-License-Identifier: MIT OR Apache-2.0
#include "../../../src/support/toml_plain.h"
#include "../../testkit/toml_shown.h"
#include "plimsoll/support/text.h"
#include "target.h"

namespace plimsoll::fuzz {

void read_toml(std::string_view text) {
  if (support::first_invalid_utf8(text)) return;
  const auto plain = support::toml::read_plain({}, text);
  if (!plain) return;
  support::Diagnostics faults;
  const auto value = support::toml::read_with_library({}, text, faults);
  PLIMSOLL_ASSERT(value && testkit::shown(*value) == testkit::shown(*plain));
}

}  // namespace plimsoll::fuzz
