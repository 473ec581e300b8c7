// SPDX-License-Identifier: MIT OR Apache-2.0
#include "plimsoll/analysis/duplicates_plan.h"

#include <doctest/doctest.h>
#include <fmt/format.h>

#include "modelled.h"

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
    facts::Release release;
    release.summary.name = name;
    release.summary.version = *cargo::parse_version(version);
    for (const auto& one : needs) {
      cargo::Dependency dependency;
      dependency.key = one.name;
      dependency.package = one.name;
      dependency.req = *cargo::parse_version_req(one.requirement);
      dependency.has_req = true;
      release.summary.dependencies.push_back(std::move(dependency));
    }
    published_[name].push_back(std::move(release));
    return *this;
  }

  analysis::DuplicatesPlan plan(std::size_t threads = 1) {
    workspace_.files.add("/workspace/Cargo.lock", lockfile_);
    support::SourceMap sources;
    support::Diagnostics diagnostics;
    auto world = workspace_.world();
    const auto graph = graph::PackageGraph::build(*source::load_closure({}, world, sources, diagnostics));
    const auto features = resolve::model_of(graph);
    const resolve::LockCheck check(graph, features);
    const std::vector<std::string> targets{"x86_64-unknown-linux-gnu"};
    const facts::FactTable facts(graph.package_count());
    const auto model = analysis::build_model(
        graph, features, facts,
        {graph.members(), {}, *resolve::platforms_of(graph.closure(), targets.front(), targets), "dev"}, 1);
    REQUIRE(model.has_value());
    facts::IndexTable index;
    index.packages.resize(graph.package_count());
    for (std::size_t i = 0; i < graph.package_count(); ++i)
      if (const auto known = published_.find(graph.id(graph::PackageIx(i)).name); known != published_.end())
        index.packages[i] =
            facts::IndexFacts{false, {}, std::make_shared<const std::vector<facts::Release>>(known->second)};
    const policy::Policy policy{};
    const policy::RuleOptions options(policy, {});
    return analysis::plan_against_duplicates({.graph = graph,
                                              .lock_check = check,
                                              .model = **model,
                                              .facts = facts,
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
  std::map<std::string, std::vector<facts::Release>> published_;
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
