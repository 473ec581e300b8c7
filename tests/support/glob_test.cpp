// SPDX-License-Identifier: MIT OR Apache-2.0
#include "plimsoll/support/glob.h"

#include <doctest/doctest.h>

#include <string>

using namespace plimsoll::support;

TEST_CASE("a name with a star, a question mark or a bracket is a pattern") {
  CHECK(is_glob("crates-*"));
  CHECK(is_glob("a?"));
  CHECK(is_glob("[ab]"));
  CHECK_FALSE(is_glob("crates"));
  CHECK_FALSE(is_glob("a]"));
}

TEST_CASE("a pattern without wildcards matches itself only") {
  CHECK(matches_glob("abc", "abc"));
  CHECK_FALSE(matches_glob("abc", "ab"));
  CHECK_FALSE(matches_glob("abc", "abcd"));
  CHECK_FALSE(matches_glob("abc", "ABC"));
  CHECK(matches_glob("", ""));
  CHECK_FALSE(matches_glob("", "a"));
}

TEST_CASE("a star stands for any run of characters, the empty one included") {
  CHECK(matches_glob("*", ""));
  CHECK(matches_glob("*", ".hidden"));
  CHECK(matches_glob("a*", "a"));
  CHECK(matches_glob("*-sys", "z-sys"));
  CHECK(matches_glob("a*b*c", "a-b-b-c"));
  CHECK(matches_glob("**", "ab"));
  CHECK_FALSE(matches_glob("a*b", "a-b-c"));
  CHECK_FALSE(matches_glob("*a", "b"));
}

TEST_CASE("a question mark stands for one character, whatever its bytes") {
  CHECK(matches_glob("a?c", "abc"));
  CHECK(matches_glob("?", "é"));
  CHECK(matches_glob("*?z", "日本z"));
  CHECK_FALSE(matches_glob("??", "é"));
  CHECK_FALSE(matches_glob("a?", "a"));
}

TEST_CASE("a bracket stands for one character of its set") {
  CHECK(matches_glob("[abc]", "b"));
  CHECK(matches_glob("[a-c]x", "cx"));
  CHECK(matches_glob("[a-cx-z]", "y"));
  CHECK(matches_glob("[à-ö]", "é"));
  CHECK_FALSE(matches_glob("[a-c]", "d"));
  CHECK_FALSE(matches_glob("[a-c]", ""));
}

TEST_CASE("an exclamation mark negates a set") {
  CHECK(matches_glob("[!a-c]", "d"));
  CHECK(matches_glob("[!a]", "é"));
  CHECK_FALSE(matches_glob("[!a-c]", "b"));
}

TEST_CASE("a bracket at the front and a hyphen at the end of a set stand for themselves") {
  CHECK(matches_glob("[]]", "]"));
  CHECK(matches_glob("[]a]", "a"));
  CHECK(matches_glob("[!]]", "a"));
  CHECK_FALSE(matches_glob("[!]]", "]"));
  CHECK(matches_glob("[a-]", "-"));
  CHECK(matches_glob("[-a]", "-"));
}

TEST_CASE("an unclosed set matches nothing") {
  CHECK_FALSE(matches_glob("[a", "a"));
  CHECK_FALSE(matches_glob("[", "["));
  CHECK_FALSE(matches_glob("[a-", "a"));
  CHECK_FALSE(matches_glob("*[!", "a"));
}

TEST_CASE("many stars do not make matching slow") {
  std::string pattern;
  for (int i = 0; i < 100; ++i) pattern += "*a";
  CHECK_FALSE(matches_glob(pattern + "b", std::string(10'000, 'a')));
}
