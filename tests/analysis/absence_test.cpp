// SPDX-License-Identifier: MIT OR Apache-2.0
#include "plimsoll/analysis/absence.h"

#include "modelled.h"

using namespace plimsoll;
using analysis::Absence;
using facts::MeasuredUnit;
using testkit::ModelledWorkspace;
using testkit::package_named;
using testkit::TestWorkspace;

namespace {

constexpr auto as_macro = "[lib]\nproc-macro = true\n\n";

MeasuredUnit taking(const std::string& package, double seconds, cargo::TargetKind kind = cargo::TargetKind::lib,
                    MeasuredUnit::Work work = MeasuredUnit::Work::build) {
  MeasuredUnit unit{package, package == "app" ? "0.1.0" : "1.0.0"};
  unit.kind = kind;
  unit.work = work;
  unit.seconds = seconds;
  return unit;
}

/// `app` uses the macro `derive`, which alone needs `parser`, and the library `slow`; each library takes what is said.
struct Build {
  explicit Build(double slow_seconds)
      : timings{{taking("app", 1), taking("derive", 2), taking("parser", 3), taking("slow", slow_seconds)}},
        workspace(texts(), &timings) {}

  [[nodiscard]] double saved(std::string_view package, std::size_t jobs) const {
    return Absence(workspace.graph, *workspace.model, jobs).saved_without(package_named(workspace.graph, package));
  }

  static graph::PackageGraph texts() {
    TestWorkspace workspace;
    workspace.add_member("", "app", "[dependencies]\nderive = \"1\"\nslow = \"1\"\n");
    workspace.add_dependencies("app", "\"derive\", \"slow\"");
    workspace.add_package("derive", std::string(as_macro) + "[dependencies]\nparser = \"1\"\n");
    workspace.add_dependencies("derive", "\"parser\"");
    workspace.add_package("parser");
    workspace.add_package("slow");
    return workspace.graph();
  }

  facts::Timings timings;
  ModelledWorkspace workspace;
};

}  // namespace

TEST_CASE("without a macro the build is shorter by what waits for it and for what only it needs") {
  CHECK(Build(0).saved("derive", 0) == doctest::Approx(5));
}

TEST_CASE("a macro beside a chain that is nearly as long saves the difference alone") {
  CHECK(Build(4).saved("derive", 0) == doctest::Approx(1));
  CHECK(Build(4).saved("derive", 2) == doctest::Approx(1));
}

TEST_CASE("a macro beside a longer chain saves nothing") {
  CHECK(Build(7).saved("derive", 0) == doctest::Approx(0));
}

TEST_CASE("on one job a macro saves all its work") {
  CHECK(Build(7).saved("derive", 1) == doctest::Approx(5));
}

TEST_CASE("without a build script its package is still compiled") {
  TestWorkspace texts;
  texts.add_member("", "app", "[build-dependencies]\ntool = \"1\"\n");
  texts.add_dependencies("app", "\"tool\"");
  texts.add_package("tool");
  texts.files.add("/workspace/build.rs", "");
  const facts::Timings timings{{taking("app", 1), taking("tool", 2), taking("app", 4, cargo::TargetKind::custom_build),
                                taking("app", 8, cargo::TargetKind::custom_build, MeasuredUnit::Work::run_script)}};
  const ModelledWorkspace workspace(texts, &timings);
  const Absence absence(workspace.graph, *workspace.model, 1);
  CHECK(absence.length() == doctest::Approx(15));
  CHECK(absence.saved_without_build_script(package_named(workspace.graph, "app")) == doctest::Approx(14));
}
