// SPDX-License-Identifier: MIT OR Apache-2.0
#include "unit_costs.h"

#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <set>
#include <utility>

namespace plimsoll::analysis {
namespace {

using cargo::TargetKind;
using facts::MeasuredUnit;
using resolve::Mode;
using Work = MeasuredUnit::Work;

/// As few matches say nothing of a machine.
constexpr std::size_t least_matches = 5;

Work work_of(const resolve::Unit& unit) {
  if (unit.mode == Mode::run_custom_build) return Work::run_script;
  if (unit.tests || unit.mode == Mode::test) return unit.mode == Mode::check ? Work::other : Work::test;
  return unit.mode == Mode::build ? Work::build : unit.mode == Mode::check ? Work::check : Work::other;
}

bool fits(const MeasuredUnit& measured, const cargo::CrateTarget& target, const resolve::Unit& unit) {
  const bool has_name = target.kind != TargetKind::lib && target.kind != TargetKind::custom_build;
  return measured.kind == target.kind && measured.work == work_of(unit) &&
         (!has_name || measured.target == target.name);
}

bool has_features(const MeasuredUnit& measured, const resolve::Unit& unit) {
  return std::ranges::equal(measured.features, unit.features);
}

class Mean {
 public:
  void add(const MeasuredUnit& unit) {
    sum_.metadata += unit.metadata_seconds.value_or(unit.seconds);
    sum_.total += unit.seconds;
    ++count_;
  }
  [[nodiscard]] std::optional<resolve::UnitTime> time() const {
    if (count_ == 0) return std::nullopt;
    const auto count = static_cast<double>(count_);
    return resolve::UnitTime{sum_.metadata / count, sum_.total / count};
  }

 private:
  resolve::UnitTime sum_;
  std::size_t count_ = 0;
};

/// How much longer things took than estimated; one where too little was measured.
double measured_pace(const std::vector<resolve::UnitTime>& estimates, const UnitCosts& costs) {
  double estimated = 0;
  double measured = 0;
  std::size_t matches = 0;
  for (std::size_t i = 0; i < estimates.size(); ++i)
    if (costs.measured[i]) {
      estimated += estimates[i].total;
      measured += costs.times[i].total;
      ++matches;
    }
  return matches < least_matches || estimated <= 0 || measured <= 0 ? 1 : measured / estimated;
}

}  // namespace

Measurements::Measurements(const graph::PackageGraph& graph, const facts::Timings& timings)
    : timings_(timings), of_package_(graph.package_count()) {
  std::map<std::pair<std::string_view, std::string_view>, std::vector<const MeasuredUnit*>> known;
  for (const auto& unit : timings.units) known[{unit.package, unit.version}].push_back(&unit);
  for (std::size_t i = 0; i < graph.package_count(); ++i) {
    const auto& id = graph.id(graph::PackageIx(i));
    const auto version = cargo::to_text(id.version);
    if (const auto found = known.find({id.name, version}); found != known.end()) of_package_[i] = found->second;
  }
}

template <class Visit>
void Measurements::for_each_fitting(const graph::PackageGraph& graph, const resolve::Unit& unit,
                                    const Visit& visit) const {
  const auto& target = graph.manifest(unit.package)->targets[unit.target];
  for (const auto* measured : of_package_[unit.package])
    if (fits(*measured, target, unit)) visit(*measured);
}

std::optional<Measurements::Match> Measurements::find(const graph::PackageGraph& graph,
                                                      const resolve::Unit& unit) const {
  Mean exact;
  Mean near;
  for_each_fitting(graph, unit, [&](const MeasuredUnit& measured) {
    near.add(measured);
    if (has_features(measured, unit)) exact.add(measured);
  });
  if (const auto time = exact.time()) return Match{*time, true};
  const auto time = near.time();
  return time ? std::optional(Match{*time, false}) : std::nullopt;
}

TimingsUse Measurements::use_in(const graph::PackageGraph& graph, const resolve::UnitGraph& units,
                                const std::vector<char>& measured) const {
  TimingsUse use{units.units.size(),
                 static_cast<std::size_t>(std::ranges::count_if(measured, [](char one) { return one != 0; })),
                 timings_.units.size()};
  std::set<const MeasuredUnit*> used;
  for (const auto& unit : units.units)
    for_each_fitting(graph, unit, [&](const MeasuredUnit& one) {
      if (has_features(one, unit)) used.insert(&one);
    });
  for (const auto& unit : timings_.units)
    if (!used.contains(&unit)) use.unmatched.push_back(fmt::format("{} {}", unit.package, unit.version));
  std::ranges::sort(use.unmatched);
  return use;
}

UnitCosts cost_units(const graph::PackageGraph& graph, const resolve::UnitGraph& units, const CostModel& model,
                     const Measurements* measurements, std::optional<double> pace) {
  auto estimates = model.times_of(units);
  UnitCosts costs{estimates, std::vector<char>(estimates.size())};
  if (measurements == nullptr) return costs;
  std::vector<char> replaced(estimates.size());
  for (std::size_t i = 0; i < estimates.size(); ++i)
    if (const auto match = measurements->find(graph, units.units[i])) {
      costs.times[i] = match->time;
      costs.measured[i] = match->is_exact;
      replaced[i] = 1;
    }
  costs.pace = pace ? *pace : measured_pace(estimates, costs);
  for (std::size_t i = 0; i < estimates.size(); ++i)
    if (!replaced[i]) costs.times[i] = {estimates[i].metadata * costs.pace, estimates[i].total * costs.pace};
  return costs;
}

resolve::UnitTime cost_unit(const graph::PackageGraph& graph, const resolve::UnitGraph& units, const CostModel& model,
                            const resolve::Unit& unit, const Measurements* measurements, double pace) {
  if (measurements != nullptr)
    if (const auto match = measurements->find(graph, unit)) return match->time;
  const auto estimate = model.time_of(units, unit);
  return {estimate.metadata * pace, estimate.total * pace};
}

}  // namespace plimsoll::analysis
