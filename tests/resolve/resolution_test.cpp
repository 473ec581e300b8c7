// SPDX-License-Identifier: MIT OR Apache-2.0
#include "plimsoll/resolve/resolution.h"

#include <doctest/doctest.h>

#include "resolve_fixture.h"

namespace plimsoll::resolve {
namespace {

const std::string abc = "[features]\na = []\nb = []\nc = []\n";

/// A member that wants util with a, its build script with b, its tests with c.
TestWorkspace app_and_util(const std::string& resolver) {
  auto workspace = virtual_workspace({"app", "util"}, resolver);
  workspace.add_member("app", "app",
                       "[dependencies]\n" + beside("util", "features = [\"a\"]") + "[build-dependencies]\n" +
                           beside("util", "features = [\"b\"]") + "[dev-dependencies]\n" +
                           beside("util", "features = [\"c\"]"));
  workspace.add_member("util", "util", abc);
  return workspace;
}

const Question app_alone{.packages = {false, {"app"}, {}}};
const Question app_tested{.packages = {false, {"app"}, {}}, .dev_units = true};

TEST_CASE("resolver 2 keeps features of build scripts apart") {
  auto workspace = app_and_util("2");
  const Resolved built(workspace, app_alone);
  CHECK(built.on("util") == "a");
  CHECK(built.on_host("util") == "b");
}

TEST_CASE("resolver 2 adds features of dev-dependencies only where tests are built") {
  auto workspace = app_and_util("2");
  const Resolved tested(workspace, app_tested);
  CHECK(tested.on("util") == "a c");
  CHECK(tested.on_host("util") == "b");
}

TEST_CASE("resolver 1 makes one set of all features") {
  auto workspace = app_and_util("1");
  const Resolved built(workspace, app_alone);
  CHECK(built.on("util") == "a b c");
  CHECK_FALSE(built.resolution->splits_sides());
}

TEST_CASE("the unified features are the same with either resolver") {
  for (const auto* resolver : {"1", "2", "3"}) {
    auto workspace = app_and_util(resolver);
    CHECK(Resolved(workspace, app_alone).unified("util") == "a b c");
  }
}

/// A lone package in the workspace's root that asks for registry packages.
TestWorkspace app(const std::string& rest) {
  TestWorkspace workspace;
  workspace.add_member("", "app", rest);
  return workspace;
}

Question with(const Words& features) {
  return {.features = {features}};
}

TEST_CASE("default features are on unless the declaration switches them off") {
  auto workspace = app("[dependencies]\nx = \"1\"\ny = { version = \"1\", default-features = false }\n");
  workspace.add_package("x", "[features]\ndefault = [\"std\"]\nstd = []\n");
  workspace.add_package("y", "[features]\ndefault = [\"std\"]\nstd = []\n");
  const Resolved resolved(workspace);
  CHECK(resolved.on("x") == "default std");
  CHECK(resolved.on("y") == "");
}

TEST_CASE("`default` may be asked for by name where default features are off") {
  auto workspace = app("[dependencies]\nx = { version = \"1\", default-features = false, features = [\"default\"] }\n");
  workspace.add_package("x", "[features]\ndefault = []\n");
  CHECK(Resolved(workspace).on("x") == "default");
}

TEST_CASE("an optional dependency takes part when its feature is on") {
  auto workspace = app("[dependencies]\nx = { version = \"1\", optional = true }\n");
  workspace.add_package("x");
  CHECK(Resolved(workspace).on("x") == "-");
  CHECK(Resolved(workspace, with({"x"})).on("x") == "");
}

TEST_CASE("`x/f` switches x on, with the feature of its name") {
  auto workspace = app("[features]\nf = [\"x/a\"]\n[dependencies]\nx = { version = \"1\", optional = true }\n");
  workspace.add_package("x", abc);
  const Resolved resolved(workspace, with({"f"}));
  CHECK(resolved.on("x") == "a");
  CHECK(resolved.on("app") == "f x");
}

TEST_CASE("`x/f` switches x on without a feature where `dep:` took it away") {
  auto workspace =
      app("[features]\nf = [\"x/a\"]\ng = [\"dep:x\"]\n[dependencies]\nx = { version = \"1\", optional = true }\n");
  workspace.add_package("x", abc);
  const Resolved resolved(workspace, with({"f"}));
  CHECK(resolved.on("x") == "a");
  CHECK(resolved.on("app") == "f");
}

const std::string weak =
    "[features]\nf = [\"x?/a\"]\ng = [\"dep:x\"]\n[dependencies]\nx = { version = \"1\", optional = true }\n";

TEST_CASE("a weak feature does not switch its dependency on, though the first pass shows it") {
  auto workspace = app(weak);
  workspace.add_package("x", abc);
  const Resolved resolved(workspace, with({"f"}));
  CHECK(resolved.on("x") == "-");
  CHECK(resolved.unified("x") == "a");
}

TEST_CASE("a weak feature counts once something else switches the dependency on, in either order") {
  auto workspace = app(weak);
  workspace.add_package("x", abc);
  CHECK(Resolved(workspace, with({"f", "g"})).on("x") == "a");
  CHECK(Resolved(workspace, with({"g", "f"})).on("x") == "a");
  CHECK(Resolved(workspace, with({"g"})).on("x") == "");
}

TEST_CASE("resolver 1 honours weak features as well") {
  auto workspace = app("resolver = \"1\"\n" + weak);
  workspace.add_package("x", abc);
  CHECK(Resolved(workspace, with({"f"})).on("x") == "-");
}

TEST_CASE("what a proc macro depends on is on the host side") {
  auto workspace = app("[dependencies]\np = \"1\"\ns = { version = \"1\", features = [\"a\"] }\n");
  workspace.add_package("p", "[lib]\nproc-macro = true\n[dependencies]\ns = { version = \"1\", features = [\"b\"] }\n");
  workspace.add_package("s", abc);
  const Resolved resolved(workspace);
  CHECK(resolved.on("s") == "a");
  CHECK(resolved.on_host("s") == "b");
  CHECK(resolved.on("p") == "-");
  CHECK(resolved.on_host("p") == "");
}

TEST_CASE("an example that is a proc macro does not move its package to the host") {
  auto workspace = app("[dependencies]\nq = \"1\"\n");
  workspace.add_package("q", "[[example]]\nname = \"e\"\ncrate-type = [\"proc-macro\"]\n");
  workspace.files.add(TestWorkspace::folder_of("q") + "/examples/e.rs", "");
  const Resolved resolved(workspace);
  const auto link = resolved.link("app", "q");
  CHECK(resolved.resolution->side_of(link, Side::target) == Side::target);
  CHECK(resolved.resolution->side_of(link, Side::target, true) == Side::host);
}

TEST_CASE("resolver 2 leaves declarations for other platforms out, resolver 1 takes their features") {
  const std::string rest =
      "[dependencies]\nx = \"1\"\n[target.'cfg(windows)'.dependencies]\n"
      "x = { version = \"1\", features = [\"a\"] }\n";
  auto second = app(rest);
  second.add_package("x", abc);
  CHECK(Resolved(second).on("x") == "");
  CHECK(Resolved(second).unified("x") == "a");
  auto first = app("resolver = \"1\"\n" + rest);
  first.add_package("x", abc);
  CHECK(Resolved(first).on("x") == "a");
}

TEST_CASE("with several targets a declaration counts if any of them matches") {
  auto workspace = app("[target.'cfg(windows)'.dependencies]\nx = \"1\"\n");
  workspace.add_package("x");
  CHECK(Resolved(workspace, {.targets = {linux_triple}}).on("x") == "-");
  CHECK(Resolved(workspace, {.targets = {linux_triple, windows_triple}}).on("x") == "");
}

TEST_CASE("for every platform no declaration is left out, on either side") {
  auto workspace =
      app("[target.'cfg(windows)'.dependencies]\nx = \"1\"\n[target.'cfg(any())'.build-dependencies]\ny = \"1\"\n");
  workspace.add_package("x");
  workspace.add_package("y");
  const Resolved resolved(workspace, {.targets = {"all"}});
  CHECK(resolved.on("x") == "");
  CHECK(resolved.on_host("y") == "");
}

TEST_CASE("a build-dependency is asked for the host's platform") {
  auto workspace = app(
      "[target.'cfg(windows)'.build-dependencies]\nx = \"1\"\n[target.'cfg(unix)'.build-dependencies]\ny = \"1\"\n");
  workspace.add_package("x");
  workspace.add_package("y");
  const Resolved resolved(workspace, {.targets = {windows_triple}});
  CHECK(resolved.on_host("x") == "-");
  CHECK(resolved.on_host("y") == "");
}

TEST_CASE("declarations of one key in several tables add up") {
  auto workspace = app(
      "[dependencies]\nx = \"1\"\n[target.'cfg(unix)'.dependencies]\nx = { version = \"1\", default-features = false, "
      "features = [\"a\"] }\n");
  workspace.add_package("x", abc + "default = []\n");
  CHECK(Resolved(workspace).on("x") == "a default");
}

TEST_CASE("a link is live where it is linked, enabled and of the right platform") {
  auto workspace = app(
      "[dependencies]\nx = { version = \"1\", optional = true }\n[target.'cfg(windows)'.dependencies]\ny = \"1\"\n");
  workspace.add_package("x");
  workspace.add_package("y");
  const Resolved off(workspace);
  CHECK_FALSE(off.resolution->is_live(off.link("app", "x"), Side::target));
  CHECK_FALSE(off.resolution->is_live(off.link("app", "y"), Side::target));
  CHECK(off.resolution->is_linked(off.link("app", "y")));
  const Resolved on(workspace, with({"x"}));
  CHECK(on.resolution->is_live(on.link("app", "x"), Side::target));
}

TEST_CASE("a feature of a dev-dependency reaches it through another member in the second pass only") {
  auto workspace = virtual_workspace({"a", "b"});
  workspace.add_member("a", "a", "[dependencies]\n" + beside("b", "features = [\"f\"]"));
  workspace.add_member("b", "b", "[features]\nf = [\"t/a\"]\n[dev-dependencies]\nt = \"1\"\n");
  workspace.add_package("t", abc);
  const Resolved all(workspace, {.dev_units = true});
  CHECK(all.unified("t") == "");
  CHECK(all.on("t") == "a");
  const Resolved alone(workspace, {.packages = {false, {"b"}, {}}, .dev_units = true});
  CHECK(alone.on("t") == "");
}

TEST_CASE("a package may dev-depend on itself with a feature") {
  auto workspace = app("[features]\nq = []\n[dev-dependencies]\napp = { path = \".\", features = [\"q\"] }\n");
  CHECK(Resolved(workspace).on("app") == "");
  CHECK(Resolved(workspace).unified("app") == "q");
  CHECK(Resolved(workspace, {.dev_units = true}).on("app") == "q");
}

TEST_CASE("a feature knows its first cause") {
  auto workspace = app("[features]\nf = [\"x/a\"]\n[dependencies]\nx = { version = \"1\", features = [\"b\"] }\n");
  workspace.add_package("x", "[features]\ndefault = [\"c\"]\na = []\nb = []\nc = []\n");
  const Resolved resolved(workspace, with({"f"}));
  const auto x = testkit::package_named(resolved.graph, "x");
  const auto kind = [&](const char* feature) { return resolved.resolution->why(x, feature, Side::target)->kind; };
  CHECK(kind("a") == Cause::Kind::dependency_feature);
  CHECK(kind("b") == Cause::Kind::declaration);
  CHECK(kind("default") == Cause::Kind::default_feature);
  CHECK(kind("c") == Cause::Kind::feature);
  CHECK_FALSE(resolved.resolution->why(x, "d", Side::target).has_value());
  const auto own = testkit::package_named(resolved.graph, "app");
  CHECK(resolved.resolution->why(own, "f", Side::target)->kind == Cause::Kind::seed);
}

TEST_CASE("a feature that a dependency does not have is noted") {
  auto workspace = app("[dependencies]\nx = { version = \"1\", features = [\"nothing\"] }\n");
  workspace.add_package("x", abc);
  const Resolved resolved(workspace);
  REQUIRE(resolved.resolution->missing_features().size() == 1);
  CHECK(resolved.resolution->missing_features().front().feature == "nothing");
}

TEST_CASE("without these defaults a package keeps what others ask for") {
  auto workspace = app("[dependencies]\nx = { version = \"1\", features = [\"a\"] }\n");
  workspace.add_package("x", "[features]\ndefault = [\"b\"]\na = []\nb = []\n");
  const Resolved before(workspace);
  const auto after = resolve_without(*before.resolution, {{before.link("app", "x")}});
  CHECK(before.on("x") == "a b default");
  CHECK(Resolved::joined(after.features(testkit::package_named(before.graph, "x"), Side::target)) == "a");
}

}  // namespace
}  // namespace plimsoll::resolve
