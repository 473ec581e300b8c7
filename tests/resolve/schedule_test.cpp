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
  [[nodiscard]] double length_without(const std::vector<UnitIx>& gone, std::size_t jobs) const {
    return resolve::Scheduler(graph_, units_, times_).length_without(gone, jobs);
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

TEST_CASE("of the units that could start, the one that most units wait for goes first, however short it is") {
  Units units;
  const auto lone = units.library(9, 9);
  const auto first = units.library(1, 1);
  const auto second = units.library(1, 1, {first});
  units.library(1, 1, {second});
  const auto schedule = units.schedule(1);
  CHECK(schedule.slots[first].start == 0);
  CHECK(schedule.slots[second].start == 1);
  CHECK(schedule.slots[lone].start == 2);
}

TEST_CASE("a unit that waits along two ways counts once") {
  Units units;
  const auto bottom = units.library(1, 1);
  const auto lone = units.library(1, 1);
  const auto left = units.library(1, 1, {bottom});
  const auto right = units.library(1, 1, {bottom});
  units.library(1, 1, {left, right});
  for (int above = 0; above < 4; ++above) units.library(1, 1, {lone});
  CHECK(units.schedule(1).slots[lone].start == 0);
}

TEST_CASE("of very many units, too, the one that most units wait for goes first") {
  Units units;
  const auto lone = units.library(1, 1);
  auto last = units.library(1, 1);
  const auto first = last;
  for (int i = 0; i < 40'000; ++i) last = units.library(1, 1, {last});
  const auto schedule = units.schedule(1);
  CHECK(schedule.slots[first].start == 0);
  CHECK(schedule.slots[lone].start > 1);
}

TEST_CASE("a program waits for all libraries that it links, not only for those that it names") {
  Units units;
  const auto deep = units.library(1, 9);
  const auto named = units.library(1, 2, {deep});
  const auto program = units.add(cargo::TargetKind::bin, 1, 1, {named});
  for (const auto jobs : {std::size_t{0}, std::size_t{2}}) {
    const auto schedule = units.schedule(jobs);
    CHECK(schedule.slots[named].start == 1);
    CHECK(schedule.slots[program].start == 9);
    CHECK(schedule.critical_path == std::vector<UnitIx>{deep, program});
  }
}

TEST_CASE("a library does not wait for the object code below") {
  Units units;
  const auto deep = units.library(1, 9);
  const auto middle = units.library(1, 1, {deep});
  const auto top = units.library(1, 1, {middle});
  CHECK(units.schedule(2).slots[top].start == 2);
}

TEST_CASE("nothing waits for units that are gone") {
  Units units;
  const auto slow = units.library(4, 5);
  const auto fast = units.library(1, 2);
  units.library(1, 3, {slow, fast});
  for (const auto jobs : {std::size_t{0}, std::size_t{1}, std::size_t{2}})
    CHECK(units.length_without({slow}, jobs) == (jobs == 1 ? 5 : 4));
}

TEST_CASE("a schedule without any units that are left has no length") {
  Units units;
  const auto only = units.library(1, 2);
  CHECK(units.length_without({only}, 1) == 0);
}

TEST_CASE("as many jobs as units come to the same as no limit") {
  Units units;
  const auto below = units.library(2, 5);
  const auto other = units.library(1, 3);
  units.library(1, 4, {below, other});
  CHECK(units.schedule(3).length == units.schedule().length);
}
