// SPDX-License-Identifier: MIT OR Apache-2.0
#include "plimsoll/support/diagnostics.h"

#include <doctest/doctest.h>

#include <algorithm>
#include <string>

namespace {

using namespace plimsoll::support;

/// The quoted line and the carets of an error at a span of `text`, the only file.
std::string quoted(std::string text, Position begin, Position end) {
  SourceMap sources;
  const auto file = sources.add("a.toml", std::move(text));
  const auto whole = to_text({Severity::error, "wrong", {file, begin, end}, "", ""}, sources);
  const auto bar = whole.find(" |\n");
  REQUIRE(bar != std::string::npos);
  return whole.substr(bar + 3);
}

}  // namespace

TEST_CASE("a fault is printed with its place, its line, a caret, a label and help") {
  SourceMap sources;
  const auto file = sources.add("app/Cargo.toml", std::string(13, '\n') + "default = [\"sered/derive\"]\n");
  const Diagnostic fault{Severity::error,
                         "`sered` is no dependency",
                         {file, {14, 12}, {14, 26}},
                         "named here",
                         "a dependency with a similar name exists: `serde`"};
  CHECK(to_text(fault, sources) ==
        "error: `sered` is no dependency\n"
        "  --> app/Cargo.toml:14:12\n"
        "   |\n"
        "14 | default = [\"sered/derive\"]\n"
        "   |            ^^^^^^^^^^^^^^ named here\n"
        "   = help: a dependency with a similar name exists: `serde`\n");
}

TEST_CASE("a fault without a place is printed without a quotation") {
  const SourceMap sources;
  CHECK(to_text({Severity::warning, "odd", {}, "unused", ""}, sources) == "warning: odd\n");
  CHECK(to_text({Severity::error, "odd", {}, "", "do this"}, sources) == "error: odd\n  = help: do this\n");
}

TEST_CASE("a tab is as wide as the space that stands for it") {
  CHECK(quoted("\ta =\t1", {1, 6}, {1, 7}) == "1 |  a = 1\n  |      ^\n");
}

TEST_CASE("carets count characters, not bytes") {
  CHECK(quoted("é = \"日本\"", {1, 5}, {1, 9}) == "1 | é = \"日本\"\n  |     ^^^^\n");
}

TEST_CASE("an escape moves the carets as far as it is wide") {
  CHECK(quoted("a\x1b=b", {1, 4}, {1, 5}) == "1 | a\\u{1b}=b\n  |         ^\n");
  CHECK(quoted("a\x1b=b", {1, 2}, {1, 3}) == "1 | a\\u{1b}=b\n  |  ^^^^^^\n");
}

TEST_CASE("a span over several lines is underlined to the end of its first line") {
  CHECK(quoted("a = [\n1,\n]", {1, 5}, {3, 2}) == "1 | a = [\n  |     ^\n");
  CHECK(quoted("ab = [1,\n]", {1, 6}, {2, 2}) == "1 | ab = [1,\n  |      ^^^\n");
}

TEST_CASE("an empty span and one behind the end of the line have one caret") {
  CHECK(quoted("abc", {1, 2}, {1, 2}) == "1 | abc\n  |  ^\n");
  CHECK(quoted("abc", {1, 4}, {1, 4}) == "1 | abc\n  |    ^\n");
  CHECK(quoted("abc", {1, 90}, {1, 99}) == "1 | \n  | ^\n");
  CHECK(quoted("abc", {7, 1}, {7, 2}) == "7 | \n  | ^\n");
}

TEST_CASE("a column of zero is taken for the first") {
  CHECK(quoted("abc", {1, 0}, {1, 1}) == "1 | abc\n  | ^\n");
}

TEST_CASE("of a long line the surroundings of the fault are shown") {
  const auto text = quoted(std::string(1000, 'x') + "HERE" + std::string(1000, 'y'), {1, 1001}, {1, 1005});
  CHECK(text ==
        "1 | " + std::string(80, 'x') + "HERE" + std::string(76, 'y') + "\n  | " + std::string(80, ' ') + "^^^^\n");
}

TEST_CASE("carets end where the part of a long line ends that is shown") {
  const auto text = quoted(std::string(5000, 'x'), {1, 1001}, {1, 5000});
  CHECK(text == "1 | " + std::string(160, 'x') + "\n  | " + std::string(80, ' ') + std::string(80, '^') + "\n");
}

TEST_CASE("bytes that are no UTF-8 are shown and do not shift the carets") {
  CHECK(quoted("\xff\xff = b", {1, 6}, {1, 7}) == "1 | \uFFFD\uFFFD = b\n  |      ^\n");
}

TEST_CASE("texts of others cannot break out of a message") {
  SourceMap sources;
  const auto file = sources.add("a\x1b", "x");
  const auto text = to_text({Severity::error, "m\x1b\n", {file, {1, 1}, {1, 2}}, "l\x1b", "h\x1b"}, sources);
  CHECK(text.find('\x1b') == std::string::npos);
  CHECK(std::ranges::count(text, '\n') == 6);
}

TEST_CASE("faults are kept in order, and only errors count as errors") {
  Diagnostics faults;
  CHECK_FALSE(faults.has_errors());
  faults.warning({}, "first");
  CHECK_FALSE(faults.has_errors());
  faults.error({}, "second");
  CHECK(faults.has_errors());
  CHECK(faults.error_count() == 1);
  REQUIRE(faults.all().size() == 2);
  CHECK(faults.all()[0].message == "first");
  CHECK(faults.all()[1].message == "second");
}

TEST_CASE("faults of another list are added behind") {
  Diagnostics faults;
  faults.error({}, "first");
  Diagnostics others;
  others.error({}, "second");
  others.warning({}, "third");
  faults.append(std::move(others));
  CHECK(faults.error_count() == 2);
  REQUIRE(faults.all().size() == 3);
  CHECK(faults.all()[2].message == "third");
}
