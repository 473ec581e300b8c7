// SPDX-License-Identifier: MIT OR Apache-2.0
/// When each unit would start and end, and which chain of them sets the length of the build.
#pragma once

#include <cstddef>
#include <memory>
#include <span>
#include <vector>

#include "plimsoll/resolve/unit_graph.h"
#include "plimsoll/resolve/unit_pruning.h"

namespace plimsoll::resolve {

/// What one unit takes, in seconds. `metadata` is when those that need no more than its metadata may start: the
/// frontend's part of `total`.
struct UnitTime {
  double metadata = 0;
  double total = 0;
};

struct Slot {
  double start = 0;
  double metadata = 0;
  double end = 0;
};

struct Schedule {
  std::vector<Slot> slots;            ///< one for each unit
  std::vector<UnitIx> critical_path;  ///< the chain that ends last, in the order of compilation
  double length = 0;                  ///< seconds from the start of the first unit to the end of the last
};

struct TimedUnits;

/// Schedules one graph, or what is left of it, as Cargo does. Refers to the graph and the times.
///
/// A plain library (lib, rlib) waits for no more than the metadata of plain libraries. Whatever links waits for the
/// ends of all libraries below, also of those that it does not name. With a limit, of the units that could start, the
/// one that most others wait for, directly or not, goes first. Units on a cycle, which Cargo refuses, are left at zero.
class Scheduler {
 public:
  Scheduler(const graph::PackageGraph&, const UnitGraph&, std::span<const UnitTime> times);
  ~Scheduler();
  Scheduler(Scheduler&&) noexcept;

  /// `jobs` is how many units run at once, 0 without limit. Cost: linear without limit; with one n log n, and to tell
  /// who waits, up to 32 times linear.
  [[nodiscard]] Schedule run(std::size_t jobs) const;

  /// Of what is left without these units; nothing waits for them any more. Cost: that of `run`.
  [[nodiscard]] double length_without(std::span<const UnitIx> gone, std::size_t jobs) const;

  /// Without limit on jobs; `changed` has one time for each changed unit. Cost: linear.
  [[nodiscard]] double length_without(const PrunedUnits&, std::span<const UnitTime> changed) const;

 private:
  std::unique_ptr<const TimedUnits> units_;
};

/// Of the whole graph, once.
Schedule schedule(const graph::PackageGraph&, const UnitGraph&, std::span<const UnitTime> times, std::size_t jobs);

}  // namespace plimsoll::resolve
