// SPDX-License-Identifier: MIT OR Apache-2.0
#include "plimsoll/graph/dominators.h"

#include <doctest/doctest.h>

#include <algorithm>
#include <string>
#include <utility>

namespace plimsoll::graph {
namespace {

using Edges = std::vector<std::pair<std::uint32_t, std::uint32_t>>;

/// Packages that are known from a lockfile alone; their names stand in the order of their positions.
PackageGraph graph_of(std::size_t packages, const Edges& edges) {
  cargo::Closure closure;
  closure.lockfile_only = true;
  for (std::uint32_t i = 0; i < packages; ++i) {
    const auto digits = std::to_string(i);
    cargo::LockedPackage locked;
    locked.name = "p" + std::string(6 - digits.size(), '0') + digits;
    closure.lockfile.packages.push_back(locked);
    cargo::ClosurePackage package;
    package.id = {locked.name, {}, cargo::SourceId::crates_io()};
    package.locked = i;
    closure.packages.push_back(std::move(package));
  }
  for (const auto& [from, to] : edges) closure.lockfile.packages[from].dependencies.push_back(to);
  return PackageGraph::build(std::move(closure));
}

std::vector<char> every_link(const PackageGraph& graph) {
  return std::vector<char>(graph.links().size(), 1);
}

Dominators dominators_of(const PackageGraph& graph, std::initializer_list<std::size_t> roots) {
  std::vector<PackageIx> positions;
  for (const auto root : roots) positions.emplace_back(root);
  return find_dominators(graph, positions, every_link(graph));
}

TEST_CASE("a package that one way leads to is dominated by the one before it") {
  const auto graph = graph_of(3, {{0, 1}, {1, 2}});
  const auto found = dominators_of(graph, {0});
  CHECK_FALSE(found.immediate[0]);
  CHECK(found.immediate[1] == PackageIx(0));
  CHECK(found.immediate[2] == PackageIx(1));
}

TEST_CASE("where two ways meet again the package where they parted dominates") {
  const auto graph = graph_of(5, {{0, 1}, {1, 2}, {1, 3}, {2, 4}, {3, 4}});
  CHECK(dominators_of(graph, {0}).immediate[4] == PackageIx(1));
}

TEST_CASE("what two roots need is dominated by neither") {
  const auto graph = graph_of(3, {{0, 2}, {1, 2}});
  const auto found = dominators_of(graph, {0, 1});
  CHECK_FALSE(found.immediate[2]);
  CHECK(std::ranges::count(found.reached, PackageIx(2)) == 1);
}

TEST_CASE("a root that another root needs is dominated by nothing") {
  const auto graph = graph_of(3, {{0, 1}, {1, 2}});
  const auto found = dominators_of(graph, {0, 1});
  CHECK_FALSE(found.immediate[1]);
  CHECK(found.immediate[2] == PackageIx(1));
}

TEST_CASE("links that do not count are not followed") {
  const auto graph = graph_of(4, {{0, 1}, {0, 2}, {1, 3}, {2, 3}});
  auto along = every_link(graph);
  for (std::size_t i = 0; i < along.size(); ++i)
    if (graph.link(LinkIx(i)).from == PackageIx(2)) along[i] = 0;
  CHECK(find_dominators(graph, std::vector{PackageIx(0)}, along).immediate[3] == PackageIx(1));
}

TEST_CASE("what no root reaches has no dominator and is not listed") {
  const auto graph = graph_of(3, {{0, 1}, {2, 1}});
  const auto found = dominators_of(graph, {0});
  CHECK(found.immediate[1] == PackageIx(0));
  CHECK(found.reached == std::vector{PackageIx(0), PackageIx(1)});
}

TEST_CASE("circles do no harm") {
  const auto graph = graph_of(4, {{0, 1}, {1, 2}, {2, 1}, {2, 3}, {3, 0}});
  CHECK(dominators_of(graph, {0}).immediate[3] == PackageIx(2));
}

TEST_CASE("each package is listed behind the one that dominates it") {
  const auto graph = graph_of(6, {{5, 4}, {4, 3}, {3, 2}, {2, 1}, {5, 0}, {0, 1}});
  const auto found = dominators_of(graph, {5});
  for (auto place = found.reached.begin(); place != found.reached.end(); ++place)
    if (const auto above = found.immediate[*place]) CHECK(std::find(found.reached.begin(), place, *above) != place);
  CHECK(found.reached.size() == 6);
}

/// From the first package through all others to the second, which the first needs directly too.
PackageGraph chain_of(std::uint32_t packages) {
  Edges edges{{0, 1}};
  for (std::uint32_t i = 2; i + 1 < packages; ++i) edges.emplace_back(i, i + 1);
  edges.emplace_back(0, 2);
  edges.emplace_back(packages - 1, 1);
  return graph_of(packages, edges);
}

TEST_CASE("the longest chain that is looked at is followed to its end") {
  const auto graph = chain_of(4'001);
  CHECK_FALSE(dominators_of(graph, {0}).immediate[0]);
  CHECK(dominators_of(graph, {0}).immediate[1] == PackageIx(0));
}

TEST_CASE("of a longer chain than that nothing is said") {
  CHECK(dominators_of(chain_of(4'002), {0}).reached.empty());
}

TEST_CASE("how many packages stand side by side does not matter") {
  Edges edges;
  for (std::uint32_t i = 1; i < 30'000; ++i) edges.emplace_back(0, i);
  CHECK(dominators_of(graph_of(30'000, edges), {0}).reached.size() == 30'000);
}

}  // namespace
}  // namespace plimsoll::graph
