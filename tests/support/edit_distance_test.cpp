// SPDX-License-Identifier: MIT OR Apache-2.0
#include "plimsoll/support/edit_distance.h"

#include <doctest/doctest.h>

#include <string>
#include <vector>

using namespace plimsoll::support;

TEST_CASE("equal words have no distance") {
  CHECK(edit_distance("serde", "serde") == 0);
  CHECK(edit_distance("", "") == 0);
}

TEST_CASE("an insertion, a deletion, a replacement and a swap count one each") {
  CHECK(edit_distance("sede", "serde") == 1);
  CHECK(edit_distance("serrde", "serde") == 1);
  CHECK(edit_distance("xerde", "serde") == 1);
  CHECK(edit_distance("sered", "serde") == 1);
}

TEST_CASE("a word is as far from nothing as it is long") {
  CHECK(edit_distance("", "abc") == 3);
  CHECK(edit_distance("abc", "") == 3);
}

TEST_CASE("distances add up") {
  CHECK(edit_distance("kitten", "sitting") == 3);
  CHECK(edit_distance("ca", "abc") == 3);
}

TEST_CASE("the nearest candidate is told, the first of equals") {
  const std::vector<std::string> known = {"serde_json", "serde", "sered_x", "seeds"};
  CHECK(nearest("sered", known) == "serde");
  CHECK(nearest("a", std::vector<std::string>{"b", "c"}) == "b");
}

TEST_CASE("nothing is near if it is further than a third of the word") {
  CHECK_FALSE(nearest("tokio", std::vector<std::string>{"serde", "tower-http", ""}).has_value());
  CHECK_FALSE(nearest("tokio", std::vector<std::string>{}).has_value());
}

TEST_CASE("words of more than 128 bytes have no neighbours, so that hostile ones cost nothing") {
  const std::string word(1'000'000, 'a');
  CHECK_FALSE(nearest(word, std::vector<std::string>(100, word)).has_value());
  CHECK_FALSE(nearest("a", std::vector<std::string>(100, word)).has_value());
}
