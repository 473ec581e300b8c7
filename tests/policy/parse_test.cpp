// SPDX-License-Identifier: MIT OR Apache-2.0
#include <doctest/doctest.h>

#include "policy_fixture.h"

namespace plimsoll::policy {
namespace {

using finding::FailOn;
using finding::Level;

TEST_CASE("an empty file is a policy that leaves everything as it is") {
  const auto outcome = read_policy("");
  REQUIRE(outcome.policy);
  CHECK(level_of(*outcome.policy, test_rules[1]) == Level::deny);
  CHECK_FALSE(outcome.policy->fail_on);
}

TEST_CASE("a rule gets its level from a word") {
  const auto outcome = read_policy("[rules]\nduplicate-versions = 'deny'\n");
  REQUIRE(outcome.policy);
  CHECK(level_of(*outcome.policy, test_rules[0]) == Level::deny);
}

TEST_CASE("a rule gets level and options from a table") {
  const auto outcome = read_policy("[rules]\nduplicate-versions = { level = 'note', versions = 3 }\n");
  REQUIRE(outcome.policy);
  CHECK(level_of(*outcome.policy, test_rules[0]) == Level::note);
  CHECK(std::get<std::int64_t>(outcome.policy->rules.at("duplicate-versions").options.at("versions")) == 3);
}

TEST_CASE("the failing level and the age of advisories are read") {
  const auto outcome = read_policy("version = 1\nfail-on = 'warning'\n[advisories]\ndb = 'db'\nmax-age = '30d'\n");
  REQUIRE(outcome.policy);
  CHECK(outcome.policy->fail_on == FailOn::warning);
  CHECK(outcome.policy->advisories.db == "db");
  CHECK(outcome.policy->advisories.max_age == std::chrono::hours{24 * 30});
}

TEST_CASE("a former name of a rule is taken with a warning") {
  const auto outcome = read_policy("[rules]\ntwice-built = 'deny'\n");
  REQUIRE(outcome.policy);
  CHECK(level_of(*outcome.policy, test_rules[0]) == Level::deny);
  CHECK(outcome.faults.find("is now called `duplicate-versions`") != std::string::npos);
}

TEST_CASE("an unknown rule is shown where it stands, with a near name") {
  const auto outcome = read_policy("[rules]\nduplicate-version = 'deny'\n");
  CHECK_FALSE(outcome.policy);
  CHECK(outcome.faults ==
        "error: unknown rule `duplicate-version`\n"
        " --> plimsoll.toml:2:1\n"
        "  |\n"
        "2 | duplicate-version = 'deny'\n"
        "  | ^^^^^^^^^^^^^^^^^\n"
        "  = help: did you mean `duplicate-versions`?\n");
}

TEST_CASE("an unknown level is shown with the known ones") {
  const auto outcome = read_policy("[rules]\nduplicate-versions = 'error'\n");
  CHECK_FALSE(outcome.policy);
  CHECK(outcome.faults.find("known levels: `allow`, `note`, `warn` and `deny`") != std::string::npos);
}

TEST_CASE("an unknown option is an error with a near name") {
  const auto outcome = read_policy("[rules]\nduplicate-versions = { version = 2 }\n");
  CHECK_FALSE(outcome.policy);
  CHECK(outcome.faults.find("did you mean `versions`?") != std::string::npos);
}

TEST_CASE("an option of another type is an error") {
  CHECK_FALSE(read_policy("[rules]\nduplicate-versions = { versions = 'two' }\n").policy);
  CHECK_FALSE(read_policy("[rules]\nduplicate-versions = { versions = -1 }\n").policy);
  CHECK_FALSE(read_policy("[rules]\nduplicate-versions = { only-built = 1 }\n").policy);
  CHECK_FALSE(read_policy("[rules]\nduplicate-versions = { order = true }\n").policy);
  CHECK_FALSE(read_policy("[rules]\nduplicate-versions = { ignore = ['a', 1] }\n").policy);
}

TEST_CASE("all faults of a file are told at once") {
  const auto outcome = read_policy(
      "version = 2\nfail-onn = 'error'\nfail-on = 'always'\n"
      "[rules]\nno-such-thing = 'deny'\n[advisories]\nmax-age = 'a month'\n[[accept]]\nrule = 'duplicate-versions'\n");
  CHECK_FALSE(outcome.policy);
  CHECK(outcome.fault_count == 7);
}

TEST_CASE("a rule under its present and its former name is an error") {
  const auto outcome = read_policy("[rules]\nduplicate-versions = 'deny'\ntwice-built = 'note'\n");
  CHECK_FALSE(outcome.policy);
  CHECK(outcome.faults.find("is set twice") != std::string::npos);
}

TEST_CASE("a file that is no TOML is no policy") {
  CHECK_FALSE(read_policy("[rules\n").policy);
}

TEST_CASE("values of other types than tables and arrays are errors, not crashes") {
  CHECK_FALSE(read_policy("rules = 1\n").policy);
  CHECK_FALSE(read_policy("accept = { rule = 'x' }\n").policy);
  CHECK_FALSE(read_policy("accept = [1]\n").policy);
  CHECK_FALSE(read_policy("advisories = 'x'\n").policy);
}

TEST_CASE("the command line sets a level over the policy's") {
  const auto changed = with_level(Policy{}, "duplicate-versions", Level::deny, known_rules);
  REQUIRE(changed);
  CHECK(level_of(*changed, test_rules[0]) == Level::deny);
  CHECK_FALSE(with_level(Policy{}, "no-such-thing", Level::deny, known_rules));
}

}  // namespace
}  // namespace plimsoll::policy
