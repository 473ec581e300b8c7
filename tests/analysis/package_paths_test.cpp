// SPDX-License-Identifier: MIT OR Apache-2.0
#include "plimsoll/analysis/package_paths.h"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include "modelled.h"

using namespace plimsoll;
using analysis::FoundPaths;
using testkit::ModelledWorkspace;
using testkit::package_named;
using testkit::TestWorkspace;
using Texts = std::vector<std::string>;

namespace {

FoundPaths found(const ModelledWorkspace& workspace, std::string_view name, analysis::PathLimits limits = {100}) {
  analysis::PathSearch search(workspace.graph, workspace.features, *workspace.model);
  return search.find(package_named(workspace.graph, name), limits);
}

Texts paths(TestWorkspace& texts, std::string_view name) {
  const ModelledWorkspace workspace(texts);
  Texts shown;
  for (const auto& path : found(workspace, name).shown) {
    Texts names;
    for (const auto& step : path) names.push_back(workspace.graph.id(step.package).name);
    shown.push_back(fmt::format("{}", fmt::join(names, " ")));
  }
  return shown;
}

/// A chain of `levels` pairs in which each package needs both of the next pair: two to the power of `levels` paths.
TestWorkspace lattice(int levels) {
  TestWorkspace workspace;
  const auto name = [](char side, int level) { return fmt::format("{}{}", side, level); };
  const auto needs = [&](const std::string& package, const Texts& others) {
    std::string table = "[dependencies]\n";
    for (const auto& other : others) table += other + " = \"1\"\n";
    workspace.add_dependencies(package, fmt::format("\"{}\"", fmt::join(others, "\", \"")));
    return table;
  };
  workspace.add_member("", "app", needs("app", {name('a', 0), name('b', 0)}));
  for (int level = 0; level < levels; ++level)
    for (const char side : {'a', 'b'})
      workspace.add_package(name(side, level),
                            level + 1 < levels ? needs(name(side, level), {name('a', level + 1), name('b', level + 1)})
                                               : needs(name(side, level), {"leaf"}));
  workspace.add_package("leaf");
  return workspace;
}

}  // namespace

TEST_CASE("paths from a member come shortest first") {
  TestWorkspace workspace;
  workspace.add_member("", "app", "[dependencies]\nmiddle = \"1\"\nleaf = \"1\"\n");
  workspace.add_dependencies("app", "\"middle\", \"leaf\"");
  workspace.add_package("middle", "[dependencies]\nleaf = \"1\"\n");
  workspace.add_dependencies("middle", "\"leaf\"");
  workspace.add_package("leaf");
  CHECK(paths(workspace, "leaf") == Texts{"app leaf", "app middle leaf"});
}

TEST_CASE("a member is there for itself, and then for the members that need it") {
  TestWorkspace workspace;
  workspace.add_member("", "app", "[workspace]\nmembers = [\"lib\"]\n[dependencies]\nlib = { path = \"lib\" }\n");
  workspace.add_dependencies("app", "\"lib\"");
  workspace.add_member("lib", "lib");
  CHECK(paths(workspace, "lib") == Texts{"lib", "app lib"});
}

TEST_CASE("a path begins at the last member on it") {
  TestWorkspace workspace;
  workspace.add_member("", "app", "[workspace]\nmembers = [\"lib\"]\n[dependencies]\nlib = { path = \"lib\" }\n");
  workspace.add_dependencies("app", "\"lib\"");
  workspace.add_member("lib", "lib", "[dependencies]\nleaf = \"1\"\n");
  workspace.add_dependencies("lib", "\"leaf\"");
  workspace.add_package("leaf");
  CHECK(paths(workspace, "leaf") == Texts{"lib leaf"});
}

TEST_CASE("a path of what is built goes over no link that is off on its side") {
  TestWorkspace workspace;
  workspace.add_member("", "app",
                       "resolver = \"2\"\n[dependencies]\nshared = \"1\"\n[build-dependencies]\n"
                       "shared = { version = \"1\", features = [\"more\"] }\n");
  workspace.files.add("/workspace/build.rs", "fn main() {}");
  workspace.add_dependencies("app", "\"shared\"");
  workspace.add_package(
      "shared", "[features]\nmore = [\"dep:leaf\"]\n[dependencies]\nleaf = { version = \"1\", optional = true }\n");
  workspace.add_dependencies("shared", "\"leaf\"");
  workspace.add_package("leaf");
  const ModelledWorkspace modelled(workspace);
  const auto path = found(modelled, "leaf").shown.front();
  REQUIRE(path.size() == 3);
  REQUIRE(path[1].links.size() == 1);
  CHECK(modelled.graph.declaration(path[1].links.front())->kind == cargo::DependencyKind::build);
}

TEST_CASE("what tests, other platforms or nobody needs is found over what would bring it in") {
  TestWorkspace workspace;
  workspace.add_member(
      "", "app",
      "[dependencies]\nextra = { version = \"1\", optional = true }\n[dev-dependencies]\nhelper = \"1\"\n"
      "[target.'cfg(windows)'.dependencies]\nwin = \"1\"\n");
  workspace.add_dependencies("app", "\"extra\", \"helper\", \"win\"");
  for (const auto* name : {"extra", "helper", "win"}) workspace.add_package(name);
  CHECK(paths(workspace, "helper") == Texts{"app helper"});
  CHECK(paths(workspace, "win") == Texts{"app win"});
  CHECK(paths(workspace, "extra") == Texts{"app extra"});
}

TEST_CASE("a package that nobody needs has no path") {
  TestWorkspace workspace;
  workspace.add_member("", "app");
  workspace.add_package("left");
  CHECK(paths(workspace, "left").empty());
}

TEST_CASE("members that need each other for tests lead into no circle") {
  TestWorkspace workspace;
  workspace.add_member(
      "", "app",
      "[workspace]\nmembers = [\"lib\"]\n[dependencies]\nlib = { path = \"lib\" }\n[dev-dependencies]\n"
      "helper = \"1\"\n");
  workspace.add_dependencies("app", "\"lib\", \"helper\"");
  workspace.add_member("lib", "lib", "[dev-dependencies]\napp = { path = \"..\" }\n");
  workspace.add_dependencies("lib", "\"app\"");
  workspace.add_package("helper");
  CHECK(paths(workspace, "helper") == Texts{"app helper"});
}

TEST_CASE("what is not shown is counted") {
  auto texts = lattice(4);
  const auto paths = found(ModelledWorkspace(texts), "leaf", {5});
  CHECK(paths.shown.size() == 5);
  CHECK(paths.more == 11);
  CHECK(paths.all_counted);
}

TEST_CASE("long paths are counted once enough has been shown") {
  auto texts = lattice(3);
  const ModelledWorkspace workspace(texts);
  analysis::PathLimits limits{100};
  limits.shown_steps = 10;
  const auto paths = found(workspace, "leaf", limits);
  CHECK(paths.shown.size() == 2);
  CHECK(paths.more == 6);
}

TEST_CASE("counting ends where it was told to") {
  auto texts = lattice(12);
  const auto paths = found(ModelledWorkspace(texts), "leaf", {5, 100});
  CHECK(paths.more == 95);
  CHECK_FALSE(paths.all_counted);
}

TEST_CASE("more paths than anybody could list end the search by their steps") {
  auto texts = lattice(60);
  const auto paths = found(ModelledWorkspace(texts), "leaf", {1, 1'000'000'000, 10'000});
  CHECK(paths.shown.size() == 1);
  CHECK(paths.more > 0);
  CHECK_FALSE(paths.all_counted);
}
