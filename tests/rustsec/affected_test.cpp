// SPDX-License-Identifier: MIT OR Apache-2.0
#include "plimsoll/rustsec/affected.h"

#include <doctest/doctest.h>

using namespace plimsoll;
using rustsec::affected_ranges;

namespace {

using Texts = std::vector<std::string>;

cargo::Version version(std::string_view text) {
  auto parsed = cargo::parse_version(text);
  REQUIRE(parsed);
  return *parsed;
}

bool affects(const Texts& patched, const Texts& unaffected, std::string_view text) {
  const auto ranges = affected_ranges(patched, unaffected);
  REQUIRE(ranges);
  return rustsec::contains(*ranges, version(text));
}

bool is_cleared_by(const std::string& requirement, std::string_view text) {
  return !affects({requirement}, {}, text);
}

bool is_refused(const Texts& patched) {
  return !affected_ranges(patched, {});
}

}  // namespace

TEST_CASE("a release candidate of the fixed version is affected") {
  CHECK(affects({">= 1.2.3"}, {}, "1.2.3-rc.1"));
  CHECK_FALSE(affects({">= 1.2.3"}, {}, "1.2.3"));
}

TEST_CASE("a prerelease below an unaffected bound is not affected") {
  CHECK_FALSE(affects({}, {"< 1.0.0"}, "1.0.0-beta"));
  CHECK(affects({}, {"< 1.0.0"}, "1.0.0"));
}

TEST_CASE("a caret fix leaves the prereleases of the next breaking version affected") {
  const Texts patched{"^1.2.3", ">=2.0.0"};
  CHECK(affects(patched, {}, "1.2.2"));
  CHECK_FALSE(affects(patched, {}, "1.2.3"));
  CHECK_FALSE(affects(patched, {}, "1.99.0"));
  CHECK(affects(patched, {}, "2.0.0-0"));
  CHECK(affects(patched, {}, "2.0.0-rc.1"));
  CHECK_FALSE(affects(patched, {}, "2.0.0"));
}

TEST_CASE("without any requirement every version is affected") {
  CHECK(affects({}, {}, "0.0.0-0"));
  CHECK(affects({}, {}, "999.0.0"));
}

TEST_CASE("an exact fix clears one version") {
  const Texts patched{"= 1.1.5", ">= 2"};
  CHECK(affects(patched, {}, "1.1.4"));
  CHECK_FALSE(affects(patched, {}, "1.1.5"));
  CHECK(affects(patched, {}, "1.1.6-0"));
  CHECK(affects(patched, {}, "1.9.0"));
  CHECK_FALSE(affects(patched, {}, "2.0.0"));
}

TEST_CASE("a star next to any other requirement overlaps it") {
  CHECK(is_refused({"*", ">= 1"}));
  CHECK_FALSE(affects({"*"}, {}, "1.0.0"));
}

TEST_CASE("parts of a version that are left out are zero") {
  CHECK(is_cleared_by("> 1.0", "1.0.1"));
  CHECK_FALSE(is_cleared_by("> 1.0", "1.0.0"));
  CHECK(is_cleared_by("<= 1.0", "1.0.0"));
  CHECK_FALSE(is_cleared_by("<= 1.0", "1.0.1"));
  CHECK(is_cleared_by("= 1.0", "1.0.0"));
  CHECK_FALSE(is_cleared_by("= 1.0", "1.0.1"));
}

TEST_CASE("a caret reaches to the next version with another leading number") {
  CHECK(is_cleared_by("^0", "0.99.0"));
  CHECK(is_cleared_by("^0.0", "0.0.99"));
  CHECK_FALSE(is_cleared_by("^0.0", "0.1.0-0"));
  CHECK(is_cleared_by("0.0.3", "0.0.3"));
  CHECK_FALSE(is_cleared_by("0.0.3", "0.0.4-0"));
  CHECK(is_cleared_by("0.3.1", "0.3.9"));
  CHECK_FALSE(is_cleared_by("0.3.1", "0.4.0-0"));
  CHECK_FALSE(is_cleared_by("1.2", "2.0.0-0"));
}

TEST_CASE("a tilde reaches to the next minor version, or the next major one if it names no minor") {
  CHECK(is_cleared_by("~1", "1.99.0"));
  CHECK_FALSE(is_cleared_by("~1", "2.0.0-0"));
  CHECK(is_cleared_by("~1.2.3", "1.2.9"));
  CHECK_FALSE(is_cleared_by("~1.2.3", "1.3.0-0"));
}

TEST_CASE("two comparators bound one interval from both sides") {
  CHECK(is_cleared_by(">= 1.0, < 1.5", "1.4.9"));
  CHECK(is_cleared_by("< 1.5, >= 1.0", "1.0.0"));
  CHECK_FALSE(is_cleared_by(">= 1.0, < 1.5", "1.5.0"));
}

TEST_CASE("the first version after an exclusive bound is its successor") {
  CHECK(rustsec::next_version(version("1.2.3")) == version("1.2.4-0"));
  CHECK(rustsec::next_version(version("1.2.3-a.1")) == version("1.2.3-a.1.0"));
  CHECK(rustsec::next_version(version("1.2.3+build")) == version("1.2.4-0"));
  CHECK(is_cleared_by("> 1.2.3-a.1", "1.2.3-a.1.0"));
  CHECK_FALSE(is_cleared_by("> 1.2.3-a.1", "1.2.3-a.1"));
}

TEST_CASE("build metadata of the package does not change the answer") {
  CHECK_FALSE(affects({">= 1.2.3"}, {}, "1.2.3+fix"));
  CHECK(affects({"> 1.2.3"}, {}, "1.2.3+fix"));
}

TEST_CASE("neighbours without anything between them leave no range") {
  const auto ranges = affected_ranges(Texts{">= 1.0.0"}, Texts{"< 1.0.0"});
  REQUIRE(ranges);
  CHECK(ranges->empty());
}

TEST_CASE("requirements that make no interval are refused") {
  CHECK(is_refused({"> 1, > 2"}));
  CHECK(is_refused({"< 1, < 2"}));
  CHECK(is_refused({"> 2, < 1"}));
  CHECK(is_refused({"> 1, < 1"}));
  CHECK(is_refused({"> 1, <= 1"}));
  CHECK(is_refused({">= 1, < 2, < 3"}));
  CHECK(is_refused({"^1, < 3"}));
  CHECK(is_refused({"1.*"}));
  CHECK(is_refused({""}));
  CHECK(is_refused({">= "}));
  CHECK(is_refused({">= 1.2-beta"}));
  CHECK(is_refused({">= 1.2.3.4"}));
  CHECK(is_refused({"> 18446744073709551615.0.0"}));
}

TEST_CASE("requirements that overlap are refused") {
  CHECK(is_refused({">= 1.0", ">= 2.0"}));
  CHECK(is_refused({"<= 1.0.0", ">= 1.0.0"}));
  CHECK_FALSE(is_refused({"< 1.0.0", ">= 1.0.0"}));
}
