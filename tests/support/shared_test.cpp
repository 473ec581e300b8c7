// SPDX-License-Identifier: MIT OR Apache-2.0
#include "plimsoll/support/shared.h"

#include <doctest/doctest.h>

#include <string>

using plimsoll::support::Shared;

TEST_CASE("a change of one holder is not seen by those that copied before") {
  Shared<std::string> one = std::string("rope");
  const auto other = one;
  one.change() += " ladder";
  CHECK(*one == "rope ladder");
  CHECK(*other == "rope");
}

TEST_CASE("copies that nobody changes are one value") {
  const Shared<std::string> one = std::string("rope");
  const auto other = one;
  CHECK(&*one == &*other);
}

TEST_CASE("changing nothing makes a new value") {
  Shared<std::string> none;
  REQUIRE_FALSE(none.has_value());
  none.change() = "rope";
  CHECK(*none == "rope");
}
