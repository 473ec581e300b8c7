// SPDX-License-Identifier: MIT OR Apache-2.0
#include "plimsoll/resolve/schedule.h"

#include <doctest/doctest.h>

#include "testkit/workspace.h"

using namespace plimsoll;
using resolve::Mode;
using resolve::UnitIx;

namespace {

/// One package with a library, a program and a build script; units of it in any order.
class Units {
 public:
  Units() : graph_(make_graph()) {}

  UnitIx add(cargo::TargetKind kind, double metadata, double total, std::vector<UnitIx> dependencies = {},
             Mode mode = Mode::build) {
    resolve::Unit unit;
    unit.package = testkit::package_named(graph_, "app");
    const auto& targets = graph_.manifest(unit.package)->targets;
    while (targets.at(unit.target).kind != kind) ++unit.target;
    unit.mode = mode;
    for (const auto dependency : dependencies) unit.dependencies.push_back({dependency, "x"});
    units_.units.push_back(std::move(unit));
    times_.push_back({metadata, total});
    return UnitIx(units_.units.size() - 1);
  }
  UnitIx library(double metadata, double total, std::vector<UnitIx> dependencies = {}) {
    return add(cargo::TargetKind::lib, metadata, total, std::move(dependencies));
  }
  void depend(UnitIx from, UnitIx to) { units_.units[from].dependencies.push_back({to, "x"}); }

  [[nodiscard]] resolve::Schedule schedule(std::size_t jobs = 0) const {
    return resolve::schedule(graph_, units_, times_, jobs);
  }

 private:
  static graph::PackageGraph make_graph() {
    testkit::TestWorkspace workspace;
    workspace.add_member("", "app");
    workspace.files.add("/workspace/src/main.rs", "");
    workspace.files.add("/workspace/build.rs", "");
    return workspace.graph();
  }

  graph::PackageGraph graph_;
  resolve::UnitGraph units_;
  std::vector<resolve::UnitTime> times_;
};

}  // namespace

TEST_CASE("a library starts when the metadata of the library below is there") {
  Units units;
  const auto below = units.library(2, 5);
  const auto above = units.library(1, 4, {below});
  const auto schedule = units.schedule();
  CHECK(schedule.slots[above].start == 2);
  CHECK(schedule.length == 6);
}

TEST_CASE("a program waits for the end of what it links") {
  Units units;
  const auto below = units.library(2, 5);
  const auto program = units.add(cargo::TargetKind::bin, 1, 1, {below});
  CHECK(units.schedule().slots[program].start == 5);
}

TEST_CASE("a library waits for the end of a build script's run") {
  Units units;
  const auto run = units.add(cargo::TargetKind::custom_build, 1, 3, {}, Mode::run_custom_build);
  const auto library = units.library(1, 1, {run});
  CHECK(units.schedule().slots[library].start == 3);
}

TEST_CASE("the critical path is the chain that ends last") {
  Units units;
  const auto slow = units.library(4, 5);
  const auto fast = units.library(1, 2);
  const auto top = units.library(1, 3, {fast, slow});
  const auto path = units.schedule().critical_path;
  CHECK(path == std::vector<UnitIx>{slow, top});
}

TEST_CASE("without units there is no length and no path") {
  const auto schedule = Units().schedule();
  CHECK(schedule.length == 0);
  CHECK(schedule.critical_path.empty());
}

TEST_CASE("units on a cycle are left at zero and hold nobody up") {
  Units units;
  const auto first = units.library(1, 2);
  const auto second = units.library(1, 2, {first});
  units.depend(first, second);
  const auto above = units.library(1, 2, {second});
  const auto schedule = units.schedule();
  CHECK(schedule.slots[first].end == 0);
  CHECK(schedule.slots[above].start == 0);
  CHECK(schedule.critical_path == std::vector<UnitIx>{above});
}

TEST_CASE("a unit that waits for itself is left at zero") {
  Units units;
  const auto unit = units.library(1, 2);
  units.depend(unit, unit);
  CHECK(units.schedule(1).length == 0);
}

TEST_CASE("one job runs one unit at a time") {
  Units units;
  units.library(1, 2);
  units.library(1, 3);
  CHECK(units.schedule(1).length == 5);
}

TEST_CASE("of the units that could start, the one before the longest chain goes first") {
  Units units;
  const auto lone = units.library(1, 2);
  const auto first = units.library(1, 1);
  const auto second = units.library(4, 4, {first});
  const auto schedule = units.schedule(1);
  CHECK(schedule.slots[first].start == 0);
  CHECK(schedule.slots[second].start == 1);
  CHECK(schedule.slots[lone].start == 5);
}

TEST_CASE("as many jobs as units come to the same as no limit") {
  Units units;
  const auto below = units.library(2, 5);
  const auto other = units.library(1, 3);
  units.library(1, 4, {below, other});
  CHECK(units.schedule(3).length == units.schedule().length);
}
