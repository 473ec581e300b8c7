// SPDX-License-Identifier: MIT OR Apache-2.0
#include "plimsoll/analysis/duplicates_plan.h"

#include <doctest/doctest.h>
#include <fmt/format.h>

#include "modelled.h"
#include "published_releases.h"

using namespace plimsoll;
using testkit::ModelledWorkspace;
using testkit::TestWorkspace;
using Words = std::vector<std::string>;

namespace {

/// What one package asks of another, and the version that is locked for it.
struct Needs {
  std::string name;
  std::string requirement;
  std::string locked = {};
};

/// A member `app` and packages of a registry in several versions, with an index of more releases.
class Doubled {
 public:
  explicit Doubled(const std::vector<Needs>& member) {
    workspace_.files.add("/workspace/Cargo.toml", manifest("app", "0.1.0", member));
    workspace_.files.add("/workspace/src/lib.rs", "");
    lock("app", "0.1.0", member, "");
  }

  Doubled& package(const std::string& name, const std::string& version, const std::vector<Needs>& needs = {}) {
    const auto folder = fmt::format("/cargo/registry/src/test/{}-{}", name, version);
    workspace_.files.add(folder + "/Cargo.toml", manifest(name, version, needs));
    workspace_.files.add(folder + "/src/lib.rs", "");
    lock(name, version, needs,
         "source = \"registry+https://github.com/rust-lang/crates.io-index\"\nchecksum = \"" + std::string(64, '0') +
             "\"\n");
    return publish(name, version, needs);
  }

  Doubled& publish(const std::string& name, const std::string& version, const std::vector<Needs>& needs = {}) {
    std::vector<std::pair<std::string, std::string>> requirements;
    for (const auto& one : needs) requirements.emplace_back(one.name, one.requirement);
    published_.add(testkit::release(name, version, requirements));
    return *this;
  }

  analysis::DuplicatesPlan plan(std::size_t threads = 1) {
    workspace_.files.add("/workspace/Cargo.lock", lockfile_);
    support::SourceMap sources;
    support::Diagnostics diagnostics;
    auto world = workspace_.world();
    const ModelledWorkspace known(graph::PackageGraph::build(*source::load_closure({}, world, sources, diagnostics)));
    const resolve::LockCheck check(known.graph, known.features);
    const auto index = published_.table(known.graph);
    const policy::Policy policy{};
    const policy::RuleOptions options(policy, {});
    return analysis::plan_against_duplicates({.graph = known.graph,
                                              .lock_check = check,
                                              .model = *known.model,
                                              .facts = known.facts,
                                              .options = options,
                                              .sources = sources,
                                              .index = &index},
                                             threads);
  }

 private:
  static std::string manifest(const std::string& name, const std::string& version, const std::vector<Needs>& needs) {
    auto text =
        fmt::format("[package]\nname = \"{}\"\nversion = \"{}\"\nedition = \"2021\"\n[dependencies]\n", name, version);
    for (std::size_t i = 0; i < needs.size(); ++i)
      text +=
          fmt::format("{0}{1} = {{ package = \"{0}\", version = \"{2}\" }}\n", needs[i].name, i, needs[i].requirement);
    return text;
  }

  void lock(const std::string& name, const std::string& version, const std::vector<Needs>& needs,
            const std::string& source) {
    lockfile_ += fmt::format("[[package]]\nname = \"{}\"\nversion = \"{}\"\n{}dependencies = [", name, version, source);
    for (const auto& one : needs) lockfile_ += fmt::format("\"{} {}\", ", one.name, one.locked);
    lockfile_ += "]\n";
  }

  TestWorkspace workspace_;
  std::string lockfile_ = "version = 4\n";
  testkit::PublishedReleases published_;
};

}  // namespace

TEST_CASE("one update that ends several further versions is chosen before one for each") {
  Doubled workspace({{"holder", "1", "1.0.0"}, {"leaf", "2", "2.0.0"}, {"twig", "2", "2.0.0"}});
  workspace.package("holder", "1.0.0", {{"leaf", "1", "1.0.0"}, {"twig", "1", "1.0.0"}})
      .package("leaf", "1.0.0")
      .package("leaf", "2.0.0")
      .package("twig", "1.0.0")
      .package("twig", "2.0.0")
      .publish("holder", "1.1.0", {{"leaf", "2"}, {"twig", "1"}})
      .publish("holder", "1.2.0", {{"leaf", "2"}, {"twig", "2"}});
  const auto plan = workspace.plan();
  CHECK(plan.further == 2);
  CHECK(plan.within.left == 0);
  CHECK(plan.within.commands == Words{"cargo update -p holder@1.0.0 --precise 1.2.0"});
  CHECK(plan.raised.commands.empty());
}

TEST_CASE("an entry that all its holders let go needs no other step") {
  Doubled workspace({{"leaf", "1", "1.0.0"}, {"holder", "1", "1.0.0"}});
  workspace.package("holder", "1.0.0", {{"leaf", ">=1, <3", "2.0.0"}})
      .package("leaf", "1.0.0")
      .package("leaf", "2.0.0");
  const auto plan = workspace.plan();
  CHECK(plan.within.left == 1);
  CHECK(plan.within.commands.empty());
  CHECK(plan.raised.raises == Words{"raise the requirement at Cargo.toml:6 so that it takes 2.0.0"});
  CHECK(plan.raised.left == 0);
}

TEST_CASE("requirements are raised for what commands alone do not end") {
  Doubled workspace({{"leaf", "1", "1.0.0"}, {"holder", "1", "1.0.0"}, {"twig", "2", "2.0.0"}});
  workspace.package("holder", "1.0.0", {{"leaf", "2", "2.0.0"}, {"twig", "1", "1.0.0"}})
      .package("leaf", "1.0.0")
      .package("leaf", "2.0.0")
      .package("twig", "1.0.0")
      .package("twig", "2.0.0")
      .publish("holder", "1.0.1", {{"leaf", "2"}, {"twig", "2"}});
  const auto plan = workspace.plan();
  CHECK(plan.within.left == 1);
  CHECK(plan.within.commands == Words{"cargo update -p holder@1.0.0 --precise 1.0.1"});
  CHECK(plan.raised.left == 0);
  CHECK(plan.raised.raises.size() == 1);
  CHECK(plan.raised.commands.empty());
}

TEST_CASE("a requirement is never lowered to be rid of a version") {
  Doubled workspace({{"leaf", "2", "2.0.0"}, {"holder", "1", "1.0.0"}, {"newer", "1", "1.0.0"}});
  workspace.package("holder", "1.0.0", {{"leaf", "1", "1.0.0"}})
      .package("newer", "1.0.0", {{"leaf", "3", "3.0.0"}})
      .package("leaf", "1.0.0")
      .package("leaf", "2.0.0")
      .package("leaf", "3.0.0");
  const auto plan = workspace.plan();
  CHECK(plan.further == 2);
  CHECK(plan.raised.left == 1);
  CHECK(plan.raised.raises == Words{"raise the requirement at Cargo.toml:6 so that it takes 3.0.0"});
}

TEST_CASE("where no release lets go nothing is planned") {
  Doubled workspace({{"leaf", "2", "2.0.0"}, {"holder", "1", "1.0.0"}});
  workspace.package("holder", "1.0.0", {{"leaf", "1", "1.0.0"}}).package("leaf", "1.0.0").package("leaf", "2.0.0");
  const auto plan = workspace.plan();
  CHECK(plan.further == 1);
  CHECK(plan.raised.left == 1);
  CHECK(plan.within.commands.empty());
  CHECK(plan.raised.raises.empty());
}

TEST_CASE("an update that brings a further version of something else is not planned") {
  Doubled workspace({{"leaf", "2", "2.0.0"}, {"holder", "1", "1.0.0"}, {"twig", "1", "1.0.0"}});
  workspace.package("holder", "1.0.0", {{"leaf", "1", "1.0.0"}})
      .package("leaf", "1.0.0")
      .package("leaf", "2.0.0")
      .package("twig", "1.0.0")
      .publish("twig", "2.0.0")
      .publish("holder", "1.0.1", {{"leaf", "2"}, {"twig", "2"}});
  const auto plan = workspace.plan();
  CHECK(plan.within.left == 1);
  CHECK(plan.within.commands.empty());
}
