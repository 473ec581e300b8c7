// SPDX-License-Identifier: MIT OR Apache-2.0
#include "plimsoll/analysis/absence.h"

#include "exclusive_cost.h"

namespace plimsoll::analysis {
namespace {

using graph::PackageIx;
using resolve::Unit;
using resolve::UnitIx;

using IsPart = std::function<bool(const Unit&)>;

/// The units of the part and those that only they need.
std::vector<UnitIx> going_with(const resolve::UnitGraph& graph, const IsPart& is_part) {
  const auto needed = units_without(graph, is_part);
  std::vector<UnitIx> going;
  for (std::size_t unit = 0; unit < needed.size(); ++unit)
    if (needed[unit] == 0) going.emplace_back(unit);
  return going;
}

}  // namespace

Absence::Absence(const graph::PackageGraph& graph, const Model& model, std::size_t jobs)
    : graph_(graph),
      units_(model.build.units),
      jobs_(jobs),
      scheduler_(graph, units_, model.unit_times),
      length_(jobs == 0 ? model.schedule.length : scheduler_.run(jobs).length) {}

double Absence::saved_without(PackageIx package) const {
  return saved_without([&](const Unit& unit) { return unit.package == package; });
}

double Absence::saved_without_build_script(PackageIx package) const {
  return saved_without([&](const Unit& unit) {
    return unit.package == package &&
           graph_.manifest(package)->targets[unit.target].kind == cargo::TargetKind::custom_build;
  });
}

double Absence::saved_without(const IsPart& is_part) const {
  return length_ - scheduler_.length_without(going_with(units_, is_part), jobs_);
}

}  // namespace plimsoll::analysis
