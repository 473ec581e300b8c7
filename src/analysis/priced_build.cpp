// SPDX-License-Identifier: MIT OR Apache-2.0
#include "plimsoll/analysis/priced_build.h"

#include <optional>
#include <utility>

#include "unit_costs.h"

namespace plimsoll::analysis {

support::Result<PricedBuild> price_build(const graph::PackageGraph& graph,
                                         std::shared_ptr<const resolve::FeatureModel> model,
                                         const facts::FactTable& facts, const BuildRequest& request) {
  TRY_INTO(auto seeds, resolve::seeds_of(graph, request.packages, request.features));
  auto resolution =
      resolve::resolve(graph, std::move(model), {.seeds = std::move(seeds), .platforms = request.platforms});
  TRY_INTO(auto units,
           resolve::build_unit_graph(resolution, {resolve::Command::build, request.profile, {}, request.packages}));
  std::optional<Measurements> measurements;
  if (request.timings != nullptr) measurements.emplace(graph, *request.timings);
  auto costs = cost_units(graph, units, facts, measurements ? &*measurements : nullptr);
  auto& times = costs.times;
  auto schedule = resolve::schedule(graph, units, times, 0);
  double cost = 0;
  for (const auto& time : times) cost += time.total;
  auto use = measurements ? measurements->use_in(graph, units, costs.measured) : TimingsUse{};
  return PricedBuild{std::move(resolution), std::move(units), std::move(times), std::move(schedule), cost,
                     std::move(use)};
}

}  // namespace plimsoll::analysis
