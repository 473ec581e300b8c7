// SPDX-License-Identifier: MIT OR Apache-2.0
/// What the units of a build take: measured where that is known, estimated elsewhere.
#pragma once

#include <memory>
#include <optional>
#include <string_view>
#include <vector>

#include "plimsoll/analysis/cost_model.h"
#include "plimsoll/analysis/priced_build.h"

namespace plimsoll::analysis {

/// The units of a real build, by the packages of a graph. Immutable; refers to the timings.
class Measurements {
 public:
  Measurements(const graph::PackageGraph&, const facts::Timings&);

  struct Match {
    resolve::UnitTime time;
    bool is_exact = false;  ///< false: measured with other features
  };
  /// Nothing for a unit that was not measured. Where several entries fit alike, as for host and target, their mean.
  [[nodiscard]] std::optional<Match> find(const graph::PackageGraph&, const resolve::Unit&) const;

  /// How far a build and the measurements cover each other; `measured` has one entry for each unit.
  [[nodiscard]] TimingsUse use_in(const graph::PackageGraph&, const resolve::UnitGraph&,
                                  const std::vector<char>& measured) const;

 private:
  /// Hands over every entry that may be of the unit, whatever its features.
  template <class Visit>
  void for_each_fitting(const graph::PackageGraph&, const resolve::Unit&, const Visit&) const;

  const facts::Timings& timings_;
  std::vector<std::vector<const facts::MeasuredUnit*>> of_package_;
};

struct UnitCosts {
  std::vector<resolve::UnitTime> times;  ///< one for each unit
  std::vector<char> measured;            ///< likewise; only exact matches count
  double pace = 1;                       ///< what estimates were multiplied by
};

/// Estimates stand in for what was not measured, brought to the pace of the measured machine: the one given, else that
/// of the units that were measured. `measurements` may be nullptr.
UnitCosts cost_units(const graph::PackageGraph&, const resolve::UnitGraph&, const CostModel&,
                     const Measurements* measurements, std::optional<double> pace = {});

/// The same of one unit; what it waits for are units of the graph.
resolve::UnitTime cost_unit(const graph::PackageGraph&, const resolve::UnitGraph&, const CostModel&,
                            const resolve::Unit&, const Measurements* measurements, double pace);

}  // namespace plimsoll::analysis
