// SPDX-License-Identifier: MIT OR Apache-2.0
#include "cost_model.h"

#include <cmath>

namespace plimsoll::analysis {
namespace {

using cargo::TargetKind;
using resolve::Mode;

constexpr double middling_rust_kilobytes = 60;

double rust_kilobytes(const facts::PackageFacts& facts) {
  return facts.sources_seen ? static_cast<double>(facts.rust_bytes) / 1024 : middling_rust_kilobytes;
}

resolve::UnitTime time_of(const graph::PackageGraph& graph, const resolve::Unit& unit,
                          const facts::PackageFacts& facts) {
  const auto& target = graph.manifest(unit.package)->targets[unit.target];
  if (unit.mode == Mode::run_custom_build) {
    const auto seconds = 0.05 + static_cast<double>(facts.native_bytes) / 1024 / 400;
    return {seconds, seconds};
  }
  if (target.kind == TargetKind::custom_build) return {0.3, 0.3};
  const auto seconds = 0.05 + 0.01 * std::pow(rust_kilobytes(facts), 0.9);
  if (unit.mode == Mode::check) return {seconds * 0.6, seconds * 0.6};
  return {seconds * 0.6, seconds};
}

}  // namespace

std::vector<resolve::UnitTime> estimate_times(const graph::PackageGraph& graph, const resolve::UnitGraph& units,
                                              const facts::FactTable& facts) {
  std::vector<resolve::UnitTime> times;
  times.reserve(units.units.size());
  for (const auto& unit : units.units) times.push_back(time_of(graph, unit, facts[unit.package]));
  return times;
}

}  // namespace plimsoll::analysis
