// SPDX-License-Identifier: MIT OR Apache-2.0
#include "cost_model.h"

#include <algorithm>

namespace plimsoll::analysis {
namespace {

using cargo::TargetKind;
using resolve::Mode;

// Fitted by hand to `cargo build --timings` of four workspaces (570 packages) on two cores. Seconds.
constexpr double start_of_compiler = 0.04;
constexpr double each_100_kilobytes = 0.35;
constexpr double linking_of_proc_macro = 0.3;
constexpr double linking_of_program = 0.4;
constexpr double linking_of_script = 0.12;
constexpr double run_of_script = 0.04;
constexpr double native_bytes_each_second = 500'000;

/// What half of the packages on crates.io are smaller than.
constexpr double unseen_bytes = 45'000;
/// Of a package's sources, what belongs to one program beside its library.
constexpr double share_of_program = 0.15;
/// The frontend's part of a library compiled without optimisation.
constexpr double frontend_share = 0.6;
/// Code generation with optimisation, against without.
constexpr double optimising = 2.5;

double source_bytes(const facts::PackageFacts& facts) {
  return facts.sources_seen ? static_cast<double>(facts.weighed_bytes) : unseen_bytes;
}

/// Features switch code on; most of it is there without them.
double share_compiled(const cargo::Package& package, const resolve::Unit& unit) {
  constexpr double without_features = 0.7;
  if (package.features.empty()) return 1;
  const auto on = static_cast<double>(unit.features.size()) / static_cast<double>(package.features.size());
  return without_features + (1 - without_features) * on;
}

/// What depends on much instantiates much of it.
double weight_of_dependencies(const resolve::Unit& unit) {
  constexpr std::size_t most = 10;
  return 1 + 0.05 * static_cast<double>(std::min(most, unit.dependencies.size()));
}

double seconds_of_sources(const cargo::Package& package, const resolve::Unit& unit, double bytes) {
  return bytes / 100'000 * each_100_kilobytes * share_compiled(package, unit) * weight_of_dependencies(unit);
}

double seconds_of_run(const facts::PackageFacts& facts) {
  const bool compiles = facts.build_script && facts.build_script->compiles_native_code;
  return run_of_script + (compiles ? static_cast<double>(facts.native_bytes) / native_bytes_each_second : 0);
}

/// Sources and, for what is linked, the linker.
resolve::UnitTime time_of_compilation(const cargo::Package& package, const resolve::Unit& unit,
                                      const facts::PackageFacts& facts) {
  const auto& target = package.targets[unit.target];
  const bool is_beside_library = target.kind != TargetKind::lib && package.library();
  const auto bytes = source_bytes(facts) * (is_beside_library ? share_of_program : 1);
  const auto sources = seconds_of_sources(package, unit, bytes);
  const auto frontend = start_of_compiler + sources * frontend_share;
  if (unit.mode == Mode::check) return {frontend, frontend};
  const auto codegen = sources * (1 - frontend_share) * (unit.profile.opt_level == "0" ? 1 : optimising);
  const auto is_program = target.kind != TargetKind::lib || unit.tests;
  const auto linking = target.is_proc_macro() ? linking_of_proc_macro : is_program ? linking_of_program : 0;
  return {frontend, frontend + codegen + linking};
}

resolve::UnitTime time_of(const graph::PackageGraph& graph, const resolve::Unit& unit,
                          const facts::PackageFacts& facts) {
  const auto& package = *graph.manifest(unit.package);
  if (unit.mode == Mode::run_custom_build) return {seconds_of_run(facts), seconds_of_run(facts)};
  if (package.targets[unit.target].kind == TargetKind::custom_build) return {linking_of_script, linking_of_script};
  return time_of_compilation(package, unit, facts);
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
