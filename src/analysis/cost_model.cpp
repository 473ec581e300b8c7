// SPDX-License-Identifier: MIT OR Apache-2.0
#include "plimsoll/analysis/cost_model.h"

#include <algorithm>
#include <array>
#include <cmath>

#include "unit_switches.h"

namespace plimsoll::analysis {
namespace {

using cargo::TargetKind;
using facts::CompiledSize;
using resolve::Mode;
using resolve::UnitTime;

/// Seconds for each 1,000 of what is named, and how much of them the frontend takes.
struct Weight {
  double CompiledSize::*size;
  double seconds;
  double frontend;
};

/// Fitted to real builds: docs/cost.md says to which, and how well.
constexpr Weight weights[] = {
    {&CompiledSize::item_tokens, 0.0032, 0.9}, {&CompiledSize::handed_tokens, 0.011, 0.6},
    {&CompiledSize::calls, 0.49, 0.4},         {&CompiledSize::generic_calls, 0.15, 0.7},
    {&CompiledSize::closures, 2.1, 0.5},       {&CompiledSize::types, 1.7, 0.8},
    {&CompiledSize::proc_derives, 8.6, 0.7},
};
constexpr double start_of_compiler = 0.073;
/// More libraries to be compiled against make everything slower, by this power of their number.
constexpr double slowing_by_libraries = 0.23;
/// The workspace's own packages are compiled so that they can be compiled again in part.
constexpr double incremental = 1.7;
constexpr double linking_of_proc_macro = 0.27;
constexpr double linking_of_script = 0.08;
constexpr double linking_of_program = 0.005;
constexpr double linking_of_library = 0.022;  ///< into a program
constexpr double run_of_script = 0.006;
constexpr double run_of_probe = 0.028;
constexpr double native_file = 0.03;
constexpr double native_megabyte = 0.69;

/// Code of a package whose sources were not seen: half of the packages on crates.io are smaller.
constexpr CompiledSize unseen_code = {.item_tokens = 5'000, .calls = 300, .generic_calls = 100};
/// Code generation with optimisation, against without.
constexpr double optimising = 2.5;

UnitTime time_of_run(const facts::PackageFacts& facts) {
  auto seconds = run_of_script;
  if (facts.build_script && facts.build_script->probes_compiler) seconds += run_of_probe;
  if (facts.build_script && facts.build_script->compiles_native_code)
    seconds += native_file * static_cast<double>(facts.native_files) +
               native_megabyte * static_cast<double>(facts.native_bytes) / 1e6;
  return {seconds, seconds};
}

/// Frontend and all, without what the number of libraries adds.
UnitTime time_of_code(const CompiledSize& code) {
  UnitTime time{start_of_compiler, start_of_compiler};
  for (const auto& [size, weight, frontend] : weights) {
    const auto seconds = code.*size * weight / 1'000;
    time.metadata += seconds * frontend;
    time.total += seconds;
  }
  return time;
}

/// Powers are dear, and most units are compiled against few libraries.
double slowing_by(std::size_t libraries) {
  static const auto few = [] {
    std::array<double, 64> powers{};
    for (std::size_t i = 0; i < powers.size(); ++i)
      powers[i] = std::pow(1 + static_cast<double>(i), slowing_by_libraries);
    return powers;
  }();
  return libraries < few.size() ? few[libraries] : std::pow(1 + static_cast<double>(libraries), slowing_by_libraries);
}

double linking(const cargo::CrateTarget& target, const resolve::Unit& unit, std::size_t libraries) {
  if (target.kind == TargetKind::custom_build) return linking_of_script;
  if (target.is_proc_macro()) return linking_of_proc_macro;
  if (target.kind == TargetKind::lib && !unit.tests) return 0;
  return linking_of_program + linking_of_library * static_cast<double>(libraries);
}

}  // namespace

CostModel::CostModel(const graph::PackageGraph& graph, const resolve::Platforms& platforms,
                     const facts::FactTable& facts)
    : graph_(graph), platforms_(platforms), facts_(facts), known_code_(graph.package_count()) {}

bool CostModel::KnownCode::is_of(const resolve::Unit& unit) const {
  return target == unit.target && platform == unit.platform && tests == unit.tests && features == unit.features;
}

void CostModel::learn(const resolve::UnitGraph& units) {
  for (const auto& unit : units.units)
    if (unit.mode != Mode::run_custom_build && !find_known(unit))
      known_code_[unit.package].push_back({unit.target, unit.platform, unit.tests, unit.features, read_code(unit)});
}

const CostModel::KnownCode* CostModel::find_known(const resolve::Unit& unit) const {
  const auto& known = known_code_[unit.package];
  const auto found = std::ranges::find_if(known, [&](const KnownCode& one) { return one.is_of(unit); });
  return found == known.end() ? nullptr : &*found;
}

std::optional<CompiledSize> CostModel::read_code(const resolve::Unit& unit) const {
  const auto& package = *graph_.manifest(unit.package);
  const auto* tree = facts_[unit.package].code_of(package.targets[unit.target]);
  if (!tree) return std::nullopt;
  return facts::compiled_size(*tree, UnitSwitches(unit, package, platform_of(unit, platforms_)));
}

Workload CostModel::workload_of(const resolve::UnitGraph& units, const resolve::Unit& unit) const {
  Workload load;
  if (unit.mode != Mode::run_custom_build) {
    const auto* known = find_known(unit);
    const auto code = known ? known->code : read_code(unit);
    load.is_seen = code.has_value();
    load.code = code.value_or(unseen_code);
  }
  for (const auto& dependency : unit.dependencies) {
    const auto& below = units.units[dependency.unit];
    const auto& target = graph_.manifest(below.package)->targets[below.target];
    if (target.kind == TargetKind::lib && !target.is_proc_macro()) ++load.libraries;
  }
  return load;
}

std::vector<Workload> CostModel::workloads_of(const resolve::UnitGraph& units) const {
  std::vector<Workload> loads;
  loads.reserve(units.units.size());
  for (const auto& unit : units.units) loads.push_back(workload_of(units, unit));
  return loads;
}

UnitTime CostModel::time_of(const resolve::UnitGraph& units, const resolve::Unit& unit) const {
  if (unit.mode == Mode::run_custom_build) return time_of_run(facts_[unit.package]);
  const auto [code, is_seen, libraries] = workload_of(units, unit);
  const auto time = time_of_code(code);
  auto slower = slowing_by(libraries);
  if (unit.profile.incremental && graph_.id(unit.package).source.is_path()) slower *= incremental;
  const auto frontend = time.metadata * slower;
  if (unit.mode == Mode::check) return {frontend, frontend};
  const auto codegen = (time.total - time.metadata) * slower * (unit.profile.opt_level == "0" ? 1 : optimising);
  const auto& target = graph_.manifest(unit.package)->targets[unit.target];
  return {frontend, frontend + codegen + linking(target, unit, libraries)};
}

std::vector<UnitTime> CostModel::times_of(const resolve::UnitGraph& units) const {
  std::vector<UnitTime> times;
  times.reserve(units.units.size());
  for (const auto& unit : units.units) times.push_back(time_of(units, unit));
  return times;
}

}  // namespace plimsoll::analysis
