// SPDX-License-Identifier: MIT OR Apache-2.0
#include "plimsoll/audit/audit.h"

#include <doctest/doctest.h>

#include <algorithm>
#include <functional>

#include "plimsoll/outside/offline_http.h"
#include "plimsoll/report/render.h"
#include "testkit/fixed_clock.h"
#include "testkit/lists.h"
#include "testkit/memory_files.h"

namespace plimsoll::audit {
namespace {

using Words = std::vector<std::string>;

const std::string registry = "registry+https://github.com/rust-lang/crates.io-index";

std::string advisory(const std::string& package) {
  return "```toml\n[advisory]\nid = \"RUSTSEC-2025-9001\"\npackage = \"" + package +
         "\"\ndate = \"2025-03-01\"\n\n[versions]\npatched = [\">= 2.0.0\"]\n```\n\n# A flaw\n\nIt is invented.\n";
}

/// An application that depends on `xml 1.0.0`, and a database with one advisory.
struct Audit {
  explicit Audit(const std::string& affected = "unrelated") {
    files.set_working_directory("/workspace");
    files.add("/workspace/Cargo.toml",
              "[package]\nname = \"app\"\nversion = \"0.1.0\"\nedition = \"2021\"\n[dependencies]\nxml = \"1\"\n");
    files.add("/workspace/src/lib.rs", "");
    files.add("/workspace/Cargo.lock",
              "version = 4\n\n[[package]]\nname = \"app\"\nversion = \"0.1.0\"\ndependencies = [\n \"xml\",\n]\n\n"
              "[[package]]\nname = \"xml\"\nversion = \"1.0.0\"\nsource = \"" +
                  registry + "\"\n");
    files.add(xml + "/Cargo.toml", "[package]\nname = \"xml\"\nversion = \"1.0.0\"\nlicense = \"MIT\"\n");
    files.add(xml + "/src/lib.rs", "pub fn parse() {}");
    files.add("/workspace/db/crates/" + affected + "/RUSTSEC-2025-9001.md", advisory(affected));
    request.host = "x86_64-unknown-linux-gnu";
    request.offline = true;
    request.advisory_place = "/workspace/db";
    request.version = "1.2.3";
  }

  support::Result<Outcome> run() {
    outside::OfflineHttp http;
    const testkit::FixedClock clock;
    outside::World world{files, http, clock, environment, console};
    return audit::run(request, world, sources, diagnostics);
  }
  /// The test stops if the audit fails.
  Outcome outcome() {
    auto result = run();
    for (const auto& fault : diagnostics.all()) FAIL_CHECK(fault.message);
    if (!result) FAIL(support::to_text(result.error()));
    return std::move(*result);
  }
  support::Error error() {
    auto result = run();
    REQUIRE_FALSE(result.has_value());
    return result.error();
  }
  int exit_code() {
    const auto result = outcome();
    return report::exit_code(report::verdict(result.report, result.fail_on), false);
  }

  static constexpr const char* place = "/cargo/registry/src/test/xml-1.0.0";
  const std::string xml = place;
  testkit::MemoryFiles files;
  testkit::FixedEnvironment environment{{{"CARGO_HOME", "/cargo"}}};
  testkit::RecordingConsole console;
  support::SourceMap sources;
  support::Diagnostics diagnostics;
  Request request;
};

Words rules_of(const std::vector<report::Finding>& findings) {
  Words names;
  for (const auto& finding : findings) names.push_back(finding.rule);
  return names;
}

TEST_CASE("a clean workspace is above water") {
  Audit audit;
  const auto outcome = audit.outcome();
  CHECK(rules_of(outcome.report.findings) == Words{});
  CHECK(std::ranges::none_of(outcome.report.gaps, &report::Gap::decisive));
  CHECK(audit.exit_code() == 0);
}

TEST_CASE("the report names the workspace, what was asked for and who made it") {
  Audit audit;
  audit.request.features.all = true;
  const auto report = audit.outcome().report;
  CHECK(report.tool.version == "1.2.3");
  CHECK(report.workspace.root == "/workspace");
  CHECK(report.workspace.name == "app");
  CHECK(report.workspace.members == Words{"path+file:///workspace#app@0.1.0"});
  CHECK(report.selection.targets == Words{"x86_64-unknown-linux-gnu"});
  CHECK(report.selection.host == "x86_64-unknown-linux-gnu");
  CHECK(report.selection.all_features);
}

TEST_CASE("a virtual workspace is called after its folder") {
  Audit audit;
  audit.files.add("/workspace/Cargo.toml", "[workspace]\nmembers = [\"app\"]\n");
  audit.files.add("/workspace/app/Cargo.toml",
                  "[package]\nname = \"app\"\nversion = \"0.1.0\"\n[dependencies]\nxml = \"1\"\n");
  audit.files.add("/workspace/app/src/lib.rs", "");
  CHECK(audit.outcome().report.workspace.name == "workspace");
}

TEST_CASE("every package is in the report with what is known of it") {
  Audit audit;
  const auto report = audit.outcome().report;
  REQUIRE(report.packages.size() == 2);
  const auto& xml = report.packages[1];
  CHECK(xml.id == registry + "#xml@1.0.0");
  CHECK(xml.source == registry);
  CHECK(xml.reach == finding::Reach::built);
  CHECK(xml.license == "MIT");
  CHECK(xml.direct);
  CHECK(xml.users == 1);
  CHECK(xml.depth == 1U);
  CHECK(xml.cost_seconds.has_value());
  CHECK(xml.location == finding::Location{"Cargo.lock", 12, 11});
  CHECK(report.packages[0].member);
  CHECK(report.packages[0].depth == 0U);
}

TEST_CASE("the longest chain of compilations ends with the application") {
  Audit audit;
  const auto report = audit.outcome().report;
  REQUIRE(report.critical_path.size() == 2);
  CHECK(report.packages[report.critical_path[0].package].name == "xml");
  CHECK(report.packages[report.critical_path[1].package].name == "app");
}

TEST_CASE("every rule is explained in the report") {
  Audit audit;
  CHECK(audit.outcome().report.rules.size() == every_rule().size());
}

TEST_CASE("rules are sorted by name and none is there twice") {
  const auto rules = every_rule();
  for (std::size_t i = 1; i < rules.size(); ++i) CHECK(rules[i - 1]->name < rules[i]->name);
}

TEST_CASE("an affected package fails the run") {
  Audit audit("xml");
  const auto outcome = audit.outcome();
  REQUIRE(outcome.report.findings.size() == 1);
  CHECK(outcome.report.findings.front().rule == "vulnerable-dependency");
  CHECK(outcome.report.findings.front().level == finding::Level::deny);
  CHECK(audit.exit_code() == 1);
}

TEST_CASE("the database that was used is described") {
  Audit audit;
  const auto database = audit.outcome().report.advisory_database;
  REQUIRE(database.has_value());
  CHECK(database->place == "/workspace/db");
  CHECK(database->advisories == 1);
}

TEST_CASE("without advisories nothing is certain") {
  Audit audit;
  audit.request.advisory_place = "/nowhere";
  const auto report = audit.outcome().report;
  CHECK_FALSE(report.advisory_database.has_value());
  CHECK_FALSE(report.gaps.empty());
  CHECK(report.warnings.size() == 1);
  CHECK(audit.exit_code() == 4);
}

TEST_CASE("a rule that is switched off leaves no gap") {
  Audit audit;
  audit.request.advisory_place = "/nowhere";
  for (const auto* rule : every_rule()) audit.request.levels.emplace_back(rule->name, finding::Level::allow);
  CHECK(audit.outcome().report.gaps.empty());
}

TEST_CASE("a package without its sources leaves a gap") {
  Audit audit;
  REQUIRE(audit.files.remove(Audit::place).has_value());
  const auto report = audit.outcome().report;
  CHECK(std::ranges::any_of(report.gaps,
                            [](const report::Gap& gap) { return gap.subject.find("xml") != std::string::npos; }));
}

TEST_CASE("the policy gives a rule its level") {
  Audit audit("xml");
  audit.files.add("/workspace/plimsoll.toml", "[rules]\nvulnerable-dependency = \"warn\"\n");
  const auto outcome = audit.outcome();
  CHECK(outcome.report.policy_files == Words{"plimsoll.toml"});
  CHECK(outcome.report.findings.front().level == finding::Level::warn);
  CHECK(audit.exit_code() == 0);
}

TEST_CASE("the command line stands above the policy") {
  Audit audit("xml");
  audit.files.add("/workspace/plimsoll.toml", "fail-on = \"never\"\n[rules]\nvulnerable-dependency = \"warn\"\n");
  audit.request.levels = {{"vulnerable-dependency", finding::Level::deny}};
  audit.request.fail_on = finding::FailOn::error;
  CHECK(audit.exit_code() == 1);
}

TEST_CASE("the policy decides what fails") {
  Audit audit("xml");
  audit.files.add("/workspace/plimsoll.toml", "fail-on = \"never\"\n");
  CHECK(audit.exit_code() == 0);
}

TEST_CASE("an excuse takes a finding out of the count") {
  Audit audit("xml");
  audit.files.add("/workspace/plimsoll.toml",
                  "[[accept]]\nrule = \"vulnerable-dependency\"\npackage = \"xml\"\nreason = \"never called\"\n");
  const auto outcome = audit.outcome();
  CHECK(rules_of(outcome.report.findings) == Words{});
  CHECK(rules_of(outcome.report.accepted) == Words{"vulnerable-dependency"});
  CHECK(audit.exit_code() == 0);
}

TEST_CASE("an excuse that excuses nothing is a finding") {
  Audit audit;
  audit.files.add("/workspace/plimsoll.toml",
                  "[[accept]]\nrule = \"vulnerable-dependency\"\npackage = \"xml\"\nreason = \"never called\"\n");
  CHECK(rules_of(audit.outcome().report.findings) == Words{"unused-excuse"});
}

TEST_CASE("rules that somebody switched off are told, with who did it") {
  Audit audit("xml");
  CHECK(audit.outcome().report.switched_off.empty());
  audit.files.add("/workspace/plimsoll.toml",
                  "version = 1\n[rules]\nyanked-version = \"allow\"\nnotice-advisory = \"allow\"\n");
  audit.request.levels = {{"vulnerable-dependency", finding::Level::allow}, {"notice-advisory", finding::Level::warn}};
  const auto report = audit.outcome().report;
  REQUIRE(report.switched_off.size() == 2);
  CHECK(report.switched_off[0].rule == "vulnerable-dependency");
  CHECK(report.switched_off[0].by == "the command line");
  CHECK(report.switched_off[1].rule == "yanked-version");
  CHECK(report.switched_off[1].by == "plimsoll.toml");
}

TEST_CASE("another policy file may be named") {
  Audit audit("xml");
  audit.files.add("/workspace/plimsoll.toml", "broken");
  audit.files.add("/workspace/ci/policy.toml", "[rules]\nvulnerable-dependency = \"allow\"\n");
  audit.request.policy_file = "ci/policy.toml";
  CHECK(audit.outcome().report.policy_files == Words{"ci/policy.toml"});
}

TEST_CASE("a policy that cannot be understood is an error of usage, with all its faults") {
  Audit audit;
  audit.files.add("/workspace/plimsoll.toml", "[rules]\nno-such-rule = \"warn\"\nvulnerable-dependency = \"loud\"\n");
  CHECK(audit.error().kind == support::ErrorKind::usage);
  CHECK(audit.diagnostics.error_count() == 2);
}

TEST_CASE("a policy file that is not there is an error of usage") {
  Audit audit;
  audit.request.policy_file = "none.toml";
  CHECK(audit.error().kind == support::ErrorKind::usage);
}

TEST_CASE("a rule that does not exist cannot be given a level") {
  Audit audit;
  audit.request.levels = {{"no-such-rule", finding::Level::warn}};
  CHECK(audit.error().message == "there is no rule called `no-such-rule`; `plimsoll rules` lists them");
}

TEST_CASE("`--locked` refuses a lockfile that does not fit, and says why") {
  Audit audit;
  audit.files.add("/workspace/Cargo.toml",
                  "[package]\nname = \"app\"\nversion = \"0.1.0\"\nedition = \"2021\"\n[dependencies]\nxml = \"2\"\n");
  audit.request.load.locked = true;
  const auto error = audit.error();
  CHECK(error.kind == support::ErrorKind::invalid);
  CHECK(error.message == "the lockfile is out of step with the manifests, and `--locked` forbids to go on");
  CHECK(error.context == Words{"`app 0.1.0` is locked with what it does not need: `xml 1.0.0`",
                               "`app 0.1.0` needs `xml ^2`, which is not locked",
                               "`xml 1.0.0` is locked, but nothing needs it",
                               "`cargo update --workspace` brings it into step"});
}

TEST_CASE("`--locked` accepts a lockfile that fits") {
  Audit audit;
  audit.request.load.locked = true;
  CHECK(audit.run().has_value());
}

TEST_CASE("packages in a circle are an error that names them") {
  Audit audit;
  audit.files.add("/workspace/Cargo.toml", "[workspace]\nmembers = [\"a\", \"b\"]\n");
  for (const auto& [one, other] : {std::pair{"a", "b"}, std::pair{"b", "a"}}) {
    const std::string folder = std::string("/workspace/") + one;
    audit.files.add(folder + "/Cargo.toml", std::string("[package]\nname = \"") + one + "\"\n[dependencies]\n" + other +
                                                " = { path = \"../" + other + "\" }\n");
    audit.files.add(folder + "/src/lib.rs", "");
  }
  const auto error = audit.error();
  CHECK(error.message == "packages depend on each other in a circle, which Cargo refuses");
  CHECK(error.context.size() == 3);
}

TEST_CASE("a feature that does not exist is refused, as Cargo does") {
  Audit audit;
  audit.files.add("/workspace/Cargo.toml",
                  "[package]\nname = \"app\"\nversion = \"0.1.0\"\nedition = \"2021\"\n[dependencies]\n"
                  "xml = { version = \"1\", optional = true, features = [\"fast\"] }\n");
  const auto error = audit.error();
  CHECK(error.kind == support::ErrorKind::invalid);
  CHECK(error.context.front() == "`app 0.1.0` asks for `fast` of `xml 1.0.0`");
}

TEST_CASE("two packages that link one native library are refused, as Cargo does") {
  Audit audit;
  audit.files.add("/workspace/Cargo.toml",
                  "[package]\nname = \"app\"\nversion = \"0.1.0\"\nedition = \"2021\"\nlinks = \"z\"\n"
                  "build = \"build.rs\"\n[dependencies]\nxml = \"1\"\n");
  audit.files.add("/workspace/build.rs", "fn main() {}");
  audit.files.add(audit.xml + "/Cargo.toml",
                  "[package]\nname = \"xml\"\nversion = \"1.0.0\"\nlinks = \"z\"\nbuild = \"build.rs\"\n");
  audit.files.add(audit.xml + "/build.rs", "fn main() {}");
  const auto error = audit.error();
  CHECK(error.kind == support::ErrorKind::invalid);
  CHECK(error.context.front() == "`app 0.1.0` and `xml 1.0.0` both link `z`");
}

TEST_CASE("a workspace with faults is an error, and the faults are told") {
  Audit audit;
  audit.files.add("/workspace/Cargo.toml", "[package]\nname = \"app\"\nversion = \"x\"\nedition = \"1999\"\n");
  CHECK(audit.error().kind == support::ErrorKind::invalid);
  CHECK(audit.diagnostics.error_count() == 2);
}

TEST_CASE("wrong packages, features, targets and profiles are errors of usage") {
  const auto kind = [](const std::function<void(Request&)>& change) {
    Audit audit;
    change(audit.request);
    return audit.error().kind;
  };
  CHECK(kind([](Request& request) { request.packages = {false, {"nobody"}, {}}; }) == support::ErrorKind::usage);
  CHECK(kind([](Request& request) { request.features.features = {"nothing"}; }) == support::ErrorKind::usage);
  CHECK(kind([](Request& request) { request.profile = "fast"; }) == support::ErrorKind::usage);
  CHECK(kind([](Request& request) { request.targets = {"nowhere"}; }) == support::ErrorKind::usage);
}

TEST_CASE("the configuration's target stands in where none is asked for") {
  Audit audit;
  audit.files.add("/workspace/.cargo/config.toml", "[build]\ntarget = \"wasm32-unknown-unknown\"\n");
  CHECK(audit.outcome().report.selection.targets == Words{"wasm32-unknown-unknown"});
}

TEST_CASE("a lockfile alone may be audited, without costs") {
  Audit audit("xml");
  audit.request.lockfile = "Cargo.lock";
  REQUIRE(audit.files.remove("/workspace/Cargo.toml").has_value());
  const auto report = audit.outcome().report;
  CHECK(std::ranges::count(rules_of(report.findings), "vulnerable-dependency") == 1);
  CHECK_FALSE(report.packages[1].cost_seconds.has_value());
  CHECK_FALSE(report.packages[1].manifest_known);
  CHECK(report.workspace.members == Words{"app@0.1.0"});
}

TEST_CASE("the JSON is the same bytes on one thread and on eight") {
  const auto json = [](std::size_t threads) {
    Audit audit("xml");
    audit.request.load.threads = threads;
    return report::render_json(audit.outcome().report, {});
  };
  CHECK(json(1) == json(8));
}

}  // namespace
}  // namespace plimsoll::audit
