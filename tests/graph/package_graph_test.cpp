// SPDX-License-Identifier: MIT OR Apache-2.0
#include "plimsoll/graph/package_graph.h"

#include <doctest/doctest.h>

#include "graph/world.h"
#include "testkit/lists.h"

namespace plimsoll::graph {
namespace {

using cargo::ClosurePackage;
using cargo::Dependency;
using cargo::SourceId;
using OriginKind = cargo::DependencyOrigin::Kind;

using Linked = std::vector<std::string>;

cargo::DependencyOrigin path(const std::string& directory) {
  return {OriginKind::path, directory, {}};
}
cargo::DependencyOrigin git(const std::string& url, cargo::GitReference reference = {}) {
  return {OriginKind::git, url, std::move(reference)};
}

cargo::Patch patch(const std::string& source, Dependency replacement) {
  return {source, std::move(replacement)};
}

TEST_CASE("a declaration is bound to the locked package that satisfies it") {
  World world({needs("a", "1")});
  world.add("a", "1.2.0");
  CHECK(world.linked() == Linked{"a 1.2.0"});
}

TEST_CASE("a package is found by its whole id") {
  cargo::Closure closure;
  closure.lockfile_only = true;
  for (const auto& [name, version] : {std::pair{"a", "1.0.0"}, {"a", "2.0.0"}, {"b", "1.0.0"}}) {
    closure.packages.emplace_back();
    closure.packages.back().id = {name, *cargo::parse_version(version), SourceId::crates_io()};
  }
  const auto graph = PackageGraph::build(std::move(closure));
  CHECK(graph.find({"a", *cargo::parse_version("2.0.0"), SourceId::crates_io()}) == PackageIx(1));
  CHECK_FALSE(graph.find({"a", *cargo::parse_version("3.0.0"), SourceId::crates_io()}));
  CHECK_FALSE(graph.find({"b", *cargo::parse_version("1.0.0"), SourceId::path("/ws")}));
}

TEST_CASE("of several versions the requirement chooses") {
  World world({needs("a", "2")});
  world.add("a", "1.0.0");
  world.add("a", "2.0.0");
  CHECK(world.linked() == Linked{"a 2.0.0"});
}

TEST_CASE("the package that the lockfile links to is asked before any other") {
  World world({needs("a", ">=1")});
  world.add("a", "1.0.0");
  world.add("a", "2.0.0");
  world.lock_edge(0, 2);
  CHECK(world.linked() == Linked{"a 2.0.0"});
}

TEST_CASE("of two locked children that satisfy a wide requirement the first by id is taken") {
  World world({needs("a", "*")});
  world.add("a", "1.0.0");
  world.add("a", "2.0.0");
  world.lock_edge(0, 2);
  world.lock_edge(0, 1);
  CHECK(world.linked() == Linked{"a 1.0.0"});
}

TEST_CASE("a new declaration may be bound to what another package has locked") {
  World world({needs("a", "1"), needs("b", "1")});
  world.add("a", "1.0.0");
  world.add("b", "1.0.0");
  world.lock_edge(0, 1);
  CHECK(world.linked() == Linked{"a 1.0.0", "b 1.0.0"});
}

TEST_CASE("the real name counts, not the key") {
  auto renamed = needs("real", "1");
  renamed.key = "alias";
  renamed.renamed = true;
  World world({renamed});
  world.add("alias", "1.0.0");
  world.add("real", "1.0.0");
  CHECK(world.linked() == Linked{"real 1.0.0"});
}

TEST_CASE("a declaration that nothing satisfies is unbound") {
  World world({needs("a", "2")});
  world.add("a", "1.0.0");
  const auto graph = world.graph();
  CHECK(graph.links().empty());
  REQUIRE(graph.unbound().size() == 1);
  CHECK(graph.unbound().front().declaration == 0);
}

TEST_CASE("a version of another source does not satisfy") {
  World world({needs("a", "1")});
  world.add("a", "1.0.0", SourceId::registry("https://example.org/index"));
  CHECK(world.linked().empty());
}

TEST_CASE("a registry is known by its name in the configuration or by its index") {
  World world({needs("a", "1", {OriginKind::named_registry, "ours", {}}),
               needs("b", "1", {OriginKind::registry_index, "sparse+https://example.org/s/", {}})});
  world.closure.config.registries["ours"] = "https://example.org/index";
  world.add("a", "1.0.0", SourceId::registry("https://example.org/index"));
  world.add("b", "1.0.0", SourceId::sparse("https://example.org/s/"));
  CHECK(world.linked() == Linked{"a 1.0.0", "b 1.0.0"});
}

TEST_CASE("a path declaration means the package of that folder") {
  World world({needs("a", "", path("/ws/a"))});
  world.add("a", "0.1.0", SourceId::path("/ws/a"));
  world.add("a", "0.2.0", SourceId::path("/ws/other"));
  CHECK(world.linked() == Linked{"a 0.1.0 path"});
}

TEST_CASE("a path package must satisfy the version that is written beside the path") {
  World world({needs("a", "0.2", path("/ws/a"))});
  world.add("a", "0.1.0", SourceId::path("/ws/a"));
  CHECK(world.linked().empty());
}

TEST_CASE("without a requirement even a pre-release fits, with a star it does not") {
  World without({needs("a", "", path("/ws/a"))});
  without.add("a", "1.0.0-alpha", SourceId::path("/ws/a"));
  CHECK(without.linked() == Linked{"a 1.0.0-alpha path"});
  World star({needs("a", "*", path("/ws/a"))});
  star.add("a", "1.0.0-alpha", SourceId::path("/ws/a"));
  CHECK(star.linked().empty());
}

TEST_CASE("a git declaration means repository and reference, whatever the commit") {
  const cargo::GitReference branch{cargo::GitReference::Kind::branch, "b"};
  World world({needs("a", "", git("https://example.org/a.git", branch))});
  world.add("a", "1.0.0", SourceId::git("https://example.org/a", branch, "00"));
  CHECK(world.linked() == Linked{"a 1.0.0 git"});
  World other({needs("a", "", git("https://example.org/a"))});
  other.add("a", "1.0.0", SourceId::git("https://example.org/a", branch, "00"));
  CHECK(other.linked().empty());
}

TEST_CASE("a path inside a repository means the repository") {
  const auto repository = SourceId::git("https://example.org/a", {}, "00");
  World world({needs("a", "", git("https://example.org/a"))});
  world.add("a", "1.0.0", repository, {needs("b", "", path("/cargo/git/checkouts/a/b"))});
  world.add("b", "1.0.0", repository);
  CHECK(world.graph().links().size() == 2);
}

TEST_CASE("a patch stands in for the package of the registry") {
  World world({needs("a", "1")});
  world.closure.root_manifest->patches = {patch("crates-io", needs("a", "", path("/ws/a")))};
  world.add("a", "1.5.0", SourceId::path("/ws/a"));
  CHECK(world.linked() == Linked{"a 1.5.0 path"});
}

TEST_CASE("a patch must satisfy the declaration") {
  World world({needs("a", "1")});
  world.closure.root_manifest->patches = {patch("crates-io", needs("a", "", path("/ws/a")))};
  world.add("a", "2.0.0", SourceId::path("/ws/a"));
  CHECK(world.linked().empty());
}

TEST_CASE("a pre-release patch does not satisfy a plain requirement") {
  World world({needs("a", "1")});
  world.closure.root_manifest->patches = {patch("crates-io", needs("a", "", path("/ws/a")))};
  world.add("a", "1.3.0-a", SourceId::path("/ws/a"));
  CHECK(world.linked().empty());
}

TEST_CASE("the address of the registry's index patches it too") {
  World world({needs("a", "1")});
  world.closure.root_manifest->patches = {
      patch("https://github.com/rust-lang/crates.io-index", needs("a", "", path("/ws/a")))};
  world.add("a", "1.5.0", SourceId::path("/ws/a"));
  CHECK(world.linked() == Linked{"a 1.5.0 path"});
}

TEST_CASE("a repository may be patched, whatever its reference") {
  World world({needs("a", "", git("https://example.org/a", {cargo::GitReference::Kind::tag, "v1"}))});
  world.closure.root_manifest->patches = {patch("https://example.org/a", needs("a", "", path("/ws/a")))};
  world.add("a", "1.0.0", SourceId::path("/ws/a"));
  CHECK(world.linked() == Linked{"a 1.0.0 path"});
}

TEST_CASE("patches of the configuration count") {
  World world({needs("a", "1")});
  world.closure.config.patches = {patch("crates-io", needs("a", "", git("https://example.org/a")))};
  world.add("a", "1.5.0", SourceId::git("https://example.org/a", {}, "00"));
  CHECK(world.linked() == Linked{"a 1.5.0 git"});
}

TEST_CASE("a patch of another package or another source changes nothing") {
  World world({needs("a", "1")});
  world.closure.root_manifest->patches = {patch("crates-io", needs("b", "", path("/ws/a"))),
                                          patch("https://example.org/index", needs("a", "", path("/ws/a")))};
  world.add("a", "1.5.0", SourceId::path("/ws/a"));
  CHECK(world.linked().empty());
}

TEST_CASE("a replaced package gives way to its replacement") {
  World world({needs("a", "1")});
  world.add("a", "1.0.0");
  world.add("a", "1.0.0", SourceId::path("/ws/a"));
  world.closure.lockfile.packages[1].replaced_by = 2;
  CHECK(world.linked() == Linked{"a 1.0.0 path"});
}

TEST_CASE("a package without a manifest has the lockfile's edges, with no declaration behind them") {
  World world({needs("a", "1")});
  world.add("a", "1.0.0").manifest.reset();
  world.add("b", "1.0.0");
  world.lock_edge(1, 2);
  const auto graph = world.graph();
  REQUIRE(graph.links().size() == 2);
  CHECK(graph.declaration(LinkIx(0U)) == nullptr);
  CHECK(graph.id(graph.link(LinkIx(0U)).to).name == "b");
  CHECK(graph.declaration(LinkIx(1U)) != nullptr);
}

TEST_CASE("dev-dependencies of others than members do not count") {
  auto development = needs("b", "1");
  development.kind = cargo::DependencyKind::development;
  World world({needs("a", "1")});
  world.add("a", "1.0.0", SourceId::crates_io(), {development});
  world.add("b", "1.0.0");
  const auto graph = world.graph();
  CHECK(graph.links().size() == 1);
  CHECK(graph.unbound().empty());
}

TEST_CASE("links are listed from both ends, sorted by the linked package") {
  World world({needs("c", "1"), needs("a", "1"), needs("a", ">=1")});
  world.add("a", "1.0.0", SourceId::crates_io(), {needs("c", "1")});
  world.add("c", "1.0.0");
  const auto graph = world.graph();
  const auto top = graph.members().front();
  const auto from = graph.links_from(top);
  REQUIRE(from.size() == 3);
  CHECK(graph.link(from[0]).declaration == 1);
  CHECK(graph.link(from[1]).declaration == 2);
  CHECK(graph.link(from[2]).declaration == 0);
  CHECK(graph.links_to(graph.link(from[2]).to).size() == 2);
  CHECK(graph.links_to(top).empty());
}

}  // namespace
}  // namespace plimsoll::graph
