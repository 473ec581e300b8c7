// SPDX-License-Identifier: MIT OR Apache-2.0
#include <optional>
#include <utility>

#include "plimsoll/analysis/view.h"
#include "plimsoll/support/assert.h"
#include "plimsoll/support/parallel.h"
#include "reach.h"
#include "shortest_path.h"
#include "unit_costs.h"

namespace plimsoll::analysis {
namespace {

using finding::Reach;
using support::Result;

using Seeds = std::vector<resolve::Seed>;
using Features = std::shared_ptr<const resolve::FeatureModel>;

/// Naming the host as the only target selects the same packages and compiles more: what host and target share is
/// compiled once only in a build without targets, which is what people run.
resolve::Platforms as_commonly_built(const resolve::Platforms& platforms) {
  if (platforms.targets.size() != 1 || platforms.targets[0].triple() != platforms.host.triple()) return platforms;
  return {platforms.targets[0], {}, platforms.every};
}

Result<PackageUse> use_of_tests(const graph::PackageGraph& graph, const Features& features, const Seeds& seeds,
                                const ModelRequest& request) {
  const auto platforms = as_commonly_built(request.platforms);
  const auto resolution =
      resolve::resolve(graph, features, {.seeds = seeds, .platforms = &platforms, .dev_units = true});
  TRY_INTO(const auto units,
           resolve::build_unit_graph(resolution, {resolve::Command::test, request.profile, {}, request.packages}));
  return use_of(resolution, units);
}

std::vector<char> linked_on_any_platform(const graph::PackageGraph& graph, const Features& features, const Seeds& seeds,
                                         const ModelRequest& request) {
  auto platforms = request.platforms;
  platforms.every = true;
  return linked_anywhere(resolve::resolve(graph, features, {.seeds = seeds, .platforms = &platforms}));
}

Result<resolve::UnitGraph> units_of_build(const Model& model) {
  return resolve::build_unit_graph(model.build.resolution,
                                   {resolve::Command::build, model.request.profile, {}, model.request.packages});
}

}  // namespace

Model::Model(ModelRequest asked, const graph::PackageGraph& graph, Features features, Seeds seeds)
    : request(std::move(asked)),
      built_for(as_commonly_built(request.platforms)),
      build{resolve::resolve(graph, std::move(features), {.seeds = std::move(seeds), .platforms = &built_for}), {}} {}

Result<std::unique_ptr<Model>> plan_model(const graph::PackageGraph& graph, Features features, ModelRequest request,
                                          std::size_t threads) {
  TRY_INTO(const auto seeds, resolve::seeds_of(graph, request.packages, request.features));
  const auto asked = request;
  std::unique_ptr<Model> model;
  Result<PackageUse> build = PackageUse{};
  Result<PackageUse> tests = PackageUse{};
  std::vector<char> anywhere;
  support::parallel_for(3, threads, [&](std::size_t part) {
    if (part == 1) tests = use_of_tests(graph, features, seeds, asked);
    if (part == 2) anywhere = linked_on_any_platform(graph, features, seeds, asked);
    if (part != 0) return;
    model = std::make_unique<Model>(std::move(request), graph, features, seeds);
    build = units_of_build(*model).map([&](resolve::UnitGraph units) {
      model->build.units = std::move(units);
      return use_of(model->build.resolution, model->build.units);
    });
  });
  if (!build) return support::failure(std::move(build).error());
  if (!tests) return support::failure(std::move(tests).error());
  model->reach = reach_of(graph, *build, *tests, anywhere);
  if (graph.closure().lockfile_only) model->reach.assign(graph.package_count(), Reach::unknown);
  auto [depth, towards_member] = ways_to_members(graph, *build, *tests);
  model->depth = std::move(depth);
  model->towards_member = std::move(towards_member);
  return model;
}

void price_model(const graph::PackageGraph& graph, const facts::FactTable& facts, Model& model) {
  PLIMSOLL_ASSERT(facts.size() == graph.package_count());
  const auto& units = model.build.units;
  auto estimates = std::make_shared<CostModel>(graph, model.built_for, facts);
  estimates->learn(units);
  model.costs = std::move(estimates);
  if (model.request.timings != nullptr)
    model.measurements = std::make_shared<const Measurements>(graph, *model.request.timings);
  auto costs = cost_units(graph, units, *model.costs, model.measurements.get());
  model.unit_times = std::move(costs.times);
  model.unit_measured = std::move(costs.measured);
  model.pace = costs.pace;
  if (model.measurements) model.timings = model.measurements->use_in(graph, units, model.unit_measured);
  model.cost_seconds.resize(graph.package_count());
  model.cost_measured.resize(graph.package_count());
  for (const auto& unit : units.units) model.cost_measured[unit.package] = 1;
  for (std::size_t i = 0; i < units.units.size(); ++i) {
    const auto package = units.units[i].package;
    model.cost_seconds[package] += model.unit_times[i].total;
    if (!model.unit_measured[i]) model.cost_measured[package] = 0;
  }
  model.schedule = resolve::schedule(graph, units, model.unit_times, 0);
}

Result<std::unique_ptr<const Model>> build_model(const graph::PackageGraph& graph, Features features,
                                                 const facts::FactTable& facts, ModelRequest request,
                                                 std::size_t threads) {
  TRY_INTO(auto model, plan_model(graph, std::move(features), std::move(request), threads));
  price_model(graph, facts, *model);
  return std::unique_ptr<const Model>(std::move(model));
}

}  // namespace plimsoll::analysis
