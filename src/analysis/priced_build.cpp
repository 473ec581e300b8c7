// SPDX-License-Identifier: MIT OR Apache-2.0
#include "plimsoll/analysis/priced_build.h"

#include <optional>
#include <utility>

#include "unit_costs.h"

namespace plimsoll::analysis {

support::Result<PlannedBuild> plan_build(const graph::PackageGraph& graph,
                                         std::shared_ptr<const resolve::FeatureModel> model,
                                         const BuildRequest& request) {
  TRY_INTO(auto seeds, resolve::seeds_of(graph, request.packages, request.features));
  auto resolution =
      resolve::resolve(graph, std::move(model), {.seeds = std::move(seeds), .platforms = request.platforms});
  TRY_INTO(auto units,
           resolve::build_unit_graph(resolution, {resolve::Command::build, request.profile, {}, request.packages}));
  return PlannedBuild{std::move(resolution), std::move(units)};
}

PricedBuild price_build(const graph::PackageGraph& graph, PlannedBuild planned, const resolve::Platforms& platforms,
                        const facts::FactTable& facts, const facts::Timings* timings) {
  const auto& units = planned.units;
  std::optional<Measurements> measurements;
  if (timings != nullptr) measurements.emplace(graph, *timings);
  auto costs = cost_units(graph, units, CostModel(graph, platforms, facts), measurements ? &*measurements : nullptr);
  auto schedule = resolve::schedule(graph, units, costs.times, 0);
  double cost = 0;
  for (const auto& time : costs.times) cost += time.total;
  auto use = measurements ? measurements->use_in(graph, units, costs.measured) : TimingsUse{};
  return PricedBuild{std::move(planned), std::move(costs.times), std::move(schedule), cost, std::move(use)};
}

}  // namespace plimsoll::analysis
