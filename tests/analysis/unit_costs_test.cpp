// SPDX-License-Identifier: MIT OR Apache-2.0
#include <algorithm>

#include "modelled.h"
#include "plimsoll/analysis/request_trial.h"

using namespace plimsoll;
using facts::MeasuredUnit;
using testkit::ModelledWorkspace;
using testkit::package_named;
using testkit::TestWorkspace;

namespace {

/// `app` needs `leaf` with its feature `on`; both are libraries.
TestWorkspace two_libraries() {
  TestWorkspace workspace;
  workspace.add_member("", "app", "[dependencies]\nleaf = { version = \"1\", features = [\"on\"] }\n");
  workspace.add_dependencies("app", "\"leaf\"");
  workspace.add_package("leaf", "[features]\non = []\n");
  return workspace;
}

MeasuredUnit measured(const std::string& package, const std::string& version, double seconds, double metadata,
                      std::vector<std::string> features = {}) {
  MeasuredUnit unit{package, version};
  unit.features = std::move(features);
  unit.seconds = seconds;
  unit.metadata_seconds = metadata;
  return unit;
}

struct Measured {
  explicit Measured(facts::Timings known)
      : texts(two_libraries()), timings(std::move(known)), workspace(texts, &timings) {}

  [[nodiscard]] double cost(std::string_view name) const {
    return workspace.model->cost_seconds[package_named(workspace.graph, name)];
  }
  [[nodiscard]] bool is_measured(std::string_view name) const {
    return workspace.model->cost_measured[package_named(workspace.graph, name)] != 0;
  }

  TestWorkspace texts;
  facts::Timings timings;
  ModelledWorkspace workspace;
};

}  // namespace

TEST_CASE("measured times stand in for estimates") {
  const Measured build({{measured("leaf", "1.0.0", 4, 3, {"on"})}});
  CHECK(build.cost("leaf") == 4);
  CHECK(build.is_measured("leaf"));
  CHECK_FALSE(build.is_measured("app"));
}

TEST_CASE("a dependent starts when the measured metadata is there") {
  const Measured build({{measured("leaf", "1.0.0", 4, 3, {"on"}), measured("app", "0.1.0", 2, 1)}});
  CHECK(build.workspace.model->schedule.length == 5);
}

TEST_CASE("what was measured with other features is nearer than an estimate but not measured") {
  const Measured build({{measured("leaf", "1.0.0", 4, 3)}});
  CHECK(build.cost("leaf") == 4);
  CHECK_FALSE(build.is_measured("leaf"));
  CHECK(build.workspace.model->timings.unmatched == std::vector<std::string>{"leaf 1.0.0"});
}

TEST_CASE("measurements of another version fit nothing") {
  const Measured build({{measured("leaf", "1.0.1", 4, 3, {"on"})}});
  CHECK(build.cost("leaf") < 1);
  CHECK(build.workspace.model->timings.measured == 0);
  CHECK(build.workspace.model->timings.unmatched == std::vector<std::string>{"leaf 1.0.1"});
}

TEST_CASE("of several measurements that fit alike the mean counts") {
  const Measured build({{measured("leaf", "1.0.0", 4, 3, {"on"}), measured("leaf", "1.0.0", 2, 1, {"on"})}});
  CHECK(build.cost("leaf") == 3);
  CHECK(build.workspace.model->timings.unmatched.empty());
}

TEST_CASE("a trial saves what was measured") {
  const Measured build({{measured("leaf", "1.0.0", 4, 3, {"on"}), measured("leaf", "1.0.0", 3, 2)}});
  const auto& workspace = build.workspace;
  const auto trials = analysis::try_requests(workspace.graph, *workspace.model, 1).each;
  const auto trial = std::ranges::find(trials, "remove-feature:app/leaf/on",
                                       [](const analysis::RequestTrial& one) { return one.request.edit.text; });
  REQUIRE(trial != trials.end());
  CHECK(trial->saves.cost_seconds == doctest::Approx(1));
}
