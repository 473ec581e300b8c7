// SPDX-License-Identifier: MIT OR Apache-2.0
#include <doctest/doctest.h>

#include "plimsoll/analysis/view.h"
#include "testkit/workspace.h"

using namespace plimsoll;
using analysis::Model;
using finding::Reach;
using testkit::package_named;
using testkit::TestWorkspace;

namespace {

/// A graph and its model, for this host as the only target unless told otherwise.
struct Modelled {
  explicit Modelled(TestWorkspace& workspace, const std::string& target = "x86_64-unknown-linux-gnu",
                    resolve::FeatureFlags flags = {}, std::size_t threads = 1)
      : graph(workspace.graph()), facts(graph.package_count()) {
    const std::vector<std::string> targets{target};
    auto platforms = resolve::platforms_of(graph.closure(), "x86_64-unknown-linux-gnu", targets);
    REQUIRE(platforms.has_value());
    auto built = analysis::build_model(graph, resolve::model_of(graph), facts,
                                       {graph.members(), std::move(flags), std::move(*platforms), "dev"}, threads);
    REQUIRE(built.has_value());
    model = std::move(*built);
  }

  [[nodiscard]] Reach reach(std::string_view name) const { return model->reach[package_named(graph, name)]; }
  [[nodiscard]] std::vector<std::string> path(std::string_view name) const {
    std::vector<std::string> names;
    for (const auto package : analysis::shortest_path(graph, *model, package_named(graph, name)))
      names.push_back(graph.id(package).name);
    return names;
  }

  graph::PackageGraph graph;
  facts::FactTable facts;
  std::unique_ptr<const Model> model;
};

using Names = std::vector<std::string>;

/// `app` with one dependency table.
TestWorkspace app_with(const std::string& tables, const std::string& locked) {
  TestWorkspace workspace;
  workspace.add_member("", "app", tables);
  workspace.add_dependencies("app", locked);
  return workspace;
}

}  // namespace

TEST_CASE("a dependency of a library is built") {
  auto workspace = app_with("[dependencies]\nleaf = \"1\"\n", "\"leaf\"");
  workspace.add_package("leaf");
  CHECK(Modelled(workspace).reach("leaf") == Reach::built);
}

TEST_CASE("what only a build script needs is there at build time") {
  auto workspace = app_with("[build-dependencies]\ntool = \"1\"\n", "\"tool\"");
  workspace.files.add("/workspace/build.rs", "fn main() {}");
  workspace.add_package("tool");
  CHECK(Modelled(workspace).reach("tool") == Reach::build_time);
}

TEST_CASE("a build-dependency of a package without a build script is not built") {
  auto workspace = app_with("[build-dependencies]\ntool = \"1\"\n", "\"tool\"");
  workspace.add_package("tool");
  CHECK(Modelled(workspace).reach("tool") == Reach::other_target);
}

TEST_CASE("a proc macro and what it needs are there at build time") {
  auto workspace = app_with("[dependencies]\nderive = \"1\"\n", "\"derive\"");
  workspace.add_package("derive", "[lib]\nproc-macro = true\n[dependencies]\nparser = \"1\"\n");
  workspace.add_dependencies("derive", "\"parser\"");
  workspace.add_package("parser");
  const Modelled modelled(workspace);
  CHECK(modelled.reach("derive") == Reach::build_time);
  CHECK(modelled.reach("parser") == Reach::build_time);
}

TEST_CASE("what a proc macro and the program both need is built") {
  auto workspace = app_with("[dependencies]\nderive = \"1\"\nshared = \"1\"\n", "\"derive\", \"shared\"");
  workspace.add_package("derive", "[lib]\nproc-macro = true\n[dependencies]\nshared = \"1\"\n");
  workspace.add_dependencies("derive", "\"shared\"");
  workspace.add_package("shared");
  CHECK(Modelled(workspace).reach("shared") == Reach::built);
}

TEST_CASE("what only tests need is for development only") {
  auto workspace = app_with("[dev-dependencies]\nhelper = \"1\"\n", "\"helper\"");
  workspace.add_package("helper");
  CHECK(Modelled(workspace).reach("helper") == Reach::dev_only);
}

TEST_CASE("what only another platform needs is for another target") {
  auto workspace = app_with("[target.'cfg(windows)'.dependencies]\nwin = \"1\"\n", "\"win\"");
  workspace.add_package("win");
  CHECK(Modelled(workspace).reach("win") == Reach::other_target);
}

TEST_CASE("reach is that of the selected target, not of the host") {
  auto workspace = app_with("[target.'cfg(windows)'.dependencies]\nwin = \"1\"\n", "\"win\"");
  workspace.add_package("win");
  CHECK(Modelled(workspace, "x86_64-pc-windows-msvc").reach("win") == Reach::built);
}

TEST_CASE("for every platform nothing is for another target") {
  auto workspace =
      app_with("[target.'cfg(windows)'.dependencies]\nwin = \"1\"\n[target.'cfg(any())'.dependencies]\nnever = \"1\"\n",
               "\"win\", \"never\"");
  workspace.add_package("win");
  workspace.add_package("never");
  const Modelled modelled(workspace, "all");
  CHECK(modelled.reach("win") == Reach::built);
  CHECK(modelled.reach("never") == Reach::built);
}

TEST_CASE("an optional dependency that nobody switches on is not enabled") {
  const std::string tables = "[dependencies]\nextra = { version = \"1\", optional = true }\n";
  auto workspace = app_with(tables, "\"extra\"");
  workspace.add_package("extra");
  CHECK(Modelled(workspace).reach("extra") == Reach::not_enabled);
  CHECK(Modelled(workspace, "x86_64-unknown-linux-gnu", {{"extra"}}).reach("extra") == Reach::built);
}

TEST_CASE("a package without a manifest is as near as the link that leads to it") {
  auto workspace = app_with("[dependencies]\nunread = \"1\"\n[target.'cfg(windows)'.dependencies]\nother = \"1\"\n",
                            "\"unread\", \"other\"");
  workspace.add_locked("unread");
  workspace.add_locked("other");
  const Modelled modelled(workspace);
  CHECK(modelled.reach("unread") == Reach::built);
  CHECK(modelled.reach("other") == Reach::other_target);
}

TEST_CASE("what lies behind a package without a manifest is unknown") {
  auto workspace = app_with("[dependencies]\nunread = \"1\"\n", "\"unread\"");
  workspace.add_locked("unread");
  workspace.add_dependencies("unread", "\"behind\"");
  workspace.add_package("behind");
  CHECK(Modelled(workspace).reach("behind") == Reach::unknown);
}

TEST_CASE("what is built by another way stays built behind a package without a manifest") {
  auto workspace = app_with("[dependencies]\nunread = \"1\"\nshared = \"1\"\n", "\"unread\", \"shared\"");
  workspace.add_locked("unread");
  workspace.add_dependencies("unread", "\"shared\"");
  workspace.add_package("shared");
  CHECK(Modelled(workspace).reach("shared") == Reach::built);
}

TEST_CASE("the way to a package is the shortest over what is built") {
  auto workspace = app_with("[dependencies]\na = \"1\"\nb = \"1\"\n", "\"a\", \"b\"");
  workspace.add_package("a", "[dependencies]\nb = \"1\"\n");
  workspace.add_dependencies("a", "\"b\"");
  workspace.add_package("b", "[dependencies]\nc = \"1\"\n");
  workspace.add_dependencies("b", "\"c\"");
  workspace.add_package("c");
  const Modelled modelled(workspace);
  CHECK(modelled.path("c") == Names{"app", "b", "c"});
  CHECK(modelled.model->depth[package_named(modelled.graph, "c")] == 2);
}

TEST_CASE("a longer way that is built goes before a shorter one that is not") {
  auto workspace = app_with("[dependencies]\na = \"1\"\nc = { version = \"1\", optional = true }\n", "\"a\", \"c\"");
  workspace.add_package("a", "[dependencies]\nc = \"1\"\n");
  workspace.add_dependencies("a", "\"c\"");
  workspace.add_package("c");
  CHECK(Modelled(workspace).path("c") == Names{"app", "a", "c"});
}

TEST_CASE("a package that is not built has a way but no depth") {
  auto workspace = app_with("[target.'cfg(windows)'.dependencies]\nwin = \"1\"\n", "\"win\"");
  workspace.add_package("win");
  const Modelled modelled(workspace);
  CHECK(modelled.path("win") == Names{"app", "win"});
  CHECK(modelled.model->depth[package_named(modelled.graph, "win")] == Model::no_depth);
}

TEST_CASE("a member is its own way") {
  auto workspace = app_with("", "");
  CHECK(Modelled(workspace).path("app") == Names{"app"});
}

TEST_CASE("packages that the build leaves out cost nothing") {
  auto workspace =
      app_with("[dependencies]\nleaf = \"1\"\n[dev-dependencies]\nhelper = \"1\"\n", "\"leaf\", \"helper\"");
  workspace.add_package("leaf");
  workspace.add_package("helper");
  const Modelled modelled(workspace);
  CHECK(modelled.model->cost_seconds[package_named(modelled.graph, "leaf")] > 0);
  CHECK(modelled.model->cost_seconds[package_named(modelled.graph, "helper")] == 0);
}

TEST_CASE("the model is the same on any number of threads") {
  auto workspace = app_with("[dependencies]\na = \"1\"\n[dev-dependencies]\nb = \"1\"\n", "\"a\", \"b\"");
  workspace.add_package("a");
  workspace.add_package("b");
  const Modelled one(workspace);
  const Modelled several(workspace, "x86_64-unknown-linux-gnu", {}, 3);
  CHECK(one.model->reach == several.model->reach);
  CHECK(one.model->towards_member == several.model->towards_member);
  CHECK(one.model->cost_seconds == several.model->cost_seconds);
}

TEST_CASE("a feature that no chosen package has is an error") {
  auto workspace = app_with("", "");
  const auto graph = workspace.graph();
  const auto platforms = resolve::platforms_of(graph.closure(), "x86_64-unknown-linux-gnu", {});
  const auto model = analysis::build_model(graph, resolve::model_of(graph), facts::FactTable(graph.package_count()),
                                           {graph.members(), {{"nothing"}}, *platforms, "dev"}, 1);
  REQUIRE_FALSE(model.has_value());
  CHECK(model.error().kind == support::ErrorKind::usage);
}

TEST_CASE("a profile that does not exist is an error") {
  auto workspace = app_with("", "");
  const auto graph = workspace.graph();
  const auto platforms = resolve::platforms_of(graph.closure(), "x86_64-unknown-linux-gnu", {});
  const auto model = analysis::build_model(graph, resolve::model_of(graph), facts::FactTable(graph.package_count()),
                                           {graph.members(), {}, *platforms, "nothing"}, 1);
  REQUIRE_FALSE(model.has_value());
  CHECK(model.error().kind == support::ErrorKind::usage);
}
