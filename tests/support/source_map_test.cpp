// SPDX-License-Identifier: MIT OR Apache-2.0
#include "plimsoll/support/source_map.h"

#include <doctest/doctest.h>

#include "plimsoll/support/parallel.h"

using namespace plimsoll::support;

TEST_CASE("a file keeps its path and its text") {
  SourceMap sources;
  const auto file = sources.add("app/Cargo.toml", "[package]\n");
  CHECK(sources.path(file) == "app/Cargo.toml");
  CHECK(sources.text(file) == "[package]\n");
}

TEST_CASE("a default-made file is empty, so that a span without a place can be printed") {
  const SourceMap sources;
  CHECK(sources.path(FileId()).empty());
  CHECK(sources.text(FileId()).empty());
  CHECK_FALSE(Span().is_known());
}

TEST_CASE("lines are counted from one and come without their line ends") {
  SourceMap sources;
  const auto file = sources.add("a", "one\ntwo\r\n\nfour");
  CHECK(sources.line(file, 1) == "one");
  CHECK(sources.line(file, 2) == "two");
  CHECK(sources.line(file, 3).empty());
  CHECK(sources.line(file, 4) == "four");
  CHECK(sources.line(file, 5).empty());
}

TEST_CASE("a position is found in bytes, its column counted in code points") {
  SourceMap sources;
  const auto file = sources.add("a", "ab\né日x\n");
  CHECK(sources.byte_offset(file, {1, 1}) == 0);
  CHECK(sources.byte_offset(file, {1, 3}) == 2);
  CHECK(sources.byte_offset(file, {2, 1}) == 3);
  CHECK(sources.byte_offset(file, {2, 2}) == 5);
  CHECK(sources.byte_offset(file, {2, 3}) == 8);
}

TEST_CASE("a position past the end of the text is its end") {
  SourceMap sources;
  const auto file = sources.add("a", "ab\n");
  CHECK(sources.byte_offset(file, {9, 1}) == 3);
  CHECK(sources.byte_offset(file, {2, 9}) == 3);
}

TEST_CASE("texts stay where they are while others are added from several threads") {
  SourceMap sources;
  const auto& first = sources.text(sources.add("first", "text"));
  parallel_for(200, 4, [&](std::size_t i) { sources.add("other", std::string(i, 'x')); });
  CHECK(first == "text");
}
