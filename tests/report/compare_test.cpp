// SPDX-License-Identifier: MIT OR Apache-2.0
#include "plimsoll/report/compare.h"

#include <doctest/doctest.h>

#include <algorithm>

#include "plimsoll/report/render.h"
#include "sample_report.h"

namespace plimsoll::report {
namespace {

using finding::Level;
using finding::Reach;

Rule asked_rule(const std::string& name) {
  Rule rule;
  rule.name = name;
  rule.applied = Level::warn;
  return rule;
}

/// `app` asks for `middle` on line 7 of its manifest, and `middle` for `leaf`.
Report small_report() {
  Report report;
  report.workspace.name = "app";
  report.selection.targets = {"x86_64-unknown-linux-gnu"};
  report.packages = {make_member("app", "0.1.0"), make_package("leaf", "1.0.0"), make_package("middle", "1.0.0")};
  auto middle = make_dependency(2, "middle", "^1");
  middle.location = finding::Location{"Cargo.toml", 7, 1};
  report.packages[0].dependencies = {middle};
  report.packages[2].dependencies = {make_dependency(1, "leaf", "^1")};
  report.rules = {asked_rule("a-rule")};
  return report;
}

Finding finding_on(std::size_t package, const std::string& fingerprint) {
  auto finding = make_finding("a-rule", Level::warn, "finding " + fingerprint);
  finding.package = ix(package);
  finding.fingerprint = fingerprint;
  return finding;
}

void move_to(Package& package, const std::string& version) {
  package = make_package(package.name, version);
}

SinceBase changes(const Report& base, Report now) {
  REQUIRE(compare(now, base, "base.json"));
  return *now.base;
}

Change only_change(const Report& base, const Report& now) {
  const auto since = changes(base, now);
  REQUIRE(since.groups.size() == 1);
  REQUIRE(since.groups.front().changes.size() == 1);
  return since.groups.front().changes.front();
}

bool names(const Change& change, const std::string& reason) {
  return std::ranges::find(change.look_because, reason) != change.look_because.end();
}

TEST_CASE("a report does not differ from itself") {
  const auto report = sample_report();
  const auto since = changes(report, report);
  CHECK(since.groups.empty());
  CHECK(since.fixed.empty());
  CHECK(since.remarks.empty());
  CHECK(since.findings.existing == report.findings.size());
}

TEST_CASE("what was written as JSON is compared as it was before it was written") {
  const auto report = sample_report();
  const auto read = parse_report(render_json(report, {}));
  REQUIRE(read);
  const auto since = changes(*read, report);
  CHECK(since.groups.empty());
  CHECK(since.fixed.empty());
  CHECK(since.remarks.empty());
  CHECK(since.findings.added == 0);
}

TEST_CASE("an edited requirement is the cause of the moves that it forced") {
  const auto base = small_report();
  auto now = base;
  now.packages[0].dependencies[0].requirement = "^2";
  now.packages[0].dependencies[0].features = {"tls"};
  now.packages[1].version = "2.0.0";
  now.packages[2].version = "2.0.0";
  now.packages[2].dependencies[0].requirement = "^2";
  const auto since = changes(base, now);
  REQUIRE(since.groups.size() == 1);
  const auto& group = since.groups.front();
  CHECK(group.title == "Cargo.toml:7");
  CHECK(group.before == "middle = \"1\"");
  CHECK(group.after == "middle = { version = \"2\", features = [\"tls\"] }");
  CHECK(group.changes.size() == 2);
}

TEST_CASE("of declarations that inherit one line the one nearest to that line is shown, each feature once") {
  auto base = small_report();
  auto now = base;
  for (auto* report : {&base, &now}) {
    report->packages.push_back(make_member("zoo", "0.1.0"));
    report->packages[3].dependencies = report->packages[0].dependencies;
  }
  for (auto& package : now.packages)
    for (auto& one : package.dependencies)
      if (one.location) one.features = {"tls", "tls"};
  now.packages[0].dependencies[0].features.emplace_back("extra");
  now.packages[2].features = {"tls"};
  const auto since = changes(base, now);
  REQUIRE(since.groups.size() == 1);
  CHECK(since.groups.front().after == "middle = { version = \"1\", features = [\"tls\"] }");
}

TEST_CASE("a feature that is asked for twice is no edit") {
  auto base = small_report();
  base.packages[0].dependencies[0].features = {"tls"};
  auto now = base;
  now.packages[0].dependencies[0].features = {"tls", "tls"};
  CHECK(changes(base, now).groups.empty());
}

TEST_CASE("new findings are looked at first, then what has any other reason") {
  const auto base = small_report();
  auto now = base;
  now.packages.push_back(make_package("added", "1.0.0"));
  now.packages[1].version = "1.0.1";
  now.packages[2].version = "1.0.1";
  now.findings = {finding_on(2, "aa")};
  const auto since = changes(base, now);
  REQUIRE(since.groups.size() == 1);
  const auto& all = since.groups.front().changes;
  REQUIRE(all.size() == 3);
  CHECK(all[0].name == "middle");
  CHECK(all[1].name == "added");
  CHECK(all[2].name == "leaf");
}

TEST_CASE("a move that nothing forced has the lockfile alone as its cause") {
  const auto base = small_report();
  auto now = base;
  now.packages[0].dependencies[0].requirement = "^2";
  now.packages[1].version = "1.0.1";
  now.packages[2].version = "2.0.0";
  const auto since = changes(base, now);
  REQUIRE(since.groups.size() == 2);
  CHECK(since.groups.front().changes.front().name == "middle");
  CHECK(since.groups.back().title == "lockfile only");
  CHECK(since.groups.back().changes.front().name == "leaf");
}

TEST_CASE("what a declaration alone brought goes with it") {
  const auto base = small_report();
  auto now = base;
  now.packages.resize(1);
  now.packages[0].dependencies.clear();
  const auto since = changes(base, now);
  REQUIRE(since.groups.size() == 1);
  CHECK(since.groups.front().before == "middle = \"1\"");
  CHECK_FALSE(since.groups.front().after.has_value());
  CHECK(since.groups.front().changes.size() == 2);
}

TEST_CASE("features that only what is gone had asked for go because of the same edit") {
  auto base = small_report();
  base.packages[1].features = {"std"};
  auto other = make_dependency(1, "leaf", "^1");
  other.location = finding::Location{"Cargo.toml", 8, 1};
  base.packages[0].dependencies.push_back(other);
  auto now = base;
  now.packages.resize(2);
  now.packages[0].dependencies = {other};
  now.packages[1].features.clear();
  const auto since = changes(base, now);
  REQUIRE(since.groups.size() == 1);
  CHECK(since.groups.front().title == "Cargo.toml:7");
  CHECK(since.groups.front().changes.size() == 2);
}

TEST_CASE("without manifests nothing is called an edit") {
  auto base = small_report();
  base.packages[0].manifest_known = false;
  base.packages[0].dependencies[0].location.reset();
  auto now = small_report();
  now.packages[2].version = "1.1.0";
  const auto since = changes(base, now);
  REQUIRE(since.groups.size() == 1);
  CHECK(since.groups.front().title == "lockfile only");
}

TEST_CASE("copies of one name pair by the same version, then by compatible ones") {
  auto base = small_report();
  base.packages = {base.packages[0], make_package("syn", "1.0.1"), make_package("syn", "2.0.1")};
  base.packages[0].dependencies.clear();
  auto now = base;
  now.packages.push_back(make_package("syn", "3.0.0"));
  now.packages[1].version = "1.0.9";
  const auto since = changes(base, now);
  REQUIRE(since.groups.size() == 1);
  const auto& all = since.groups.front().changes;
  REQUIRE(all.size() == 2);
  CHECK(all[0].to == "3.0.0");
  CHECK(names(all[0], "one more version"));
  CHECK(all[1].from == "1.0.1");
  CHECK(all[1].to == "1.0.9");
}

TEST_CASE("another folder is no change of a package by path") {
  const auto base = small_report();
  auto now = base;
  now.packages[0].id = "path+file:///elsewhere/app#0.1.0";
  CHECK(changes(base, now).groups.empty());
}

TEST_CASE("code that is new at build time needs eyes") {
  const auto base = small_report();
  auto now = base;
  move_to(now.packages[1], "1.0.1");
  now.packages[1].build_script = true;
  const auto change = only_change(base, now);
  CHECK(change.new_build_script);
  CHECK(names(change, "new build script"));
}

TEST_CASE("a build script that does more than before needs eyes") {
  auto base = small_report();
  base.packages[1].build_script = true;
  auto now = base;
  now.packages[1].version = "1.0.1";
  now.packages[1].build_script_does = {"uses-network"};
  CHECK(names(only_change(base, now), "its build script now uses-network"));
}

TEST_CASE("what a missing manifest leaves open is not called new") {
  auto base = small_report();
  base.packages[1].manifest_known = false;
  base.packages[1].license.reset();
  base.packages[1].features = {"std"};
  auto now = base;
  now.packages[1] = make_package("leaf", "1.0.1");
  now.packages[1].build_script = true;
  const auto change = only_change(base, now);
  CHECK(change.features_off.empty());
  CHECK_FALSE(change.new_build_script);
  CHECK_FALSE(change.license_from.has_value());
  CHECK(change.look_because.empty());
}

TEST_CASE("the same version from another place needs eyes") {
  const auto base = small_report();
  auto now = base;
  now.packages[1].source = "git+https://example.org/leaf#0123abc";
  const auto change = only_change(base, now);
  CHECK(change.kind == ChangeKind::moved);
  CHECK(change.source_to == "git+https://example.org/leaf#0123abc");
  CHECK(names(change, "another source"));
}

TEST_CASE("a step back needs eyes") {
  const auto base = small_report();
  auto now = base;
  now.packages[1].version = "0.9.0";
  CHECK(names(only_change(base, now), "older than before"));
}

TEST_CASE("terms that no package had are told of a new package") {
  const auto base = small_report();
  auto now = base;
  now.packages.push_back(make_package("other", "1.0.0"));
  now.packages.back().license = "AGPL-3.0";
  const auto change = only_change(base, now);
  CHECK(change.license_to == "AGPL-3.0");
  CHECK(names(change, "new licence"));
}

TEST_CASE("a new package that nobody switches on needs nobody's eyes") {
  const auto base = small_report();
  auto now = base;
  now.packages.push_back(make_package("other", "1.0.0", Reach::not_enabled));
  CHECK(only_change(base, now).look_because.empty());
}

TEST_CASE("what is built now and was not before needs eyes") {
  auto base = small_report();
  base.packages[1].reach = Reach::not_enabled;
  const auto now = small_report();
  const auto change = only_change(base, now);
  CHECK(change.kind == ChangeKind::reach);
  CHECK(names(change, "now built"));
}

TEST_CASE("features are compared on both sides together") {
  auto base = small_report();
  base.packages[1].features = {"alloc", "std"};
  auto now = base;
  now.packages[1].features = {"alloc"};
  now.packages[1].host_features = std::vector<std::string>{"rc"};
  const auto change = only_change(base, now);
  CHECK(change.kind == ChangeKind::features);
  CHECK(change.features_on == std::vector<std::string>{"rc"});
  CHECK(change.features_off == std::vector<std::string>{"std"});
}

TEST_CASE("a finding that the base has not is new, and its package needs eyes") {
  const auto base = small_report();
  auto now = base;
  now.packages[1].version = "1.0.1";
  now.findings = {finding_on(1, "aa")};
  REQUIRE(compare(now, base, "base.json"));
  CHECK(now.findings.front().status == "new");
  CHECK(now.base->findings.added == 1);
  CHECK(names(now.base->groups.front().changes.front(), "new finding"));
}

TEST_CASE("a finding that the base accepted is not new") {
  auto base = small_report();
  base.accepted = {finding_on(1, "aa")};
  auto now = small_report();
  now.findings = {finding_on(1, "aa")};
  REQUIRE(compare(now, base, "base.json"));
  CHECK(now.findings.front().status == "existing");
}

TEST_CASE("a finding that says the same of another copy is neither new nor fixed") {
  auto base = small_report();
  base.findings = {finding_on(1, "aa")};
  auto now = small_report();
  now.findings = {finding_on(2, "bb")};
  now.findings[0].message = base.findings[0].message;
  const auto since = changes(base, now);
  CHECK(since.findings.existing == 1);
  CHECK(since.fixed.empty());
}

TEST_CASE("a finding is not new where the base could not look") {
  auto base = small_report();
  base.gaps = {{"a-rule", "the workspace", "there is no advisory data"}};
  auto now = small_report();
  now.findings = {finding_on(1, "aa")};
  REQUIRE(compare(now, base, "base.json"));
  CHECK_FALSE(now.findings.front().status.has_value());
}

TEST_CASE("a gap about one package says nothing of the others") {
  auto base = small_report();
  base.gaps = {{"a-rule", base.packages[2].id, "its sources are not here"}};
  auto now = small_report();
  now.findings = {finding_on(1, "aa"), finding_on(2, "bb")};
  REQUIRE(compare(now, base, "base.json"));
  CHECK(now.findings[0].status == "new");
  CHECK_FALSE(now.findings[1].status.has_value());
}

TEST_CASE("a finding that is not looked for any more is not fixed") {
  auto base = small_report();
  base.findings = {finding_on(1, "aa")};
  auto now = small_report();
  now.rules[0].applied = Level::allow;
  const auto since = changes(base, now);
  CHECK(since.fixed.empty());
  CHECK(since.findings.unknown == 1);
}

TEST_CASE("a finding that is gone is fixed, and one that was accepted is not") {
  auto base = small_report();
  base.findings = {finding_on(1, "aa"), finding_on(2, "bb")};
  auto now = small_report();
  now.accepted = {finding_on(2, "bb")};
  const auto since = changes(base, now);
  REQUIRE(since.fixed.size() == 1);
  CHECK(since.fixed.front().message == "finding aa");
}

TEST_CASE("a base for other targets is compared with a remark") {
  auto base = small_report();
  base.selection.targets = {"aarch64-apple-darwin"};
  const auto since = changes(base, small_report());
  REQUIRE(since.remarks.size() == 1);
  CHECK(since.remarks.front() ==
        "the base was made for aarch64-apple-darwin, this report for x86_64-unknown-linux-gnu");
}

TEST_CASE("manifests that are missing on one side are remarked") {
  auto now = small_report();
  now.packages[1].manifest_known = false;
  const auto since = changes(small_report(), now);
  REQUIRE(since.remarks.size() == 1);
  CHECK(since.remarks.front() == "the base was made with every manifest, this report with 1 manifest missing");
}

TEST_CASE("a report on another workspace is no base") {
  auto base = small_report();
  base.packages[0].name = "other";
  auto now = small_report();
  const auto result = compare(now, base, "base.json");
  REQUIRE_FALSE(result);
  CHECK(result.error().kind == support::ErrorKind::usage);
  CHECK_FALSE(now.base.has_value());
}

TEST_CASE("what is no report is refused with what would be one") {
  for (const std::string text : {"", "{", "[]", "null", "{}", "{\"packages\": 1, \"findings\": []}",
                                 "{\"packages\": [], \"findings\": [], \"format_version\": 2}",
                                 "{\"packages\": [], \"findings\": [], \"format_version\": 1e999}",
                                 "{\"packages\": [], \"findings\": [], \"format_version\": 1, \"error\": {}}"}) {
    CAPTURE(text);
    const auto report = parse_report(text);
    REQUIRE_FALSE(report);
    CHECK(report.error().message.find("--output json:FILE") != std::string::npos);
  }
}

TEST_CASE("members of other types than expected count as not there") {
  const auto report = parse_report(
      "{\"format_version\": 1, \"packages\": [7, {\"name\": [], \"features\": {}, \"dependencies\": "
      "[{\"package\": 9}, {\"package\": -1}, {\"package\": 4294967297}, null]}], \"findings\": [null, {\"package\": "
      "3}], "
      "\"workspace\": [], \"selection\": \"x\", \"rules\": {}, \"gaps\": [[]]}");
  REQUIRE(report);
  CHECK(report->packages.size() == 2);
  CHECK(report->packages[1].dependencies.empty());
  CHECK(report->findings.size() == 2);
}

TEST_CASE("a document nested without end is refused or read as empty") {
  const std::string deep(1'000'000, '[');
  CHECK_FALSE(parse_report(deep));
  const auto closed = deep + std::string(1'000'000, ']');
  CHECK_FALSE(parse_report(closed));
}

TEST_CASE("a document of very many lists is refused before they are taken in") {
  std::string text = "{\"format_version\": 1, \"findings\": [], \"packages\": [[]";
  for (int i = 0; i < 1'000'000; ++i) text += ",[]";
  const auto report = parse_report(text + "]}");
  REQUIRE_FALSE(report);
  CHECK(report.error().kind == support::ErrorKind::too_large);
}

TEST_CASE("hostile text of a base stays text in every format") {
  auto base = parse_report(render_json(hostile_report(), {}));
  REQUIRE(base);
  auto now = sample_report();
  base->packages[2].name = now.packages[2].name;
  for (auto& package : now.packages) package.dependencies.clear();
  now.rules.push_back(asked_rule("duplicate-versions"));
  now.findings.clear();
  REQUIRE(compare(now, *base, hostile_text));
  CHECK_FALSE(now.base->groups.empty());
  CHECK_FALSE(now.base->fixed.empty());
  CHECK(render_human(now, {}).find('\x1b') == std::string::npos);
  CHECK(render_html(now, {}).find("<img") == std::string::npos);
  CHECK(parse_report(render_json(now, {})));
}

}  // namespace
}  // namespace plimsoll::report
