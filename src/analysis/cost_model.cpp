// SPDX-License-Identifier: MIT OR Apache-2.0
#include "cost_model.h"

#include <algorithm>
#include <cmath>

namespace plimsoll::analysis {
namespace {

using cargo::TargetKind;
using resolve::Mode;

// Fitted to `cargo build --timings` of four workspaces (570 packages) on two cores: rank correlation 0.86. Seconds.
constexpr double start_of_compiler = 0.04;
constexpr double first_100_kilobytes = 0.28;
constexpr double growth_with_size = 0.75;
constexpr double linking_of_proc_macro = 0.35;
constexpr double linking_of_program = 0.4;
constexpr double compilation_of_script = 0.1;
constexpr double run_of_script = 0.05;
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
  constexpr double without_features = 0.8;
  if (package.features.empty()) return 1;
  const auto on = static_cast<double>(unit.features.size()) / static_cast<double>(package.features.size());
  return without_features + (1 - without_features) * on;
}

/// What is built on many libraries instantiates much of them.
double weight_of_libraries(const graph::PackageGraph& graph, const resolve::UnitGraph& units,
                           const resolve::Unit& unit) {
  constexpr std::ptrdiff_t most = 10;
  constexpr double each = 0.3;
  const auto libraries = std::ranges::count_if(unit.dependencies, [&](const resolve::UnitDependency& dependency) {
    const auto& below = units.units[dependency.unit];
    const auto& target = graph.manifest(below.package)->targets[below.target];
    return target.kind == TargetKind::lib && !target.is_proc_macro();
  });
  return 1 + each * static_cast<double>(std::min(most, libraries));
}

double seconds_of_run(const facts::PackageFacts& facts) {
  const bool compiles = facts.build_script && facts.build_script->compiles_native_code;
  return run_of_script + (compiles ? static_cast<double>(facts.native_bytes) / native_bytes_each_second : 0);
}

class Estimator {
 public:
  Estimator(const graph::PackageGraph& graph, const resolve::UnitGraph& units) : graph_(graph), units_(units) {}

  [[nodiscard]] resolve::UnitTime time_of(const resolve::Unit& unit, const facts::PackageFacts& facts) const {
    const auto& package = *graph_.manifest(unit.package);
    if (unit.mode == Mode::run_custom_build) return {seconds_of_run(facts), seconds_of_run(facts)};
    if (package.targets[unit.target].kind != TargetKind::custom_build) return time_of_compilation(package, unit, facts);
    return {compilation_of_script, compilation_of_script};
  }

 private:
  [[nodiscard]] double seconds_of_sources(const cargo::Package& package, const resolve::Unit& unit,
                                          double bytes) const {
    return std::pow(bytes / 100'000, growth_with_size) * first_100_kilobytes * share_compiled(package, unit) *
           weight_of_libraries(graph_, units_, unit);
  }

  /// Sources and, for what is linked, the linker.
  [[nodiscard]] resolve::UnitTime time_of_compilation(const cargo::Package& package, const resolve::Unit& unit,
                                                      const facts::PackageFacts& facts) const {
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

  const graph::PackageGraph& graph_;
  const resolve::UnitGraph& units_;
};

}  // namespace

resolve::UnitTime estimate_time(const graph::PackageGraph& graph, const resolve::UnitGraph& units,
                                const facts::FactTable& facts, const resolve::Unit& unit) {
  return Estimator(graph, units).time_of(unit, facts[unit.package]);
}

std::vector<resolve::UnitTime> estimate_times(const graph::PackageGraph& graph, const resolve::UnitGraph& units,
                                              const facts::FactTable& facts) {
  std::vector<resolve::UnitTime> times;
  times.reserve(units.units.size());
  for (const auto& unit : units.units) times.push_back(estimate_time(graph, units, facts, unit));
  return times;
}

}  // namespace plimsoll::analysis
