// SPDX-License-Identifier: MIT OR Apache-2.0
#include "plimsoll/finding/reach.h"

#include <doctest/doctest.h>

namespace plimsoll::finding {
namespace {

TEST_CASE("every reach is read back from its own word") {
  for (const auto reach :
       {Reach::built, Reach::build_time, Reach::dev_only, Reach::other_target, Reach::not_enabled, Reach::unknown})
    CHECK(parse_reach(to_text(reach)) == reach);
}

TEST_CASE("an unknown word is no reach") {
  CHECK_FALSE(parse_reach("built "));
}

}  // namespace
}  // namespace plimsoll::finding
