// SPDX-License-Identifier: MIT OR Apache-2.0
/// Reports for the tests of the renderers.
#pragma once

#include <string>
#include <utility>

#include "plimsoll/report/report.h"

namespace plimsoll::report {

inline PackageIx ix(std::size_t position) {
  return PackageIx{position};
}

inline Package make_package(const std::string& name, const std::string& version,
                            finding::Reach reach = finding::Reach::built) {
  Package package;
  package.id = "registry+https://github.com/rust-lang/crates.io-index#" + name + "@" + version;
  package.name = name;
  package.version = version;
  package.source = "registry+https://github.com/rust-lang/crates.io-index";
  package.reach = reach;
  package.license = "MIT OR Apache-2.0";
  return package;
}

inline Package make_member(const std::string& name, const std::string& version) {
  auto package = make_package(name, version);
  package.id = "path+file:///srv/harbor/" + name + "#" + version;
  package.source.reset();
  package.member = true;
  package.depth = 0;
  return package;
}

inline Finding make_finding(const std::string& rule, finding::Level level, const std::string& message) {
  Finding finding;
  finding.rule = rule;
  finding.level = level;
  finding.message = message;
  finding.fingerprint = std::string(32, '0');
  return finding;
}

inline std::vector<Package> sample_packages() {
  auto aws = make_package("aws-lc-sys", "0.34.0");
  aws.build_script = true;
  aws.links = "aws_lc";
  aws.cost_seconds = 31.25;
  auto calamine = make_package("calamine", "0.31.0");
  calamine.direct = true;
  calamine.depth = 1;
  calamine.users = 1;
  calamine.cost_seconds = 2.5;
  calamine.features = {"chrono", "default"};
  auto derive = make_package("serde_derive", "1.0.228", finding::Reach::build_time);
  derive.proc_macro = true;
  derive.cost_seconds = 3.0004;
  auto quick_xml = make_package("quick-xml", "0.39.4");
  quick_xml.location = finding::Location{"Cargo.lock", 1718, 1};
  quick_xml.features = {"default", "encoding"};
  quick_xml.host_features = std::vector<std::string>{"default"};
  return {aws,
          calamine,
          make_member("harbor-import", "0.3.0"),
          quick_xml,
          derive,
          make_package("windows-sys", "0.52.0", finding::Reach::other_target),
          make_package("windows-sys", "0.59.0", finding::Reach::other_target),
          make_package("syn", "1.0.109", finding::Reach::build_time),
          make_package("syn", "2.0.117", finding::Reach::build_time)};
}

/// A declaration of a package of others, live.
inline Dependency make_dependency(std::size_t package, const std::string& name, const std::string& requirement) {
  Dependency dependency;
  dependency.package = ix(package);
  dependency.kind = cargo::DependencyKind::normal;
  dependency.name = name;
  dependency.requirement = requirement;
  dependency.live = true;
  return dependency;
}

/// Who needs whom, and what follows from it.
inline void add_sample_graph(Report& report) {
  auto& packages = report.packages;
  packages[0].build_script_does = {"compiles-native-code", "links-libraries"};
  packages[1].description = "An Excel/OpenDocument Spreadsheets reader";
  packages[1].repository = "https://example.org/calamine";
  packages[1].dependencies = {make_dependency(3, "quick-xml", "^0.39")};
  packages[1].toward_member = ix(2);
  packages[1].dominator = ix(2);
  packages[1].owned = {2, 2.5};
  packages[3].toward_member = ix(1);
  packages[3].dominator = ix(1);
  packages[3].owned = {1, 0};
  auto spreadsheets = make_dependency(1, "spreadsheets", "^0.31");
  spreadsheets.features = {"chrono"};
  spreadsheets.default_features = false;
  spreadsheets.location = finding::Location{"import/Cargo.toml", 19, 1};
  auto windows = make_dependency(5, "windows-sys", "^0.52");
  windows.platform = "cfg(windows)";
  windows.live = false;
  packages[2].dependencies = {spreadsheets, windows};
  packages[7].duplicate = true;
  packages[8].duplicate = true;
  report.duplicates = {{"syn",
                        {{ix(7), true, 1.5, {{ix(2), "^1", finding::Location{"import/Cargo.toml", 22, 1}}}},
                         {ix(8), true, 2.6, {{ix(4), "^2.0.81"}}}}}};
  report.units = {{ix(0), "custom-build", "build-script-build", "build", {}, 0, 1.25, true},
                  {ix(0), "custom-build", "build-script-build", "run-custom-build", "x86_64-unknown-linux-gnu", 1.25,
                   31.25, true, true}};
  report.requests = {{"no-default-features:harbor-import/spreadsheets",
                      ix(2),
                      "spreadsheets",
                      finding::Location{"import/Cargo.toml", 19, 1},
                      {},
                      {1, 2, 0, 0, -1, 1.5, 0.25},
                      {ix(3)}},
                     {"remove-feature:workspace/spreadsheets/chrono", {}, "spreadsheets", {}, "`app` asks for it"}};
  report.inputs = {{"Cargo.lock", std::string(64, 'a')}, {"Cargo.toml", std::string(64, 'b')}};
}

inline finding::AdvisoryNote sample_advisory(const std::string& id, const std::string& title) {
  finding::AdvisoryNote advisory;
  advisory.id = id;
  advisory.aliases = {"CVE-2026-4711"};
  advisory.kind = "vulnerability";
  advisory.severity = "high";
  advisory.score = 7.5;
  advisory.url = "https://rustsec.org/advisories/" + id;
  advisory.title = title;
  return advisory;
}

inline Finding vulnerable_finding(const std::string& id, const std::string& title) {
  auto finding = make_finding("vulnerable-dependency", finding::Level::deny, "`quick-xml` 0.39.4: " + title);
  finding.group = finding::Group::advisories;
  finding.package = ix(3);
  finding.reach = finding::Reach::built;
  finding.advisory = sample_advisory(id, title);
  finding.advisory_text = AdvisoryText{
      "`quick-xml` compares names **pairwise**.\n\n## Ways out\n\n- update\n- see [the "
      "report](https://example.org/1)\n",
      "2026-11-02",
      {">=0.41.0"},
      {"<0.30.0"},
      {{"quick_xml::Reader::read_event", {">=0.30.0"}}}};
  finding.paths = {{ix(2), ix(1), ix(3)}};
  finding.fix = finding::Fix{{"cargo update calamine"}, {{"import/Cargo.toml", 310, 316, "\"0.33\""}}, false};
  finding.help = "`calamine` 0.33 allows `quick-xml` 0.41, which is not affected";
  return finding;
}

inline std::vector<Finding> sample_findings() {
  auto duplicate =
      make_finding("duplicate-versions", finding::Level::warn, "`syn` is built in 2 versions: 1.0.109 and 2.0.117");
  duplicate.group = finding::Group::duplicates;
  duplicate.package = ix(7);
  duplicate.reach = finding::Reach::build_time;
  duplicate.location = finding::Location{"Cargo.lock", 2001, 1};
  duplicate.paths = {{ix(2), ix(7)}, {ix(2), ix(4), ix(8)}};
  duplicate.notes = {"costs 4.1 s of compile time (an estimate)"};
  auto feature =
      make_finding("unused-features", finding::Level::note, "nobody uses the feature `chrono` of `calamine`");
  feature.location = finding::Location{"import/Cargo.toml", 19, 30};
  feature.labels = {{finding::Location{"Cargo.toml", 41, 1}, "asked for here"}};
  auto taken = make_finding("unmaintained-dependency", finding::Level::warn, "`aws-lc-sys` is looked after by nobody");
  taken.package = ix(0);
  taken.reach = finding::Reach::built;
  taken.excused = finding::Excused{"a successor is being weighed",
                                   std::chrono::year{2027} / std::chrono::January / std::chrono::day{31}};
  return {std::move(feature), std::move(duplicate), std::move(taken),
          vulnerable_finding("RUSTSEC-2026-0194", "quadratic time on duplicate attribute names"),
          vulnerable_finding("RUSTSEC-2026-0195", "stack overflow on nested entities")};
}

/// A report with a little of everything; settled.
inline Report sample_report() {
  Report report;
  report.tool.version = "0.1.0";
  report.workspace = {"/srv/harbor", "harbor", {"path+file:///srv/harbor/harbor-import#0.3.0"}};
  report.selection.targets = {"x86_64-unknown-linux-gnu"};
  report.selection.host = "x86_64-unknown-linux-gnu";
  report.advisory_database = AdvisoryDatabase{"/cache/advisories", "0a1b2c", "2026-11-22T09:00:00Z", 1031, 0, 1};
  report.policy_files = {"plimsoll.toml"};
  report.packages = sample_packages();
  add_sample_graph(report);
  report.findings = sample_findings();
  report.gaps = {{"yanked-version", "the workspace", "the registry index was not at hand", true}};
  report.rules = {{"vulnerable-dependency", finding::Group::advisories, finding::Level::deny, "0.1",
                   "a dependency has a known vulnerability", "## What it finds\n\nLocked versions with an advisory."},
                  {"yanked-version", finding::Group::advisories, finding::Level::warn, "0.1",
                   "a locked version was taken back", "## What it finds\n\nYanked versions."}};
  report.critical_path = {{ix(0), 31.25}, {ix(2), 6.5}};
  report.summary.cost_seconds = 36.75;
  report.summary.critical_path_seconds = 37.75;
  report.warnings = {"the lockfile is of version 3; Cargo 1.78 and later write version 4"};
  report.elapsed_seconds = 0.3;
  settle(report);
  return report;
}

/// Nothing to complain about; settled.
inline Report clean_report() {
  auto report = sample_report();
  report.findings.clear();
  report.accepted.clear();
  report.gaps.clear();
  report.warnings.clear();
  settle(report);
  return report;
}

/// Text that tries to be more than text, wherever a package or an advisory can put some.
inline constexpr const char* hostile_text =
    "\x1b[31mred\x1b]0;title\x07 \xe2\x80\xae"
    "evil\xe2\x80\xac </script></style><img src=x onerror=alert(1)> "
    "\"quoted' & ]]> \r\n::error::injected \xff\xfe";

inline Report hostile_report() {
  auto report = sample_report();
  for (auto& package : report.packages) {
    package.name += hostile_text;
    package.version += hostile_text;
    package.license = hostile_text;
    package.features = {hostile_text};
    package.description = hostile_text;
    package.repository = "javascript:alert(1)//https://";
    package.build_script_does = {hostile_text};
    for (auto& dependency : package.dependencies) {
      dependency.name = hostile_text;
      dependency.requirement = hostile_text;
      dependency.platform = hostile_text;
      dependency.features = {hostile_text};
    }
  }
  for (auto& finding : report.findings) {
    finding.message = hostile_text;
    finding.notes = {hostile_text};
    finding.help = hostile_text;
    finding.location->file = hostile_text;
    finding.labels = {{finding::Location{hostile_text, 1, 1}, hostile_text}};
    if (finding.fix) finding.fix->commands = {hostile_text};
    if (finding.advisory) {
      finding.advisory->id = hostile_text;
      finding.advisory->title = hostile_text;
      finding.advisory->url = "javascript:alert(1)//https://";
      finding.advisory_text->description =
          std::string{"# "} + hostile_text + "\n[x](javascript:alert(1))\n" + hostile_text;
      finding.advisory_text->date = hostile_text;
      finding.advisory_text->patched = {hostile_text};
    }
  }
  for (auto& unit : report.units) unit.name = hostile_text;
  for (auto& duplicate : report.duplicates) duplicate.name = hostile_text;
  for (auto& input : report.inputs) input.file = hostile_text;
  for (auto& request : report.requests) request.edit = request.dependency = hostile_text;
  report.accepted.front().excused->reason = hostile_text;
  report.gaps.front().reason = hostile_text;
  report.gaps.front().subject = hostile_text;
  report.workspace.name = hostile_text;
  report.warnings = {hostile_text};
  report.policy_files = {hostile_text};
  return report;
}

/// Everything in great number and at great length; settled.
inline Report crowded_report() {
  auto report = sample_report();
  const std::string wordy(400, 'w');
  for (int i = 0; i < 500; ++i) {
    auto finding = make_finding("duplicate-versions", i % 3 == 0 ? finding::Level::deny : finding::Level::warn,
                                "finding " + std::to_string(i) + " " + wordy + " and words and more words");
    finding.package = ix(static_cast<std::size_t>(i) % report.packages.size());
    finding.paths = std::vector<std::vector<PackageIx>>(40, std::vector<PackageIx>(40, ix(3)));
    finding.notes = std::vector<std::string>(30, "a note " + wordy);
    finding.help = wordy;
    report.findings.push_back(std::move(finding));
    report.gaps.push_back({"rule-" + std::to_string(i), wordy, "reason " + std::to_string(i)});
    report.warnings.push_back(wordy);
    report.packages.push_back(make_package("p" + std::to_string(i % 100) + wordy, std::to_string(i)));
    report.packages.back().build_script = true;
  }
  settle(report);
  return report;
}

}  // namespace plimsoll::report
