// SPDX-License-Identifier: MIT OR Apache-2.0
/// What takes part in one schedule, and who waits for whom there.
#pragma once

#include <cstdint>
#include <span>
#include <utility>
#include <vector>

#include "plimsoll/resolve/schedule.h"
#include "unit_order.h"

namespace plimsoll::resolve {

/// All that is the same for every schedule of one graph.
struct TimedUnits {
  const UnitGraph& graph;
  std::span<const UnitTime> times;
  std::vector<std::uint32_t> order;  ///< of compilation, units on a cycle left out
  std::vector<char> plain;           ///< libraries (lib, rlib) being built: between two of them metadata is enough

  [[nodiscard]] bool pipelines(std::size_t unit, std::size_t dependency) const {
    return plain[unit] && plain[dependency];
  }
};

TimedUnits timed_units(const graph::PackageGraph&, const UnitGraph&, std::span<const UnitTime> times);

/// The units that wait for each.
class Dependents {
 public:
  Dependents(std::vector<std::uint32_t> ends, std::vector<std::uint32_t> units)
      : ends_(std::move(ends)), units_(std::move(units)) {}

  [[nodiscard]] std::span<const std::uint32_t> of(std::size_t unit) const {
    const std::size_t begin = unit == 0 ? 0 : ends_[unit - 1];
    return std::span(units_).subspan(begin, ends_[unit] - begin);
  }

 private:
  std::vector<std::uint32_t> ends_;
  std::vector<std::uint32_t> units_;
};

/// At first all units but those on a cycle. Refers to what it was made from and to what is put in.
class UnitsLeft {
 public:
  explicit UnitsLeft(const TimedUnits&);

  void drop(UnitIx unit) { units_[unit] = {}; }
  void change(UnitIx, const Unit& now, const UnitTime&);

  [[nodiscard]] const TimedUnits& all() const { return all_; }
  [[nodiscard]] std::size_t size() const { return units_.size(); }
  [[nodiscard]] bool contains(std::size_t unit) const { return units_[unit].unit != nullptr; }
  [[nodiscard]] const UnitTime& time(std::size_t unit) const { return *units_[unit].time; }

  template <class Visit>
  void for_each_dependency(std::size_t unit, const Visit& visit) const {
    for (const auto& dependency : units_[unit].unit->dependencies)
      if (contains(dependency.unit)) visit(std::size_t{dependency.unit});
  }

  [[nodiscard]] Dependents dependents() const;

  /// How many units wait for each, directly or not, itself included. Of more than some thousands one in so many is
  /// counted.
  [[nodiscard]] std::vector<std::size_t> count_waiting() const;

 private:
  struct TimedUnit {
    const Unit* unit = nullptr;
    const UnitTime* time = nullptr;
  };

  const TimedUnits& all_;
  std::vector<TimedUnit> units_;
};

}  // namespace plimsoll::resolve
