// SPDX-License-Identifier: MIT OR Apache-2.0
#include "plimsoll/support/toml.h"

#include <doctest/doctest.h>

#include <algorithm>
#include <cstdint>
#include <string>
#include <string_view>

namespace plimsoll::support::toml {
namespace {

constexpr FileId file(0);

/// Where the one fault of a text is.
Position fault(std::string_view text) {
  Diagnostics diagnostics;
  CHECK_FALSE(parse(file, text, diagnostics));
  REQUIRE(diagnostics.all().size() == 1);
  return diagnostics.all().front().at.begin;
}

}  // namespace

TEST_CASE("places are those of the whole file, behind any number of comments at its head") {
  for (const std::string head : {"", "#\n", "# one\r\n# two, \xC3\xA4\t\n", "# one\n\n# three\n"}) {
    Diagnostics diagnostics;
    const auto lines = static_cast<std::uint32_t>(std::count(head.begin(), head.end(), '\n'));
    const auto document = parse(file, head + "a = 1\n[b]\nc = 'd'\n", diagnostics);
    REQUIRE(document.has_value());
    CHECK(document->find_entry("a")->key_at.begin == Position{lines + 1, 1});
    CHECK(document->find("b")->find("c")->at().begin == Position{lines + 3, 5});
  }
}

TEST_CASE("a fault behind comments is on its line of the file") {
  CHECK(fault("# one\n# two\na = \n").line == 3);
}

TEST_CASE("a control character in a comment at the head is a fault, as anywhere") {
  CHECK(fault("# one\n# t\x01wo\na = 1\n").line == 2);
  CHECK(fault("# one\n# t\x7Fwo\na = 1\n").line == 2);
  CHECK(fault("# one\rtwo\na = 1\n").line == 1);
}

TEST_CASE("a document may be one comment without a line end") {
  Diagnostics diagnostics;
  const auto document = parse(file, "# one", diagnostics);
  REQUIRE(document.has_value());
  CHECK(document->as_table()->empty());
}

}  // namespace plimsoll::support::toml
