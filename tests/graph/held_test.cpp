// SPDX-License-Identifier: MIT OR Apache-2.0
#include "plimsoll/graph/held.h"

#include <doctest/doctest.h>

#include "graph/world.h"

namespace plimsoll::graph {
namespace {

using cargo::SourceId;

bool may_be_held(World& world, const std::string& name, const std::string& version = "1.0.0") {
  const auto graph = world.graph();
  const auto package = graph.find({name, *cargo::parse_version(version), SourceId::crates_io()});
  REQUIRE(package);
  return may_be_held(graph.closure(), *package);
}

TEST_CASE("what a member declares is held, directly or not") {
  World world({needs("a", "1")});
  world.add("a", "1.0.0", SourceId::crates_io(), {needs("b", "1")});
  world.add("b", "1.0.0");
  CHECK(may_be_held(world, "a"));
  CHECK(may_be_held(world, "b"));
}

TEST_CASE("what only packages declare that nobody needs is not held") {
  World world({});
  world.add("a", "1.0.0", SourceId::crates_io(), {needs("b", "1")});
  world.add("b", "1.0.0", SourceId::crates_io(), {needs("a", "1")});
  CHECK_FALSE(may_be_held(world, "a"));
  CHECK_FALSE(may_be_held(world, "b"));
}

TEST_CASE("a declaration holds the version that it is bound to and no other") {
  World world({needs("a", "2")});
  world.add("a", "1.0.0");
  world.add("a", "2.0.0");
  CHECK_FALSE(may_be_held(world, "a", "1.0.0"));
  CHECK(may_be_held(world, "a", "2.0.0"));
}

TEST_CASE("dev-dependencies hold what members declare") {
  auto dev = needs("a", "1");
  dev.kind = cargo::DependencyKind::development;
  World member({dev});
  member.add("a", "1.0.0");
  CHECK(may_be_held(member, "a"));
  World other({needs("b", "1")});
  other.add("a", "1.0.0");
  other.add("b", "1.0.0", SourceId::crates_io(), {dev});
  CHECK_FALSE(may_be_held(other, "a"));
}

TEST_CASE("packages without a manifest hold what the lockfile says") {
  World world({needs("a", "1")});
  world.add("a", "1.0.0").manifest.change().package.reset();
  world.add("b", "1.0.0");
  world.lock_edge(1, 2);
  CHECK(may_be_held(world, "b"));
}

TEST_CASE("far from the package everything may be held") {
  World world({});
  const auto name = [](int i) { return "p" + std::to_string(100 + i); };
  for (int i = 0; i < 20; ++i) world.add(name(i), "1.0.0", SourceId::crates_io(), {needs(name(i + 1), "1")});
  world.add(name(20), "1.0.0");
  CHECK(may_be_held(world, name(20)));
  CHECK_FALSE(may_be_held(world, name(5)));
}

}  // namespace
}  // namespace plimsoll::graph
