// SPDX-License-Identifier: MIT OR Apache-2.0
#include "plimsoll/finding/rule.h"

#include <doctest/doctest.h>

#include <array>

namespace plimsoll::finding {
namespace {

constexpr std::array<std::string_view, 1> old_names{"old-name"};
constexpr std::array<OptionSpec, 2> options{{
    {"versions", std::int64_t{1}, "how many versions may coexist"},
    {"only-built", true, "leave out what is not built"},
}};
constexpr RuleSpec rule{.name = "new-name",
                        .group = Group::duplicates,
                        .level = Level::warn,
                        .needs = Needs::lockfile,
                        .since = "0.1",
                        .summary = "a rule of the tests",
                        .explanation = "",
                        .options = options,
                        .formerly = old_names};
constexpr std::array<const RuleSpec*, 1> rules{&rule};

TEST_CASE("a rule is found under its present name") {
  CHECK(find_rule(rules, "new-name") == &rule);
}

TEST_CASE("a rule is found under a former name") {
  CHECK(find_rule(rules, "old-name") == &rule);
}

TEST_CASE("there is no rule under an unknown name") {
  CHECK(find_rule(rules, "other-name") == nullptr);
}

TEST_CASE("an option is found by its name") {
  REQUIRE(find_option(rule, "only-built") != nullptr);
  CHECK(std::get<bool>(find_option(rule, "only-built")->fallback));
  CHECK(find_option(rule, "only") == nullptr);
}

}  // namespace
}  // namespace plimsoll::finding
