// SPDX-License-Identifier: MIT OR Apache-2.0
/// A workspace of a test with its model, for one machine as host and target.
#pragma once

#include <doctest/doctest.h>

#include <memory>
#include <string>
#include <vector>

#include "plimsoll/analysis/view.h"
#include "testkit/workspace.h"

namespace plimsoll::testkit {

struct ModelledWorkspace {
  explicit ModelledWorkspace(TestWorkspace& workspace, const facts::Timings* timings = nullptr)
      : ModelledWorkspace(workspace.graph(), timings) {}

  explicit ModelledWorkspace(graph::PackageGraph read, const facts::Timings* timings = nullptr)
      : graph(std::move(read)), features(resolve::model_of(graph)), facts(graph.package_count()) {
    const std::vector<std::string> targets{"x86_64-unknown-linux-gnu"};
    auto platforms = resolve::platforms_of(graph.closure(), targets.front(), targets);
    REQUIRE(platforms.has_value());
    auto built =
        analysis::build_model(graph, features, facts, {graph.members(), {}, std::move(*platforms), "dev", timings}, 1);
    REQUIRE(built.has_value());
    model = std::move(*built);
  }

  graph::PackageGraph graph;
  std::shared_ptr<const resolve::FeatureModel> features;
  facts::FactTable facts;
  std::unique_ptr<const analysis::Model> model;
};

}  // namespace plimsoll::testkit
