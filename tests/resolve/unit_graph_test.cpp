// SPDX-License-Identifier: MIT OR Apache-2.0
#include "plimsoll/resolve/unit_graph.h"

#include <doctest/doctest.h>

#include <algorithm>

#include "resolve_fixture.h"

namespace plimsoll::resolve {
namespace {

/// A package with one target of every kind.
TestWorkspace every_kind() {
  TestWorkspace workspace;
  workspace.add_member("", "app");
  for (const auto* file : {"src/main.rs", "examples/e.rs", "tests/t.rs", "benches/b.rs"})
    workspace.files.add(std::string("/workspace/") + file, "");
  return workspace;
}

Words roots(Command command, const TargetChoice& targets = {}) {
  auto workspace = every_kind();
  return Expanded(workspace, {.command = command, .targets = targets}).roots();
}

/// The message of the error that a request leads to.
std::string refusal(TestWorkspace& workspace, UnitRequest request) {
  const Resolved resolved(workspace, {.dev_units = has_dev_units(request)});
  request.packages = resolved.chosen;
  const auto units = build_unit_graph(*resolved.resolution, request);
  REQUIRE_FALSE(units.has_value());
  CHECK(units.error().kind == support::ErrorKind::usage);
  return units.error().message;
}

TEST_CASE("a build means the library and the binaries") {
  CHECK(roots(Command::build) == Words{"app:lib:app build", "app:bin:app build"});
  CHECK(roots(Command::check) == Words{"app:lib:app check", "app:bin:app check"});
}

TEST_CASE("a test means all that has tests, and builds the examples") {
  CHECK(roots(Command::test) ==
        Words{"app:lib:app test", "app:lib:app doctest", "app:bin:app test", "app:test:t test", "app:example:e build"});
}

TEST_CASE("building all targets builds libraries and binaries twice, once for their tests") {
  CHECK(roots(Command::build, {.all = true}) == Words{"app:lib:app test", "app:lib:app build", "app:bin:app test",
                                                      "app:bin:app build", "app:test:t test", "app:bench:b test",
                                                      "app:example:e build"});
}

TEST_CASE("testing all targets leaves doctests out and tests the examples") {
  CHECK(roots(Command::test, {.all = true}) ==
        Words{"app:lib:app test", "app:bin:app test", "app:test:t test", "app:bench:b test", "app:example:e test"});
}

TEST_CASE("single kinds of targets may be asked for") {
  CHECK(roots(Command::build, {.lib = true}) == Words{"app:lib:app build"});
  CHECK(roots(Command::build, {.bins = true}) == Words{"app:bin:app build"});
  CHECK(roots(Command::build, {.examples = true}) == Words{"app:example:e build"});
  CHECK(roots(Command::test, {.examples = true}) == Words{"app:example:e test"});
  CHECK(roots(Command::build, {.tests = true}) == Words{"app:lib:app test", "app:bin:app test", "app:test:t test"});
  CHECK(roots(Command::build, {.benches = true}) == Words{"app:lib:app test", "app:bin:app test", "app:bench:b test"});
}

TEST_CASE("single targets may be named") {
  CHECK(roots(Command::build, {.bin_names = {"app"}}) == Words{"app:bin:app build"});
  CHECK(roots(Command::build, {.test_names = {"t"}}) == Words{"app:test:t test"});
}

TEST_CASE("a named target that does not exist is an error") {
  auto workspace = every_kind();
  CHECK(refusal(workspace, {.targets = {.bin_names = {"z"}}}) == "no selected package has a target called `z`");
}

TEST_CASE("flags say whether dev-dependencies count, not what they find") {
  CHECK_FALSE(has_dev_units({}));
  CHECK_FALSE(has_dev_units({.targets = {.lib = true}}));
  CHECK_FALSE(has_dev_units({.targets = {.bins = true}}));
  CHECK_FALSE(has_dev_units({.command = Command::build, .profile = "test"}));
  CHECK(has_dev_units({.command = Command::check, .profile = "test"}));
  CHECK(has_dev_units({.command = Command::test}));
  CHECK(has_dev_units({.targets = {.examples = true}}));
  CHECK(has_dev_units({.targets = {.all = true}}));
}

TEST_CASE("a binary depends on the library of its package, the library's test does not") {
  auto workspace = every_kind();
  const Expanded tested(workspace, {.command = Command::test});
  CHECK(tested.below("app:bin:app test") == Words{"app:lib:app build"});
  CHECK(tested.below("app:lib:app test") == Words{});
}

TEST_CASE("an integration test depends on the binaries of its package") {
  auto workspace = every_kind();
  const Expanded tested(workspace, {.command = Command::test});
  CHECK(tested.below("app:test:t test") == Words{"app:lib:app build", "app:bin:app build"});
}

/// A root package whose binary needs features.
TestWorkspace demanding(const std::string& features, const std::string& rest = {}) {
  TestWorkspace workspace;
  workspace.add_member("", "app",
                       "[features]\nf = []\n[[bin]]\nname = \"app\"\nrequired-features = [" + features + "]\n" + rest);
  workspace.files.add("/workspace/src/main.rs", "");
  return workspace;
}

TEST_CASE("a target without its features is left out") {
  auto workspace = demanding("\"f\"");
  CHECK(Expanded(workspace, {}).roots() == Words{"app:lib:app build"});
  CHECK(Expanded(workspace, {}, {.features = {{"f"}}}).roots() == Words{"app:lib:app build", "app:bin:app build"});
}

TEST_CASE("a named target without its features is an error") {
  auto workspace = demanding("\"f\"");
  CHECK(refusal(workspace, {.targets = {.bin_names = {"app"}}}) == "target `app` requires features that are not on");
}

TEST_CASE("a feature of a dependency may be required, whoever switched it on") {
  auto workspace = demanding("\"x/z\"", "[dependencies]\nx = { version = \"1\", features = [\"z\"] }\n");
  workspace.add_package("x", "[features]\nz = []\n");
  CHECK(Expanded(workspace, {}).roots().size() == 2);
}

TEST_CASE("a library needs no features") {
  TestWorkspace workspace;
  workspace.add_member("", "app", "[lib]\nrequired-features = [\"f\"]\n[features]\nf = []\n");
  CHECK(Expanded(workspace, {}).roots() == Words{"app:lib:app build"});
}

TEST_CASE("a package without a library has no unit as a dependency") {
  auto workspace = virtual_workspace({"app", "tool"});
  workspace.add_member("app", "app", "[dependencies]\n" + beside("tool"));
  workspace.add_member("tool", "tool");
  REQUIRE(workspace.files.remove("/workspace/tool/src/lib.rs").has_value());
  workspace.files.add("/workspace/tool/src/main.rs", "");
  CHECK(Expanded(workspace, {}, {.packages = {false, {"app"}, {}}}).all() == Words{"app:lib:app build"});
}

TEST_CASE("a build script is compiled, run, and only then is its package compiled") {
  TestWorkspace workspace;
  workspace.add_member("", "app", "[build-dependencies]\nx = \"1\"\n");
  workspace.files.add("/workspace/build.rs", "");
  workspace.add_package("x");
  const Expanded built(workspace, {});
  CHECK(built.below("app:lib:app build") == Words{"app:custom-build:build-script-build run-custom-build"});
  CHECK(built.below("app:custom-build:build-script-build run-custom-build") ==
        Words{"app:custom-build:build-script-build build"});
  CHECK(built.below("app:custom-build:build-script-build build") == Words{"x:lib:x build"});
}

TEST_CASE("build-dependencies of a package without a build script have no unit") {
  TestWorkspace workspace;
  workspace.add_member("", "app", "[build-dependencies]\nx = \"1\"\n");
  workspace.add_package("x");
  CHECK(Expanded(workspace, {}).all() == Words{"app:lib:app build"});
}

TEST_CASE("a check only checks libraries, but builds proc macros and what they need") {
  TestWorkspace workspace;
  workspace.add_member("", "app", "[dependencies]\np = \"1\"\nx = \"1\"\n");
  workspace.add_package("p", "[lib]\nproc-macro = true\n[dependencies]\ny = \"1\"\n");
  workspace.add_package("x");
  workspace.add_package("y");
  CHECK(Expanded(workspace, {.command = Command::check}).all() ==
        Words{"app:lib:app check", "p:proc-macro:p build", "x:lib:x check", "y:lib:y build"});
}

TEST_CASE("an edge for another platform is left out for each unit's own") {
  TestWorkspace workspace;
  workspace.add_member("", "app", "[target.'cfg(windows)'.dependencies]\nx = \"1\"\n");
  workspace.add_package("x");
  const Expanded both(workspace, {}, {.targets = {linux_triple, windows_triple}});
  CHECK(both.libraries("app").size() == 2);
  REQUIRE(both.libraries("x").size() == 1);
  CHECK(both.libraries("x").front()->platform == 1U);
}

TEST_CASE("for every platform there is one unit of each, for the machine that builds") {
  TestWorkspace workspace;
  workspace.add_member(
      "", "app", "[target.'cfg(windows)'.dependencies]\nx = \"1\"\n[target.'cfg(unix)'.dependencies]\ny = \"1\"\n");
  workspace.add_package("x");
  workspace.add_package("y");
  const Expanded everywhere(workspace, {}, {.targets = {"all"}});
  for (const auto* name : {"app", "x", "y"}) {
    CAPTURE(name);
    REQUIRE(everywhere.libraries(name).size() == 1);
    CHECK_FALSE(everywhere.libraries(name).front()->platform.has_value());
  }
}

TEST_CASE("a member under test takes part with its dev-dependencies, its plain library without") {
  TestWorkspace workspace;
  workspace.add_member("", "app", "[dev-dependencies]\nx = \"1\"\n");
  workspace.add_package("x");
  const Expanded tested(workspace, {.command = Command::test});
  CHECK(tested.below("app:lib:app test") == Words{"x:lib:x build"});
  CHECK(tested.below("app:lib:app build") == Words{});
}

/// Packages a and b link native libraries, and a depends on b.
TestWorkspace native(const std::string& table) {
  TestWorkspace workspace;
  workspace.add_member("", "app", "[dependencies]\na = \"1\"\n");
  workspace.add_package("a", "links = \"a\"\nbuild = \"build.rs\"\n[" + table + "]\nb = \"1\"\n");
  workspace.add_package("b", "links = \"b\"\nbuild = \"build.rs\"\n");
  return workspace;
}

TEST_CASE("a build script runs after those of the native libraries that its package links") {
  auto workspace = native("dependencies");
  CHECK(Expanded(workspace, {}).below("a:custom-build:build-script-build run-custom-build") ==
        Words{"a:custom-build:build-script-build build", "b:custom-build:build-script-build run-custom-build"});
}

TEST_CASE("the configuration may replace a build script") {
  auto workspace = native("build-dependencies");
  workspace.files.add("/workspace/.cargo/config.toml", "[target." + linux_triple + ".a]\nrustc-link-lib = [\"a\"]\n");
  const Expanded built(workspace, {});
  CHECK(built.below("a:custom-build:build-script-build run-custom-build") == Words{});
  CHECK(built.libraries("b").empty());
}

TEST_CASE("an edge carries the name by which the library is known") {
  TestWorkspace workspace;
  workspace.add_member("", "app", "[dependencies]\nq-q = { version = \"1\", package = \"x\" }\n");
  workspace.add_package("x");
  const Expanded built(workspace, {});
  REQUIRE(built.libraries("app").front()->dependencies.size() == 1);
  CHECK(built.libraries("app").front()->dependencies.front().extern_name == "q_q");
}

TEST_CASE("dependencies of units are sorted, and roots are") {
  auto workspace = every_kind();
  const Expanded built(workspace, {.targets = {.all = true}});
  CHECK(std::ranges::is_sorted(built.units.roots));
  for (const auto& unit : built.units.units)
    CHECK(std::ranges::is_sorted(unit.dependencies, {}, [](const UnitDependency& edge) { return edge.unit; }));
}

}  // namespace
}  // namespace plimsoll::resolve
