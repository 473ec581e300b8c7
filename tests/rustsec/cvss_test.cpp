// SPDX-License-Identifier: MIT OR Apache-2.0
#include "plimsoll/rustsec/cvss.h"

#include <doctest/doctest.h>

#include <string>

using plimsoll::rustsec::cvss_score;
using plimsoll::rustsec::severity_band;
using plimsoll::rustsec::SeverityBand;

namespace {

double score(std::string_view vector) {
  const auto found = cvss_score(vector);
  REQUIRE_MESSAGE(found, std::string(vector));
  return *found;
}

}  // namespace

TEST_CASE("version 3 base scores are those of the specification's examples") {
  CHECK(score("CVSS:3.1/AV:N/AC:L/PR:L/UI:N/S:C/C:L/I:L/A:N") == doctest::Approx(6.4));
  CHECK(score("CVSS:3.1/AV:N/AC:L/PR:N/UI:N/S:U/C:H/I:H/A:H") == doctest::Approx(9.8));
  CHECK(score("CVSS:3.0/AV:N/AC:L/PR:N/UI:N/S:C/C:H/I:H/A:H") == doctest::Approx(10.0));
  CHECK(score("CVSS:3.0/AV:L/AC:H/PR:L/UI:R/S:U/C:N/I:N/A:L") == doctest::Approx(2.2));
  CHECK(score("CVSS:3.1/AV:N/AC:L/PR:N/UI:N/S:U/C:N/I:N/A:N") == doctest::Approx(0.0));
}

TEST_CASE("version 4 scores are those of the reference calculator") {
  CHECK(score("CVSS:4.0/AV:N/AC:L/AT:N/PR:N/UI:N/VC:H/VI:H/VA:H/SC:H/SI:H/SA:H") == doctest::Approx(10.0));
  CHECK(score("CVSS:4.0/AV:N/AC:L/AT:N/PR:N/UI:N/VC:H/VI:H/VA:H/SC:N/SI:N/SA:N") == doctest::Approx(9.3));
  CHECK(score("CVSS:4.0/AV:L/AC:L/AT:P/PR:L/UI:N/VC:H/VI:H/VA:H/SC:N/SI:N/SA:N") == doctest::Approx(7.3));
  CHECK(score("CVSS:4.0/AV:N/AC:H/AT:P/PR:N/UI:N/VC:N/VI:L/VA:N/SC:N/SI:N/SA:N/E:U") == doctest::Approx(1.7));
  CHECK(score("CVSS:4.0/AV:N/AC:L/AT:N/PR:N/UI:N/VC:N/VI:N/VA:N/SC:N/SI:N/SA:N") == doctest::Approx(0.0));
}

TEST_CASE("the order of metrics does not matter") {
  CHECK(score("CVSS:3.1/A:H/I:H/C:H/S:U/UI:N/PR:N/AC:L/AV:N") == doctest::Approx(9.8));
}

TEST_CASE("a vector that is not whole or of another version has no score") {
  CHECK_FALSE(cvss_score(""));
  CHECK_FALSE(cvss_score("AV:N/AC:L/Au:N/C:P/I:P/A:P"));
  CHECK_FALSE(cvss_score("CVSS:5.0/AV:N"));
  CHECK_FALSE(cvss_score("CVSS:3.1/AV:N/AC:L/PR:N/UI:N/S:U/C:H/I:H"));
  CHECK_FALSE(cvss_score("CVSS:3.1/AV:N/AC:L/PR:N/UI:N/S:U/C:H/I:H/A:H/A:H"));
  CHECK_FALSE(cvss_score("CVSS:3.1/AV:Z/AC:L/PR:N/UI:N/S:U/C:H/I:H/A:H"));
  CHECK_FALSE(cvss_score("CVSS:4.0/AV:N/AC:L/AT:N/PR:N/UI:N/VC:H/VI:H/VA:H/SC:N/SI:N"));
  CHECK_FALSE(cvss_score("CVSS:4.0/AV:N/AC:L/AT:N/PR:N/UI:N/VC:H/VI:H/VA:H/SC:N/SI:S/SA:N"));
  CHECK_FALSE(cvss_score("CVSS:3.1/"));
}

TEST_CASE("bands begin at their lowest score") {
  CHECK(severity_band(0.0) == SeverityBand::none);
  CHECK(severity_band(0.1) == SeverityBand::low);
  CHECK(severity_band(4.0) == SeverityBand::medium);
  CHECK(severity_band(7.0) == SeverityBand::high);
  CHECK(severity_band(9.0) == SeverityBand::critical);
}
