// SPDX-License-Identifier: MIT OR Apache-2.0
#include "plimsoll/finding/level.h"

#include <doctest/doctest.h>

namespace plimsoll::finding {
namespace {

TEST_CASE("a level is read from the word that policies write") {
  CHECK(parse_level("deny") == Level::deny);
  CHECK(parse_level("allow") == Level::allow);
  CHECK_FALSE(parse_level("error"));
}

TEST_CASE("reports call a denied finding an error") {
  CHECK(report_word(Level::deny) == "error");
  CHECK(report_word(Level::warn) == "warning");
}

TEST_CASE("a warning fails only where warnings fail") {
  CHECK(fails(Level::warn, FailOn::warning));
  CHECK_FALSE(fails(Level::warn, FailOn::error));
}

TEST_CASE("nothing fails where nothing is to fail") {
  CHECK_FALSE(fails(Level::deny, FailOn::never));
}

}  // namespace
}  // namespace plimsoll::finding
