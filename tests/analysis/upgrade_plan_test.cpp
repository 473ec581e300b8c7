// SPDX-License-Identifier: MIT OR Apache-2.0
#include <doctest/doctest.h>

#include <algorithm>

#include "modelled.h"
#include "plimsoll/analysis/analyzer.h"
#include "plimsoll/analysis/in_question.h"
#include "published_releases.h"

using namespace plimsoll;
using testkit::package_named;
using testkit::release;
using testkit::TestWorkspace;
using testkit::yanked;
using Words = std::vector<std::string>;

namespace {

cargo::Version version(const std::string& text) {
  return *cargo::parse_version(text);
}

/// A vulnerability of `weak` in everything below `patched`.
rustsec::Advisory flaw(const std::string& id, const std::string& patched) {
  rustsec::Advisory advisory;
  advisory.id = id;
  advisory.package = "weak";
  advisory.title = "a flaw";
  advisory.patched = {">=" + patched};
  advisory.affected = {{{}, version(patched)}};
  return advisory;
}

/// A workspace in which `weak 1.0.0` is locked, with an index and advisories.
class Vulnerable {
 public:
  Vulnerable(const std::string& member, const std::string& holder) {
    workspace_.add_member("", "app", "[dependencies]\n" + member);
    workspace_.add_package("weak");
    const bool has_holder = member.find("holder") != std::string::npos;
    workspace_.add_dependencies("app", has_holder ? "\"holder\", \"weak\"" : "\"weak\"");
    if (!has_holder) return;
    workspace_.add_package("holder", "[dependencies]\n" + holder);
    workspace_.add_dependencies("holder", "\"weak\"");
  }

  Vulnerable& publish(const facts::Release& one) {
    published_.add(one);
    return *this;
  }
  /// A record of `weak` that nobody can read.
  Vulnerable& publish_unreadable(const std::string& version) {
    published_.add("weak", testkit::unreadable(version));
    return *this;
  }

  Vulnerable& advise(rustsec::Advisory one) {
    advisories_.push_back(std::move(one));
    return *this;
  }

  /// What the analyzer says of `weak`.
  finding::Finding finding() {
    workspace_.closure();
    support::SourceMap sources;
    support::Diagnostics diagnostics;
    auto world = workspace_.world();
    const testkit::ModelledWorkspace known(
        graph::PackageGraph::build(*source::load_closure({}, world, sources, diagnostics)));
    const resolve::LockCheck check(known.graph, known.features);
    const auto index = published_.table(known.graph);
    const rustsec::Database database(advisories_);
    const auto all = analysis::analyzers();
    const auto* analyzer = *std::ranges::find_if(all, [](const auto* one) {
      return std::ranges::any_of(one->rules, [](const auto& rule) { return rule.name == "vulnerable-dependency"; });
    });
    const policy::Policy policy{};
    const policy::RuleOptions options(policy, analyzer->rules);
    finding::Findings findings;
    analyzer->run({.graph = known.graph,
                   .lock_check = check,
                   .model = *known.model,
                   .facts = known.facts,
                   .advisories = &database,
                   .options = options,
                   .sources = sources,
                   .index = &index},
                  findings);
    auto found = findings.take_findings();
    REQUIRE_FALSE(found.empty());
    return found.front();
  }

 private:
  TestWorkspace workspace_;
  testkit::PublishedReleases published_;
  std::vector<rustsec::Advisory> advisories_;
};

const std::string to_weak = "weak = \"1\"\n";
const std::string to_both = "weak = \"1\"\nholder = \"1\"\n";
const std::string pinned = "weak = \"=1.0.0\"\n";

Words commands(const finding::Finding& found) {
  return found.fix ? found.fix->commands : Words{};
}

}  // namespace

TEST_CASE("the way out of an advisory is the lowest release that is not yanked") {
  Vulnerable workspace(to_weak, to_weak);
  workspace.publish(yanked(release("weak", "1.0.1")))
      .publish(release("weak", "1.0.2"))
      .publish(release("weak", "1.0.3"));
  const auto found = workspace.advise(flaw("RUSTSEC-2020-0001", "1.0.1")).finding();
  CHECK(commands(found) == Words{"cargo update -p weak@1.0.0 --precise 1.0.2"});
  CHECK(found.fix->safe);
}

TEST_CASE("several advisories on one package are left behind together") {
  Vulnerable workspace(to_weak, to_weak);
  workspace.publish(release("weak", "1.0.1")).publish(release("weak", "1.0.5"));
  workspace.advise(flaw("RUSTSEC-2020-0001", "1.0.1")).advise(flaw("RUSTSEC-2020-0002", "1.0.4"));
  CHECK(commands(workspace.finding()) == Words{"cargo update -p weak@1.0.0 --precise 1.0.5"});
}

TEST_CASE("a dependent in the way is moved to its lowest release that is not") {
  Vulnerable workspace(to_both, pinned);
  workspace.publish(release("weak", "1.0.1"))
      .publish(release("holder", "1.0.1", {{"weak", "=1.0.0"}}))
      .publish(release("holder", "1.0.2", {{"weak", "^1.0"}}))
      .publish(release("holder", "1.0.3", {{"weak", "^1.0"}}));
  CHECK(commands(workspace.advise(flaw("RUSTSEC-2020-0001", "1.0.1")).finding()) ==
        Words{"cargo update -p holder@1.0.0 --precise 1.0.2", "cargo update -p weak@1.0.0 --precise 1.0.1"});
}

TEST_CASE("a member's requirement in the way is named with its place and the version to take") {
  Vulnerable workspace(pinned, to_weak);
  workspace.publish(release("weak", "1.0.1"));
  const auto found = workspace.advise(flaw("RUSTSEC-2020-0001", "1.0.1")).finding();
  CHECK_FALSE(found.fix.has_value());
  CHECK(found.help == "raise the requirement at Cargo.toml:6 so that it takes 1.0.1");
  REQUIRE(found.labels.size() == 1);
  CHECK(found.labels.front().at.line == 6);
}

TEST_CASE("where no release of a dependent lets go of the version there is no command") {
  Vulnerable workspace(to_both, pinned);
  workspace.publish(release("weak", "1.0.1")).publish(release("holder", "1.0.1", {{"weak", "=1.0.0"}}));
  const auto found = workspace.advise(flaw("RUSTSEC-2020-0001", "1.0.1")).finding();
  CHECK_FALSE(found.fix.has_value());
  CHECK_FALSE(found.help.empty());
}

TEST_CASE("a fixed version that was taken back is no way out") {
  Vulnerable workspace(to_weak, to_weak);
  workspace.publish(release("weak", "1.0.0")).publish(yanked(release("weak", "1.0.1")));
  const auto found = workspace.advise(flaw("RUSTSEC-2020-0001", "1.0.1")).finding();
  CHECK_FALSE(found.fix.has_value());
  CHECK(found.notes.front() == "fixed in 1.0.1, but the index at hand has no release free of it that stands");
}

TEST_CASE("a fixed version whose record cannot be read is no way out") {
  Vulnerable workspace(to_weak, to_weak);
  workspace.publish(release("weak", "1.0.0")).publish_unreadable("1.0.1");
  const auto found = workspace.advise(flaw("RUSTSEC-2020-0001", "1.0.1")).finding();
  CHECK_FALSE(found.fix.has_value());
  CHECK(found.notes.front() == "fixed in 1.0.1, but the index at hand has no release free of it that stands");
}

TEST_CASE("a release that needs what nobody published is no way out") {
  Vulnerable workspace(to_weak, to_weak);
  workspace.publish(release("weak", "1.0.1", {{"absent", "^1"}}));
  const auto found = workspace.advise(flaw("RUSTSEC-2020-0001", "1.0.1")).finding();
  CHECK(std::ranges::none_of(found.notes, [](const std::string& note) { return note.starts_with("1.0.1 is the"); }));
}

TEST_CASE("releases are asked for of what an advisory affects and of who holds it") {
  TestWorkspace workspace;
  workspace.add_member("", "app", "[dependencies]\nholder = \"1\"\nother = \"1\"\n");
  workspace.add_package("weak");
  workspace.add_package("other");
  workspace.add_package("holder", "[dependencies]\n" + to_weak);
  workspace.add_dependencies("app", "\"holder\", \"other\"");
  workspace.add_dependencies("holder", "\"weak\"");
  const testkit::ModelledWorkspace known(workspace);
  const rustsec::Database database({flaw("RUSTSEC-2020-0001", "1.0.1")});
  const auto asked = analysis::packages_in_question(known.graph, *known.model, &database);
  CHECK(asked[package_named(known.graph, "weak")] != 0);
  CHECK(asked[package_named(known.graph, "holder")] != 0);
  CHECK(asked[package_named(known.graph, "other")] == 0);
  CHECK(asked[package_named(known.graph, "app")] == 0);
}

TEST_CASE("who holds an affected package is asked for before any number of packages that are there twice") {
  const auto entry = [](const std::string& name, const std::string& number, const std::string& needs) {
    return "\n[[package]]\nname = \"" + name + "\"\nversion = \"" + number +
           "\"\nsource = \"registry+https://github.com/rust-lang/crates.io-index\"\ndependencies = [" + needs + "]\n";
  };
  std::string text;
  std::string needs = "\"holder\"";
  for (int i = 0; i < 150; ++i)
    for (const auto* number : {"1.0.0", "2.0.0"}) {
      const auto name = "twice" + std::to_string(i);
      text += entry(name, number, "");
      needs += ", \"" + name + " " + number + "\"";
    }
  TestWorkspace workspace;
  workspace.files.add("/workspace/Cargo.lock",
                      "version = 4\n\n[[package]]\nname = \"app\"\nversion = \"0.1.0\"\ndependencies = [" + needs +
                          "]\n" + entry("holder", "1.0.0", "\"weak\"") + text + entry("weak", "1.0.0", ""));
  auto world = workspace.world();
  support::SourceMap sources;
  support::Diagnostics diagnostics;
  const testkit::ModelledWorkspace known(
      graph::PackageGraph::build(*source::load_lockfile("Cargo.lock", world, sources, diagnostics)));
  const rustsec::Database database({flaw("RUSTSEC-2020-0001", "1.0.1")});
  const auto asked = analysis::packages_in_question(known.graph, *known.model, &database);
  CHECK(std::ranges::count(asked, 1) == 240);
  CHECK(asked[package_named(known.graph, "holder")] != 0);
}

TEST_CASE("declarations that inherit one requirement raise it once") {
  Vulnerable workspace(
      "weak.workspace = true\n[build-dependencies]\nweak.workspace = true\n[workspace.dependencies]\n" + pinned, "");
  workspace.publish(release("weak", "1.0.1"));
  const auto found = workspace.advise(flaw("RUSTSEC-2020-0001", "1.0.1")).finding();
  CHECK(found.help == "raise the requirement at Cargo.toml:10 so that it takes 1.0.1");
}
