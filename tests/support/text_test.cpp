// SPDX-License-Identifier: MIT OR Apache-2.0
#include "plimsoll/support/text.h"

#include <doctest/doctest.h>

#include <string>
#include <string_view>
#include <vector>

using namespace plimsoll::support;
using Parts = std::vector<std::string_view>;

TEST_CASE("plain text and other scripts are printable as they are") {
  CHECK(printable("a-b `c` é 日本 🦀") == "a-b `c` é 日本 🦀");
  CHECK(printable("").empty());
}

TEST_CASE("what could move the cursor is shown as an escape") {
  CHECK(printable("a\x1b[31mb") == "a\\u{1b}[31mb");
  CHECK(printable("a\nb\r") == "a\\u{a}b\\u{d}");
  CHECK(printable(std::string_view("\0", 1)) == "\\u{0}");
  CHECK(printable("\x7f\xc2\x9b") == "\\u{7f}\\u{9b}");
}

TEST_CASE("what could reorder or break a line is shown as an escape") {
  CHECK(printable("a\u202eb\u2066c") == "a\\u{202e}b\\u{2066}c");
  CHECK(printable("\u200f\u061c\u2028\ufeff") == "\\u{200f}\\u{61c}\\u{2028}\\u{feff}");
}

TEST_CASE("a tab is shown as one space") {
  CHECK(printable("a\tb") == "a b");
}

TEST_CASE("each byte that is no UTF-8 becomes a replacement character") {
  CHECK(printable("a\xffz") == "a\uFFFDz");
  CHECK(printable("\xe6\x97") == "\uFFFD\uFFFD");
}

TEST_CASE("UTF-8 has no faults") {
  CHECK_FALSE(first_invalid_utf8("").has_value());
  CHECK_FALSE(first_invalid_utf8("aé日🦀").has_value());
  CHECK_FALSE(first_invalid_utf8("\xf4\x8f\xbf\xbf").has_value());
}

TEST_CASE("the first fault of UTF-8 is told in bytes") {
  CHECK(first_invalid_utf8("\xff") == 0);
  CHECK(first_invalid_utf8("é\x80") == 2);
  CHECK(first_invalid_utf8("ab\xe6\x97") == 2);
}

TEST_CASE("overlong forms, surrogates and values beyond Unicode are faults") {
  CHECK(first_invalid_utf8("\xc0\xaf") == 0);
  CHECK(first_invalid_utf8("\xe0\x80\xaf") == 0);
  CHECK(first_invalid_utf8("\xed\xa0\x80") == 0);
  CHECK(first_invalid_utf8("\xf4\x90\x80\x80") == 0);
  CHECK(first_invalid_utf8("\xf8\x88\x80\x80\x80") == 0);
}

TEST_CASE("trimming takes blanks and line ends off both ends") {
  CHECK(trim(" \t a b \r\n") == "a b");
  CHECK(trim("a") == "a");
  CHECK(trim(" \n ").empty());
  CHECK(trim("").empty());
}

TEST_CASE("splitting keeps empty parts") {
  CHECK(split("a,b", ',') == Parts{"a", "b"});
  CHECK(split(",a,,", ',') == Parts{"", "a", "", ""});
  CHECK(split("a", ',') == Parts{"a"});
  CHECK(split("", ',') == Parts{""});
}

TEST_CASE("a byte that is no UTF-8 is found behind any number of plain ones") {
  for (std::size_t before = 0; before < 20; ++before) {
    CHECK(first_invalid_utf8(std::string(before, 'a') + "\xff and more than a word") == before);
    CHECK(first_invalid_utf8(std::string(before, 'a') + "é\xff and more than a word") == before + 2);
    CHECK_FALSE(first_invalid_utf8(std::string(before, 'a') + "é日 and more than a word").has_value());
  }
}
