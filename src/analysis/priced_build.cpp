// SPDX-License-Identifier: MIT OR Apache-2.0
#include "plimsoll/analysis/priced_build.h"

#include <utility>

#include "cost_model.h"

namespace plimsoll::analysis {

support::Result<PricedBuild> price_build(const graph::PackageGraph& graph,
                                         std::shared_ptr<const resolve::FeatureModel> model,
                                         const facts::FactTable& facts, const BuildRequest& request) {
  TRY_INTO(auto seeds, resolve::seeds_of(graph, request.packages, request.features));
  auto resolution =
      resolve::resolve(graph, std::move(model), {.seeds = std::move(seeds), .platforms = request.platforms});
  TRY_INTO(auto units,
           resolve::build_unit_graph(resolution, {resolve::Command::build, request.profile, {}, request.packages}));
  auto times = estimate_times(graph, units, facts);
  auto schedule = resolve::schedule(graph, units, times, 0);
  double cost = 0;
  for (const auto& time : times) cost += time.total;
  return PricedBuild{std::move(resolution), std::move(units), std::move(times), std::move(schedule), cost};
}

}  // namespace plimsoll::analysis
