// SPDX-License-Identifier: MIT OR Apache-2.0
#include "plimsoll/cargo/version_req.h"

#include <doctest/doctest.h>

#include <string>

namespace {

using namespace plimsoll;

bool matches(std::string_view requirement, std::string_view version) {
  const auto parsed = cargo::parse_version_req(requirement);
  REQUIRE_MESSAGE(parsed.has_value(), std::string(requirement));
  const auto candidate = cargo::parse_version(version);
  REQUIRE_MESSAGE(candidate.has_value(), std::string(version));
  return parsed->matches(*candidate);
}

std::string printed(std::string_view requirement) {
  const auto parsed = cargo::parse_version_req(requirement);
  REQUIRE_MESSAGE(parsed.has_value(), std::string(requirement));
  return to_text(*parsed);
}

/// What is wrong, without the beginning of the sentence, which repeats the text.
std::string fault(std::string_view requirement) {
  constexpr std::string_view lead = "is not a version requirement: ";
  const auto parsed = cargo::parse_version_req(requirement);
  return parsed ? "none" : parsed.error().message.substr(parsed.error().message.find(lead) + lead.size());
}

}  // namespace

TEST_CASE("a bare version and a caret keep the first number that is not zero") {
  CHECK(matches("1.2.3", "1.2.3"));
  CHECK(matches("^1.2.3", "1.99.0"));
  CHECK_FALSE(matches("1.2.3", "1.2.2"));
  CHECK_FALSE(matches("1.2.3", "2.0.0"));
  CHECK(matches("0.2.3", "0.2.9"));
  CHECK_FALSE(matches("0.2.3", "0.3.0"));
  CHECK_FALSE(matches("0.2.3", "0.2.2"));
  CHECK(matches("0.0.3", "0.0.3"));
  CHECK_FALSE(matches("0.0.3", "0.0.4"));
  CHECK_FALSE(matches("0.0.3", "0.0.2"));
}

TEST_CASE("a caret with fewer numbers leaves the missing ones open") {
  CHECK(matches("^1.2", "1.2.0"));
  CHECK(matches("^1.2", "1.9.0"));
  CHECK_FALSE(matches("^1.2", "1.1.9"));
  CHECK(matches("^0.2", "0.2.7"));
  CHECK_FALSE(matches("^0.2", "0.3.0"));
  CHECK(matches("^0.0", "0.0.9"));
  CHECK_FALSE(matches("^0.0", "0.1.0"));
  CHECK(matches("^1", "1.0.0"));
  CHECK_FALSE(matches("^1", "0.9.9"));
  CHECK_FALSE(matches("^1", "2.0.0"));
  CHECK(matches("^0", "0.9.9"));
  CHECK_FALSE(matches("^0", "1.0.0"));
}

TEST_CASE("a tilde keeps the minor number where one is written") {
  CHECK(matches("~1.2.3", "1.2.9"));
  CHECK_FALSE(matches("~1.2.3", "1.2.2"));
  CHECK_FALSE(matches("~1.2.3", "1.3.0"));
  CHECK(matches("~1.2", "1.2.0"));
  CHECK_FALSE(matches("~1.2", "1.3.0"));
  CHECK(matches("~1", "1.9.0"));
  CHECK_FALSE(matches("~1", "2.0.0"));
}

TEST_CASE("an equals sign with fewer numbers is a range") {
  CHECK(matches("=1", "1.9.0"));
  CHECK_FALSE(matches("=1", "2.0.0"));
  CHECK(matches("=1.2", "1.2.9"));
  CHECK_FALSE(matches("=1.2", "1.3.0"));
  CHECK(matches("=1.2.3", "1.2.3"));
  CHECK_FALSE(matches("=1.2.3", "1.2.4"));
}

TEST_CASE("wildcards stand for any number") {
  CHECK(matches("1.*", "1.9.9"));
  CHECK_FALSE(matches("1.*", "2.0.0"));
  CHECK(matches("1.2.x", "1.2.9"));
  CHECK_FALSE(matches("1.2.x", "1.3.0"));
  CHECK(matches("1.X.*", "1.5.0"));
  CHECK(matches("*", "0.0.0"));
  CHECK(matches("x", "7.0.0"));
}

TEST_CASE("greater than a range means behind its end") {
  CHECK_FALSE(matches(">1", "1.5.0"));
  CHECK(matches(">1", "2.0.0"));
  CHECK_FALSE(matches(">1.2", "1.2.9"));
  CHECK(matches(">1.2", "1.3.0"));
  CHECK(matches(">1.2.3", "1.2.4"));
  CHECK_FALSE(matches(">1.2.3", "1.2.3"));
  CHECK(matches(">=1", "1.0.0"));
  CHECK_FALSE(matches(">=1", "0.9.9"));
  CHECK(matches(">=1.2", "1.2.0"));
}

TEST_CASE("less than a range means before its beginning, and at most includes it") {
  CHECK(matches("<1", "0.9.9"));
  CHECK_FALSE(matches("<1", "1.0.0"));
  CHECK_FALSE(matches("<1.2", "1.2.0"));
  CHECK(matches("<=1", "1.9.9"));
  CHECK_FALSE(matches("<=1", "2.0.0"));
  CHECK(matches("<=1.2", "1.2.9"));
  CHECK_FALSE(matches("<=1.2", "1.3.0"));
  CHECK(matches("<=1.2.3", "1.2.3"));
}

TEST_CASE("a comma means and") {
  CHECK(matches(">=1.2, <1.5", "1.4.9"));
  CHECK_FALSE(matches(">=1.2, <1.5", "1.5.0"));
  CHECK_FALSE(matches(">=1.2,<1.5", "1.1.0"));
}

TEST_CASE("a pre-release satisfies a requirement only if it names one of the same three numbers") {
  CHECK_FALSE(matches("^1.2", "1.3.0-rc.1"));
  CHECK_FALSE(matches("*", "1.0.0-a"));
  CHECK(matches("^1.3.0-rc", "1.3.0-rc.1"));
  CHECK(matches("^1.0.0-alpha", "1.0.0-beta"));
  CHECK_FALSE(matches("^1.0.0-beta", "1.0.0-alpha"));
  CHECK(matches("^1.0.0-alpha", "1.0.0"));
  CHECK(matches("^1.0.0-alpha", "1.0.1"));
  CHECK_FALSE(matches("^1.0.0-alpha", "1.0.1-beta"));
  CHECK(matches(">=1.0.0-a, <2.0.0-z", "2.0.0-b"));
  CHECK_FALSE(matches(">=1.0.0-a, <2.0.0", "2.0.0-b"));
}

TEST_CASE("the pre-release of the next major version is outside a caret range") {
  CHECK_FALSE(matches("^1.0.0-a", "2.0.0-a"));
  CHECK_FALSE(matches("^1, <2.0.0-z", "2.0.0-a"));
}

TEST_CASE("build metadata plays no part in matching") {
  CHECK(matches("=1.2.3", "1.2.3+build"));
  CHECK(matches("=1.2.3+other", "1.2.3+build"));
  CHECK_FALSE(matches(">1.2.3", "1.2.3+build"));
}

TEST_CASE("a requirement prints with the caret it implies and without build metadata") {
  CHECK(printed("1.2.3") == "^1.2.3");
  CHECK(printed(" 1 ") == "^1");
  CHECK(printed("1.x.x") == "1.*");
  CHECK(printed("1.2.X") == "1.2.*");
  CHECK(printed("=1.*") == "=1");
  CHECK(printed(">1.*") == ">1");
  CHECK(printed("X") == "*");
}

TEST_CASE("comparators print with a comma and a space between them") {
  CHECK(printed(">=1,<  3") == ">=1, <3");
  CHECK(printed("~0.1.2-a.1+b , ^2") == "~0.1.2-a.1, ^2");
}

TEST_CASE("requirements of other ecosystems are refused") {
  CHECK(fault("1 || 2") == "expected `,` or the end, found `|`");
  CHECK(fault(">=1 <2") == "expected `,` or the end, found `<`");
  CHECK(fault("1 - 2") == "expected `,` or the end, found `-`");
  CHECK(fault("v1") == "expected the major number, found `v`");
}

TEST_CASE("a requirement that is cut off or too long is refused") {
  CHECK(fault("") == "expected the major number, found the end");
  CHECK(fault("1,") == "expected the major number, found the end");
  CHECK(fault("01.2") == "the major number has a leading zero");
  CHECK(fault("1.0.0.0") == "expected `,` or the end, found `.`");
  CHECK(fault("1-a") == "expected `,` or the end, found `-`");
  CHECK(fault("1.2-a") == "expected `,` or the end, found `-`");
  CHECK(fault("1.") == "expected the minor number, found the end");
  CHECK(fault("1.0.0-") == "the pre-release part has an empty identifier");
}

TEST_CASE("a wildcard must be the last number and the only comparator") {
  CHECK(fault("*, 1") == "`*` must stand alone");
  CHECK(fault("*.1") == "`*` must stand alone");
  CHECK(fault("1.*.3") == "only wildcards may follow a wildcard, found `3`");
  CHECK(fault("1, *") == "`*` must stand alone");
}

TEST_CASE("a requirement has at most 32 comparators") {
  std::string most = ">0";
  for (int i = 1; i < 32; ++i) most += ",>0";
  CHECK(fault(most) == "none");
  CHECK(fault(most + ",>0") == "more than 32 comparators");
}
