// SPDX-License-Identifier: MIT OR Apache-2.0
#include "plimsoll/facts/build_script.h"

#include "target.h"

namespace plimsoll::fuzz {

void read_build_script(std::string_view text) {
  PLIMSOLL_ASSERT(facts::read_build_script(text) == facts::read_build_script(text));
}

}  // namespace plimsoll::fuzz
