// SPDX-License-Identifier: MIT OR Apache-2.0
#include "plimsoll/cargo/version.h"

#include <doctest/doctest.h>

#include <string>

namespace {

using namespace plimsoll;
using cargo::compare_precedence;
using cargo::compatibility_class;

cargo::Version version(std::string_view text) {
  const auto parsed = cargo::parse_version(text);
  REQUIRE_MESSAGE(parsed.has_value(), std::string(text));
  return *parsed;
}

std::string fault(std::string_view text) {
  const auto parsed = cargo::parse_version(text);
  return parsed ? "none" : parsed.error().message;
}

}  // namespace

TEST_CASE("a version has three numbers, a pre-release part and a build part") {
  const auto parsed = version("1.20.300-rc.1+linux.05");
  CHECK(parsed.major == 1);
  CHECK(parsed.minor == 20);
  CHECK(parsed.patch == 300);
  CHECK(parsed.pre == "rc.1");
  CHECK(parsed.build == "linux.05");
  CHECK(parsed.is_prerelease());
  CHECK_FALSE(version("1.0.0+rc").is_prerelease());
}

TEST_CASE("a version prints as it was written") {
  CHECK(to_text(version("0.0.0")) == "0.0.0");
  CHECK(to_text(version("1.2.3-a-b.0+c-d.00")) == "1.2.3-a-b.0+c-d.00");
  CHECK(to_text(version("18446744073709551615.0.0")) == "18446744073709551615.0.0");
}

TEST_CASE("what is no version is refused with the part that is wrong") {
  CHECK(fault("") == "`` is not a version: expected the major number, found the end");
  CHECK(fault("v1.0.0") == "`v1.0.0` is not a version: expected the major number, found `v`");
  CHECK(fault("1") == "`1` is not a version: expected `.` and the minor number, found the end");
  CHECK(fault("1.0") == "`1.0` is not a version: expected `.` and the patch number, found the end");
  CHECK(fault("1.0.") == "`1.0.` is not a version: expected the patch number, found the end");
  CHECK(fault("01.0.0") == "`01.0.0` is not a version: the major number has a leading zero");
  CHECK(fault("1.0.0.0") == "`1.0.0.0` is not a version: found `.` after the version");
  CHECK(fault(" 1.0.0") == "` 1.0.0` is not a version: expected the major number, found ` `");
  CHECK(fault("1.0.0 ") == "`1.0.0 ` is not a version: found ` ` after the version");
  CHECK(fault("1.0.0-") == "`1.0.0-` is not a version: the pre-release part has an empty identifier");
  CHECK(fault("1.0.0-a..b") == "`1.0.0-a..b` is not a version: the pre-release part has an empty identifier");
  CHECK(fault("1.0.0-01") == "`1.0.0-01` is not a version: `01` in the pre-release part has a leading zero");
  CHECK(fault("1.0.0+") == "`1.0.0+` is not a version: the build part has an empty identifier");
  CHECK(fault("1.0.0-é") == "`1.0.0-é` is not a version: the pre-release part has an empty identifier");
  CHECK(fault("1.0.18446744073709551616") ==
        "`1.0.18446744073709551616` is not a version: the patch number does not fit in 64 bits");
}

TEST_CASE("control characters of a refused version are shown as escapes") {
  CHECK(fault("1.0.\x1b") == "`1.0.\\u{1b}` is not a version: expected the patch number, found `\\u{1b}`");
}

TEST_CASE("a leading zero is allowed in letters and in the build part") {
  CHECK(fault("1.0.0-0a") == "none");
  CHECK(fault("1.0.0-0") == "none");
  CHECK(fault("1.0.0+001") == "none");
}

TEST_CASE("versions are ordered by their numbers first") {
  CHECK(version("1.9.9") < version("1.10.0"));
  CHECK(version("1.9.9") < version("2.0.0"));
  CHECK(version("0.9.9") < version("0.9.10"));
}

TEST_CASE("pre-releases come before the release in the order of Semantic Versioning, item 11") {
  CHECK(version("1.0.0-alpha") < version("1.0.0-alpha.1"));
  CHECK(version("1.0.0-alpha.1") < version("1.0.0-alpha.beta"));
  CHECK(version("1.0.0-alpha.beta") < version("1.0.0-beta"));
  CHECK(version("1.0.0-beta.2") < version("1.0.0-beta.11"));
  CHECK(version("1.0.0-beta.11") < version("1.0.0-rc.1"));
  CHECK(version("1.0.0-rc.1") < version("1.0.0"));
}

TEST_CASE("numeric identifiers beyond 64 bits are compared by value") {
  CHECK(version("1.0.0-99999999999999999999") < version("1.0.0-100000000000000000000"));
}

TEST_CASE("build metadata counts in the total order, absent before present") {
  CHECK(version("1.0.0") < version("1.0.0+0"));
  CHECK(version("1.0.0+0") < version("1.0.0+00"));
  CHECK(version("1.0.0+00") < version("1.0.0+1"));
  CHECK(version("1.0.0+1") < version("1.0.0+01"));
  CHECK(version("1.0.0+01") < version("1.0.0+2"));
  CHECK(version("1.0.0+99") < version("1.0.0+a"));
  CHECK(version("1.0.0+a") < version("1.0.0+a.0"));
  CHECK(version("1.0.0+b1") != version("1.0.0+b2"));
}

TEST_CASE("build metadata does not make a version newer") {
  CHECK(compare_precedence(version("1.0.0+a"), version("1.0.0+b")) == std::strong_ordering::equal);
  CHECK(compare_precedence(version("1.0.0-a+z"), version("1.0.0-b+a")) == std::strong_ordering::less);
}

TEST_CASE("the first number that is not zero tells compatible versions apart") {
  CHECK(compatibility_class(version("1.2.3")) == "1");
  CHECK(compatibility_class(version("0.3.7")) == "0.3");
  CHECK(compatibility_class(version("0.0.7")) == "0.0.7");
  CHECK(compatibility_class(version("0.0.0")) == "0.0.0");
  CHECK(compatibility_class(version("2.0.0-rc.1+x")) == "2");
}
