// SPDX-License-Identifier: MIT OR Apache-2.0
#include "plimsoll/report/report.h"

#include <doctest/doctest.h>

#include <algorithm>

#include "sample_report.h"

namespace plimsoll::report {
namespace {

using finding::FailOn;
using finding::Level;

TEST_CASE("the worst finding stands first") {
  const auto report = sample_report();
  CHECK(report.findings.front().level == Level::deny);
  CHECK(report.findings.back().level == Level::note);
}

TEST_CASE("accepted findings stand apart and do not count as warnings") {
  const auto report = sample_report();
  CHECK(report.accepted.size() == 1);
  CHECK(report.summary.warning == 1);
  CHECK(report.summary.accepted == 1);
}

TEST_CASE("what is built for a target or for the host counts as built") {
  const auto report = sample_report();
  CHECK(report.summary.packages == 9);
  CHECK(report.summary.built == 7);
}

TEST_CASE("copies that are not built are no duplicates") {
  CHECK(sample_report().summary.duplicates == 1);
}

TEST_CASE("a finding without a place gets the place of its package") {
  const auto report = sample_report();
  CHECK(report.findings.front().location == finding::Location{"Cargo.lock", 1718, 1});
}

TEST_CASE("a finding about the whole workspace stands in the root manifest") {
  Report report;
  report.findings.push_back(make_finding("some-rule", Level::warn, "so and so"));
  settle(report);
  CHECK(report.findings.front().location == finding::Location{"Cargo.toml", 1, 1});
}

TEST_CASE("two findings never share a fingerprint") {
  const auto report = sample_report();
  for (std::size_t i = 1; i < report.findings.size(); ++i)
    CHECK(report.findings[i].fingerprint != report.findings[i - 1].fingerprint);
}

TEST_CASE("the same gap is told once") {
  Report report;
  report.gaps = {{"a-rule", "x", "no data"}, {"a-rule", "x", "no data"}, {"a-rule", "y", "no data"}};
  settle(report);
  CHECK(report.gaps.size() == 2);
}

TEST_CASE("the order of findings does not depend on the order of finding them") {
  auto forward = sample_report();
  auto backward = sample_report();
  std::ranges::reverse(backward.findings);
  settle(backward);
  REQUIRE(forward.findings.size() == backward.findings.size());
  for (std::size_t i = 0; i < forward.findings.size(); ++i)
    CHECK(forward.findings[i].message == backward.findings[i].message);
}

TEST_CASE("a failing finding decides over a gap") {
  CHECK(verdict(sample_report(), FailOn::error) == Verdict::over_the_line);
  CHECK(exit_code(Verdict::over_the_line, false) == 1);
}

TEST_CASE("a gap makes a run without failing findings inconclusive") {
  CHECK(verdict(sample_report(), FailOn::never) == Verdict::not_certain);
  CHECK(exit_code(Verdict::not_certain, false) == 4);
}

TEST_CASE("a gap that nobody can make good does not decide") {
  auto report = clean_report();
  report.gaps = {{"some-rule", "one file", "unreadable", false}};
  CHECK(verdict(report, FailOn::error) == Verdict::above_water);
}

TEST_CASE("warnings fail where they are asked to") {
  auto report = clean_report();
  report.findings.push_back(make_finding("some-rule", Level::warn, "so and so"));
  CHECK(verdict(report, FailOn::warning) == Verdict::over_the_line);
  CHECK(verdict(report, FailOn::error) == Verdict::above_water);
}

TEST_CASE("exit-zero forgives findings and nothing else") {
  CHECK(exit_code(Verdict::over_the_line, true) == 0);
  CHECK(exit_code(Verdict::not_certain, true) == 4);
}

TEST_CASE("a flattened finding knows its rule by name and has a fingerprint") {
  static constexpr finding::RuleSpec rule{.name = "some-rule",
                                          .group = finding::Group::duplicates,
                                          .since = "0.1",
                                          .summary = "a rule of the tests",
                                          .explanation = ""};
  finding::Findings findings;
  findings.add(rule, "so and so");
  const auto flat = flatten(findings.all().front(), nullptr);
  CHECK(flat.rule == "some-rule");
  CHECK(flat.fingerprint.size() == 32);
  CHECK_FALSE(flat.reach);
}

}  // namespace
}  // namespace plimsoll::report
