// SPDX-License-Identifier: MIT OR Apache-2.0
/// One `cargo build` and what it would take: the part of a model that comparing two builds needs.
#pragma once

#include <cstddef>
#include <memory>
#include <string>
#include <vector>

#include "plimsoll/facts/package_facts.h"
#include "plimsoll/facts/timings.h"
#include "plimsoll/resolve/resolution.h"
#include "plimsoll/resolve/schedule.h"
#include "plimsoll/resolve/unit_graph.h"

namespace plimsoll::analysis {

/// How far measurements and the units of a build cover each other.
struct TimingsUse {
  std::size_t units = 0;
  std::size_t measured = 0;  ///< of the units
  std::size_t measurements = 0;
  std::vector<std::string> unmatched = {};  ///< packages, once for each measurement that fits no unit, sorted
};

struct BuildRequest {
  std::vector<graph::PackageIx> packages;
  resolve::FeatureFlags features = {};
  const resolve::Platforms* platforms = nullptr;
  std::string profile = "dev";
};

struct PlannedBuild {
  resolve::Resolution resolution;
  resolve::UnitGraph units;
};

struct PricedBuild : PlannedBuild {
  std::vector<resolve::UnitTime> times;  ///< one for each unit
  resolve::Schedule schedule;            ///< without limit on jobs
  double cost_seconds = 0;               ///< all units, one after the other
  TimingsUse timings = {};               ///< where there are any
};

/// Refers to the graph and the platforms. Error: usage, for features or profiles that do not exist.
support::Result<PlannedBuild> plan_build(const graph::PackageGraph&, std::shared_ptr<const resolve::FeatureModel>,
                                         const BuildRequest&);

/// `facts` has one entry for each package, read for the uses that the build has for their sources; `timings` stand in
/// for estimates, nullptr: none.
PricedBuild price_build(const graph::PackageGraph&, PlannedBuild, const resolve::Platforms&,
                        const facts::FactTable& facts, const facts::Timings* timings = nullptr);

}  // namespace plimsoll::analysis
