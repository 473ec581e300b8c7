// SPDX-License-Identifier: MIT OR Apache-2.0
#include "plimsoll/finding/finding.h"

#include <doctest/doctest.h>

namespace plimsoll::finding {
namespace {

constexpr RuleSpec rule{
    .name = "some-rule", .level = Level::deny, .since = "0.1", .summary = "a rule of the tests", .explanation = ""};

TEST_CASE("a finding starts at the level of its rule") {
  Findings findings;
  CHECK(findings.add(rule, "so and so").level == Level::deny);
}

TEST_CASE("an added finding stays in place while others are added") {
  Findings findings;
  auto& first = findings.add(rule, graph::PackageIx{std::size_t{3}}, "the first");
  for (int i = 0; i < 1000; ++i) findings.add(rule, "another");
  first.notes.emplace_back("seen");
  CHECK(findings.all().front().notes.size() == 1);
  CHECK(findings.all().front().package == graph::PackageIx{std::size_t{3}});
}

TEST_CASE("appended findings and gaps stand behind the others") {
  Findings ours;
  ours.add(rule, "ours");
  Findings theirs;
  theirs.add(rule, "theirs");
  theirs.gap(rule, "the workspace", "no data");
  ours.append(std::move(theirs));
  CHECK(ours.all().back().message == "theirs");
  CHECK(ours.gaps().size() == 1);
}

TEST_CASE("taken findings are gone from where they were collected") {
  Findings findings;
  findings.add(rule, "one");
  CHECK(findings.take_findings().size() == 1);
  CHECK(findings.empty());
}

}  // namespace
}  // namespace plimsoll::finding
