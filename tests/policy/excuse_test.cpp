// SPDX-License-Identifier: MIT OR Apache-2.0
#include <doctest/doctest.h>

#include "policy_fixture.h"

namespace plimsoll::policy {
namespace {

using namespace std::chrono_literals;

TEST_CASE("an excuse has a rule, a subject, a reason and an end") {
  const auto outcome = read_policy(
      "[[accept]]\nrule = 'vulnerable-dependency'\npackage = 'quick-xml@0.39'\nadvisory = 'RUSTSEC-2026-0194'\n"
      "reason = 'only our own files'\nuntil = 2027-02-01\n");
  REQUIRE(outcome.policy);
  REQUIRE(outcome.policy->excuses.size() == 1);
  const auto& excuse = outcome.policy->excuses.front();
  CHECK(excuse.package == "quick-xml");
  CHECK(excuse.version == "0.39");
  CHECK(excuse.until == 2027y / 2 / 1);
  CHECK(excuse.at.begin.line == 1);
}

TEST_CASE("an excuse without a reason is an error that says what the reason is for") {
  const auto outcome = read_policy("[[accept]]\nrule = 'vulnerable-dependency'\npackage = 'a'\n");
  CHECK_FALSE(outcome.policy);
  CHECK(outcome.faults.find("this `[[accept]]` has no `reason`") != std::string::npos);
  CHECK(outcome.faults.find("it is shown in every report") != std::string::npos);
}

TEST_CASE("an excuse with an empty reason is an error") {
  CHECK_FALSE(read_policy("[[accept]]\nrule = 'vulnerable-dependency'\npackage = 'a'\nreason = ' '\n").policy);
}

TEST_CASE("an excuse for a whole rule is an error that names the way out") {
  const auto outcome = read_policy("[[accept]]\nrule = 'vulnerable-dependency'\nreason = 'x'\n");
  CHECK_FALSE(outcome.policy);
  CHECK(outcome.faults.find("set the rule to `allow`") != std::string::npos);
}

TEST_CASE("an end date in quotes is an error that shows the right form") {
  const auto outcome =
      read_policy("[[accept]]\nrule = 'vulnerable-dependency'\npackage = 'a'\nreason = 'x'\nuntil = '2027-02-01'\n");
  CHECK_FALSE(outcome.policy);
  CHECK(outcome.faults.find("write it without quotes") != std::string::npos);
}

TEST_CASE("a package without a name is an error") {
  CHECK_FALSE(read_policy("[[accept]]\nrule = 'vulnerable-dependency'\npackage = '@1'\nreason = 'x'\n").policy);
}

TEST_CASE("an unknown key of an excuse is an error") {
  const auto outcome =
      read_policy("[[accept]]\nrule = 'vulnerable-dependency'\npackage = 'a'\nreason = 'x'\nuntill = 1\n");
  CHECK_FALSE(outcome.policy);
  CHECK(outcome.faults.find("did you mean `until`?") != std::string::npos);
}

}  // namespace
}  // namespace plimsoll::policy
