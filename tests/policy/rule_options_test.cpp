// SPDX-License-Identifier: MIT OR Apache-2.0
#include "plimsoll/policy/rule_options.h"

#include <doctest/doctest.h>

#include "policy_fixture.h"

namespace plimsoll::policy {
namespace {

TEST_CASE("options fall back to what the rule's row says") {
  const Policy policy;
  const RuleOptions options{policy, test_rules};
  CHECK(options.count("versions") == 1);
  CHECK(options.flag("only-built"));
  CHECK(options.text("order") == "name");
  CHECK(options.list("ignore") == std::vector<std::string_view>{"serde", "tokio"});
}

TEST_CASE("options are what the policy chose") {
  const auto outcome = read_policy(
      "[rules]\nduplicate-versions = { versions = 2, only-built = false, order = 'age', ignore = ['syn'] }\n");
  REQUIRE(outcome.policy);
  const RuleOptions options{*outcome.policy, test_rules};
  CHECK(options.count("versions") == 2);
  CHECK_FALSE(options.flag("only-built"));
  CHECK(options.text("order") == "age");
  CHECK(options.list("ignore") == std::vector<std::string_view>{"syn"});
}

}  // namespace
}  // namespace plimsoll::policy
