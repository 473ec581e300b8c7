// SPDX-License-Identifier: MIT OR Apache-2.0
#include "plimsoll/policy/apply.h"

#include <doctest/doctest.h>

#include "policy_fixture.h"

namespace plimsoll::policy {
namespace {

using finding::Finding;
using finding::Level;
using namespace std::chrono_literals;

constexpr auto today = 2026y / 11 / 23;
const auto& duplicate = test_rules[0];
const auto& vulnerable = test_rules[1];

/// Two packages: 0 is quick-xml 0.39.4, 1 is syn 1.0.109.
const cargo::PackageId& package_id(graph::PackageIx package) {
  static const std::array<cargo::PackageId, 2> ids{{
      {"quick-xml", cargo::parse_version("0.39.4").value(), cargo::SourceId::crates_io()},
      {"syn", cargo::parse_version("1.0.109").value(), cargo::SourceId::crates_io()},
  }};
  return ids.at(package);
}

std::vector<Finding> one_vulnerability() {
  finding::Findings findings;
  auto& found = findings.add(vulnerable, graph::PackageIx{std::size_t{0}}, "`quick-xml` has a known vulnerability");
  found.advisory = finding::AdvisoryNote{};
  found.advisory->id = "RUSTSEC-2026-0194";
  found.advisory->aliases = {"CVE-2026-1"};
  return findings.take_findings();
}

std::vector<Finding> applied(const std::string& policy, std::vector<Finding> findings,
                             std::span<const finding::Gap> gaps = {}) {
  const auto outcome = read_policy(policy);
  REQUIRE_MESSAGE(outcome.policy, outcome.faults);
  apply(*outcome.policy, findings, gaps, today, package_id);
  return findings;
}

std::string excuse(const std::string& rest) {
  return "[[accept]]\nrule = 'vulnerable-dependency'\nreason = 'our own files'\n" + rest;
}

TEST_CASE("the policy's level takes the place of the rule's") {
  const auto findings = applied("[rules]\nvulnerable-dependency = 'note'\n", one_vulnerability());
  REQUIRE(findings.size() == 1);
  CHECK(findings[0].level == Level::note);
}

TEST_CASE("an allowed rule finds nothing") {
  CHECK(applied("[rules]\nvulnerable-dependency = 'allow'\n", one_vulnerability()).empty());
}

TEST_CASE("a finding is never heavier than its rule thinks it can be") {
  auto findings = one_vulnerability();
  findings[0].at_most = Level::note;
  findings = applied("[rules]\nvulnerable-dependency = 'deny'\n", std::move(findings));
  CHECK(findings[0].level == Level::note);
}

TEST_CASE("an excuse covers a finding on its last day") {
  const auto findings = applied(excuse("package = 'quick-xml'\nuntil = 2026-11-23\n"), one_vulnerability());
  REQUIRE(findings.size() == 1);
  REQUIRE(findings[0].excused);
  CHECK(findings[0].excused->reason == "our own files");
}

TEST_CASE("a lapsed excuse brings the finding back and is a finding itself") {
  const auto findings = applied(excuse("package = 'quick-xml'\nuntil = 2026-11-22\n"), one_vulnerability());
  REQUIRE(findings.size() == 2);
  CHECK_FALSE(findings[0].excused);
  CHECK(findings[0].notes.back() == "its excuse lapsed on 2026-11-22");
  CHECK(findings[1].rule->name == "lapsed-excuse");
  CHECK(findings[1].location == finding::Location{"plimsoll.toml", 1, 1});
}

TEST_CASE("an excuse that matches nothing is a finding with the place of the excuse") {
  const auto findings = applied("version = 1\n\n" + excuse("package = 'syn'\n"), one_vulnerability());
  REQUIRE(findings.size() == 2);
  CHECK_FALSE(findings[0].excused);
  CHECK(findings[1].rule->name == "unused-excuse");
  CHECK(findings[1].message == "the excuse of `vulnerable-dependency` on `syn` matches no finding");
  CHECK(findings[1].location->line == 3);
}

TEST_CASE("an excuse of a rule that could not look is not called unused") {
  const finding::Gap gap{&vulnerable, "the workspace", "no advisory database"};
  CHECK(applied(excuse("package = 'syn'\n"), {}, std::span{&gap, 1}).empty());
}

TEST_CASE("an excuse of an allowed rule is used when it matches") {
  CHECK(applied("[rules]\nvulnerable-dependency = 'allow'\n" + excuse("package = 'quick-xml'\n"), one_vulnerability())
            .empty());
}

TEST_CASE("a version in an excuse covers the versions that begin with it") {
  const auto covers = [](const std::string& version) {
    return applied(excuse("package = 'quick-xml@" + version + "'\n"), one_vulnerability())[0].excused.has_value();
  };
  CHECK(covers("0.39"));
  CHECK(covers("0.39.4"));
  CHECK_FALSE(covers("0.3"));
  CHECK_FALSE(covers("0.39.40"));
}

TEST_CASE("an excuse may name an advisory by an alias") {
  CHECK(applied(excuse("advisory = 'CVE-2026-1'\n"), one_vulnerability())[0].excused);
  CHECK_FALSE(applied(excuse("advisory = 'CVE-2026-2'\n"), one_vulnerability())[0].excused);
}

TEST_CASE("an excuse for a file covers the findings there") {
  finding::Findings findings;
  findings.add(duplicate, "here").location = finding::Location{"app/Cargo.toml", 2, 1};
  findings.add(duplicate, "there").location = finding::Location{"lib/Cargo.toml", 2, 1};
  const auto after = applied("[[accept]]\nrule = 'duplicate-versions'\nfile = 'app/Cargo.toml'\nreason = 'x'\n",
                             findings.take_findings());
  CHECK(after[0].excused);
  CHECK_FALSE(after[1].excused);
}

TEST_CASE("the rules of the policy itself are kebab-case and explained") {
  for (const auto& rule : rules()) {
    CHECK(rule.name.find_first_not_of("abcdefghijklmnopqrstuvwxyz-") == std::string_view::npos);
    CHECK(rule.explanation.find("## Known limits") != std::string_view::npos);
  }
}

}  // namespace
}  // namespace plimsoll::policy
