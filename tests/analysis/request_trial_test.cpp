// SPDX-License-Identifier: MIT OR Apache-2.0
#include "plimsoll/analysis/request_trial.h"

#include <doctest/doctest.h>
#include <fmt/format.h>

#include <random>
#include <set>

#include "plimsoll/analysis/priced_build.h"
#include "testkit/workspace.h"

using namespace plimsoll;
using analysis::RequestTrial;
using testkit::package_named;
using testkit::TestWorkspace;
using Outcome = RequestTrial::Outcome;

namespace {

const std::string machine = "x86_64-unknown-linux-gnu";

struct Tried {
  explicit Tried(TestWorkspace& workspace) : graph(workspace.graph()), facts(graph.package_count()) {
    const std::vector<std::string> targets{machine};
    auto platforms = resolve::platforms_of(graph.closure(), machine, targets);
    auto built = analysis::build_model(graph, resolve::model_of(graph), facts,
                                       {graph.members(), {}, std::move(*platforms), "dev"}, 1);
    REQUIRE(built.has_value());
    model = std::move(*built);
    auto tried = analysis::try_requests(graph, *model, 2);
    trials = std::move(tried.each);
    shared = std::move(tried.shared);
  }

  [[nodiscard]] const RequestTrial& trial(const std::string& edit) const {
    for (const auto& trial : trials)
      if (trial.request.edit.text == edit) return trial;
    FAIL("there is no such request");
    return trials.front();
  }

  graph::PackageGraph graph;
  facts::FactTable facts;
  std::unique_ptr<const analysis::Model> model;
  std::vector<RequestTrial> trials;
  std::vector<analysis::SharedRequest> shared;
};

/// The edited workspace built from scratch.
struct Edited {
  Edited(TestWorkspace& workspace, const std::vector<resolve::Edit>& edits) : graph(graph_of(workspace, edits)) {
    platforms = std::make_unique<resolve::Platforms>(*resolve::platforms_of(graph.closure(), machine, {}));
    auto planned = analysis::plan_build(graph, resolve::model_of(graph), {graph.members(), {}, platforms.get(), "dev"});
    REQUIRE(planned.has_value());
    build = std::make_unique<analysis::PricedBuild>(
        analysis::price_build(graph, std::move(*planned), *platforms, facts::FactTable(graph.package_count())));
  }

  static graph::PackageGraph graph_of(TestWorkspace& workspace, const std::vector<resolve::Edit>& edits) {
    auto edited = resolve::apply_edits(workspace.closure(), edits, [](const cargo::PackageId&) {
      return support::Result<cargo::ClosurePackage>(
          support::failure(support::ErrorKind::not_found, "nothing is fetched"));
    });
    REQUIRE(edited.has_value());
    return graph::PackageGraph::build(std::move(edited->closure));
  }

  [[nodiscard]] bool is_built(graph::PackageIx package) const {
    return std::ranges::any_of(build->units.units, [&](const auto& unit) { return unit.package == package; });
  }

  graph::PackageGraph graph;
  std::unique_ptr<resolve::Platforms> platforms;
  std::unique_ptr<analysis::PricedBuild> build;
};

using PackageFeatures = std::set<std::pair<std::size_t, std::string>>;

PackageFeatures features_of(const resolve::UnitGraph& graph) {
  PackageFeatures features;
  for (const auto& unit : graph.units)
    for (const auto feature : unit.features) features.emplace(unit.package, feature);
  return features;
}

/// Of packages that stay.
PackageFeatures features_gone(const Tried& tried, const Edited& after) {
  PackageFeatures gone;
  const auto left = features_of(after.build->units);
  for (const auto& one : features_of(tried.model->build.units))
    if (!left.contains(one) && after.is_built(graph::PackageIx(one.first))) gone.insert(one);
  return gone;
}

PackageFeatures features_off(const RequestTrial& trial) {
  PackageFeatures features;
  for (const auto& [package, feature] : trial.features_off) features.emplace(package, feature);
  return features;
}

std::vector<graph::PackageIx> packages_gone(const Tried& tried, const Edited& after) {
  std::set<graph::PackageIx> gone;
  for (const auto& unit : tried.model->build.units.units)
    if (!after.is_built(unit.package)) gone.insert(unit.package);
  return {gone.begin(), gone.end()};
}

/// Three members and nine packages with features, optional dependencies, build scripts and proc macros, as chance has
/// it; a package depends on later ones only.
class RandomWorkspace {
 public:
  explicit RandomWorkspace(unsigned seed) : chance_(seed) {
    workspace.files.add("/workspace/Cargo.toml",
                        "[workspace]\nresolver = \"" + std::string(one_in(4) ? "1" : "2") +
                            "\"\nmembers = [\"m0\", \"m1\", \"m2\"]\n[workspace.dependencies]\n" + inherited());
    for (int i = 0; i < 3; ++i) {
      const auto name = fmt::format("m{}", i);
      workspace.add_member(name, name, dependencies(0, true));
      if (one_in(2)) workspace.files.add("/workspace/" + name + "/build.rs", "fn main() {}");
      workspace.add_dependencies(name, locked_);
    }
    for (int i = 0; i < packages; ++i) add_package(i);
  }

  TestWorkspace workspace;

 private:
  static constexpr int packages = 9;

  bool one_in(unsigned n) { return chance_() % n == 0; }

  std::string features() {
    std::string list;
    for (const auto* name : {"a", "b", "c"})
      if (one_in(3)) list += fmt::format("\"{}\", ", name);
    return list;
  }

  std::string inherited() {
    std::string text;
    for (int i = 0; i < packages; ++i)
      text += fmt::format("p{} = {{ version = \"1\", default-features = {}, features = [{}] }}\n", i, one_in(2),
                          features());
    return text;
  }

  /// Tables of dependencies on packages from `first` on; `locked_` gets their names.
  std::string dependencies(int first, bool of_member) {
    std::string normal = "[dependencies]\n";
    std::string build = "[build-dependencies]\n";
    locked_.clear();
    for (int i = first; i < packages; ++i) {
      if (!one_in(of_member ? 3 : 2)) continue;
      locked_ += fmt::format("\"p{}\", ", i);
      auto& table = one_in(4) ? build : normal;
      if (of_member && one_in(2))
        table += fmt::format("p{} = {{ workspace = true, features = [{}] }}\n", i, features());
      else
        table += fmt::format("p{} = {{ version = \"1\", default-features = {}, optional = {}, features = [{}] }}\n", i,
                             one_in(2), !of_member && &table == &normal && one_in(2), features());
    }
    return normal + build;
  }

  void add_package(int number) {
    const auto name = fmt::format("p{}", number);
    const auto tables = dependencies(number + 1, false);
    std::string rest = one_in(5) ? "[lib]\nproc-macro = true\n" : "";
    rest += fmt::format("[features]\ndefault = [{}]\nb = [\"a\"]\nc = []\na = [", features());
    for (int other = number + 1; other < packages; ++other)
      if (tables.find(fmt::format("p{} = ", other)) != std::string::npos && one_in(2))
        rest += fmt::format("\"p{}{}/b\", ", other, one_in(2) && is_optional(tables, other) ? "?" : "");
    workspace.add_package(name, rest + "]\n" + tables);
    if (one_in(4)) workspace.files.add(TestWorkspace::folder_of(name) + "/build.rs", "fn main() {}");
    workspace.add_dependencies(name, locked_);
  }

  static bool is_optional(const std::string& tables, int number) {
    const auto at = tables.find(fmt::format("p{} = ", number));
    return tables.substr(at, tables.find('\n', at) - at).find("optional = true") != std::string::npos;
  }

  std::mt19937 chance_;
  std::string locked_;
};

TestWorkspace app_with(const std::string& dependencies) {
  TestWorkspace workspace;
  workspace.add_member("", "app", dependencies);
  workspace.add_dependencies("app", "\"x\"");
  workspace.add_package(
      "x",
      "[features]\ndefault = [\"a\"]\na = [\"dep:y\"]\nb = []\n[dependencies]\ny = { version = \"1\", "
      "optional = true }\n");
  workspace.add_dependencies("x", "\"y\"");
  workspace.add_package("y");
  return workspace;
}

void check_saved(const Tried& tried, const RequestTrial& trial, const Edited& after) {
  const auto& units = tried.model->build.units.units;
  CHECK(trial.saves.units == std::ssize(units) - std::ssize(after.build->units.units));
  CHECK(trial.saves.critical_path_seconds ==
        doctest::Approx(tried.model->schedule.length - after.build->schedule.length).epsilon(1e-9));
  double cost = -after.build->cost_seconds;
  for (const auto& time : tried.model->unit_times) cost += time.total;
  CHECK(trial.saves.cost_seconds == doctest::Approx(cost).epsilon(1e-9));
  CHECK(trial.gone == packages_gone(tried, after));
  CHECK(features_off(trial) == features_gone(tried, after));
}

}  // namespace

TEST_CASE("without the default features what only they bring in is gone") {
  auto workspace = app_with("[dependencies]\nx = \"1\"\n");
  const Tried tried(workspace);
  const auto& trial = tried.trial("no-default-features:app/x");
  CHECK(trial.outcome == Outcome::less);
  CHECK(trial.gone == std::vector{package_named(tried.graph, "y")});
  CHECK(trial.saves.units == 1);
  CHECK(trial.saves.features == 2);
  CHECK(trial.saves.cost_seconds > 0);
}

TEST_CASE("a feature that the default features include is on without being asked for") {
  auto workspace = app_with("[dependencies]\nx = { version = \"1\", features = [\"a\"] }\n");
  const Tried tried(workspace);
  const auto& trial = tried.trial("remove-feature:app/x/a");
  CHECK(trial.outcome == Outcome::nothing);
  REQUIRE(trial.anyway.has_value());
  CHECK(trial.anyway->asked_by == trial.package);
}

TEST_CASE("a request of tests takes no part in the build") {
  auto workspace = app_with("[dev-dependencies]\nx = \"1\"\n");
  const Tried tried(workspace);
  CHECK(tried.trial("no-default-features:app/dev:x").outcome == Outcome::idle);
}

TEST_CASE("default features that do not exist are no request") {
  TestWorkspace workspace;
  workspace.add_member("", "app", "[dependencies]\nx = \"1\"\n");
  workspace.add_dependencies("app", "\"x\"");
  workspace.add_package("x");
  CHECK(Tried(workspace).trials.empty());
}

TEST_CASE("requests that change nothing alone are tried together") {
  auto workspace = app_with("[dependencies]\nx = { version = \"1\", default-features = false, features = [\"a\"] }\n");
  workspace.add_member("tool", "tool",
                       "[dependencies]\nx = { version = \"1\", default-features = false, features = [\"a\"] }\n");
  workspace.add_dependencies("tool", "\"x\"");
  workspace.files.add("/workspace/Cargo.toml", workspace.files.read("/workspace/Cargo.toml", 1000).value() +
                                                   "[workspace]\nmembers = [\"tool\"]\n");
  const Tried tried(workspace);
  REQUIRE(tried.shared.size() == 1);
  CHECK(tried.shared.front().requests.size() == 2);
  CHECK(tried.shared.front().trial.saves.features == 1);
}

TEST_CASE("a trial says of every request what the edited workspace says") {
  std::size_t decisive = 0;
  std::size_t idle = 0;
  std::size_t shared = 0;
  for (unsigned seed = 1; seed <= 120; ++seed) {
    RandomWorkspace random(seed);
    const Tried tried(random.workspace);
    CAPTURE(seed);
    for (const auto& trial : tried.trials) {
      CAPTURE(trial.request.edit.text);
      check_saved(tried, trial, Edited(random.workspace, {trial.request.edit}));
      if (trial.outcome == Outcome::less) ++decisive;
      if (trial.outcome == Outcome::idle) ++idle;
    }
    for (const auto& one : tried.shared) {
      std::vector<resolve::Edit> edits;
      for (const auto i : one.requests) edits.push_back(tried.trials[i].request.edit);
      CAPTURE(edits.front().text);
      check_saved(tried, one.trial, Edited(random.workspace, edits));
      ++shared;
    }
  }
  CHECK(decisive > 100);
  CHECK(idle < 1000);
  CHECK(shared > 20);
}
