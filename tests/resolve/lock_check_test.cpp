// SPDX-License-Identifier: MIT OR Apache-2.0
#include "plimsoll/resolve/lock_check.h"

#include <doctest/doctest.h>

#include "resolve_fixture.h"

namespace plimsoll::resolve {
namespace {

Words mismatches(TestWorkspace& workspace) {
  const auto graph = workspace.graph();
  Words texts;
  for (const auto& mismatch : LockCheck(graph, model_of(graph)).mismatches()) texts.push_back(mismatch.message);
  return texts;
}

TestWorkspace app(const std::string& rest) {
  TestWorkspace workspace;
  workspace.add_member("", "app", rest);
  return workspace;
}

/// Names on the circle; empty if there is none.
std::string circle(TestWorkspace& workspace) {
  const auto graph = workspace.graph();
  std::string text;
  for (const auto package : LockCheck(graph, model_of(graph)).dependency_circle())
    text += (text.empty() ? "" : " ") + graph.id(package).name;
  return text;
}

/// Members a and b with these declarations.
TestWorkspace pair(const std::string& of_a, const std::string& of_b) {
  auto workspace = virtual_workspace({"a", "b"});
  workspace.add_member("a", "a", of_a);
  workspace.add_member("b", "b", of_b);
  return workspace;
}

TEST_CASE("a lockfile that fits has no mismatches") {
  auto workspace = app("[dependencies]\nx = \"1\"\n");
  workspace.add_dependencies("app", "\"x\"");
  workspace.add_package("x");
  CHECK(mismatches(workspace) == Words{});
}

TEST_CASE("a declaration that nothing locked satisfies is a mismatch that leaves something out") {
  auto workspace = app("[dependencies]\nx = \"2\"\n");
  const auto graph = workspace.graph();
  const auto found = LockCheck(graph, model_of(graph)).mismatches();
  REQUIRE(found.size() == 1);
  CHECK(found.front().message == "`app 0.1.0` needs `x ^2`, which is not locked");
  CHECK(found.front().subject == "app 0.1.0");
  CHECK(found.front().at.begin.line == 6);
  CHECK(found.front().leaves_out);
}

TEST_CASE("optional, build, dev and foreign declarations of members must be locked too") {
  auto workspace =
      app("[dependencies]\na = { version = \"1\", optional = true }\n[dev-dependencies]\nb = \"1\"\n"
          "[build-dependencies]\nc = \"1\"\n[target.'cfg(windows)'.dependencies]\nd = \"1\"\n");
  CHECK(mismatches(workspace).size() == 4);
}

TEST_CASE("optional and dev-dependencies of others need not be locked") {
  auto workspace = app("[dependencies]\nx = \"1\"\n");
  workspace.add_dependencies("app", "\"x\"");
  workspace.add_package("x",
                        "[dependencies]\na = { version = \"1\", optional = true }\n[dev-dependencies]\nb = \"1\"\n");
  CHECK(mismatches(workspace) == Words{});
}

TEST_CASE("required dependencies of others must be locked") {
  auto workspace = app("[dependencies]\nx = \"1\"\n");
  workspace.add_dependencies("app", "\"x\"");
  workspace.add_package("x", "[dependencies]\na = \"1\"\n");
  CHECK(mismatches(workspace) == Words{"`x 1.0.0` needs `a ^1`, which is not locked"});
}

TEST_CASE("an entry of a registry that nothing needs is a mismatch") {
  auto workspace = app("");
  workspace.add_package("x");
  CHECK(mismatches(workspace) == Words{"`x 1.0.0` is locked, but nothing needs it"});
}

TEST_CASE("an entry that only a feature of a member needs is no mismatch") {
  auto workspace = app("[features]\nf = [\"x/y\"]\n[dependencies]\nx = \"1\"\n");
  workspace.add_dependencies("app", "\"x\"");
  workspace.add_package("x", "[features]\ny = [\"dep:z\"]\n[dependencies]\nz = { version = \"1\", optional = true }\n");
  workspace.add_package("z");
  CHECK(mismatches(workspace) == Words{});
}

TEST_CASE("an entry without one of its dependencies is a mismatch") {
  auto workspace = pair("[dependencies]\nb = { path = \"../b\" }\n", "");
  CHECK(mismatches(workspace) == Words{"`a 0.1.0` is locked without `b 0.1.0`"});
}

TEST_CASE("an entry with a dependency too many is a mismatch") {
  auto workspace = pair("", "");
  workspace.add_dependencies("a", "\"b\"");
  CHECK(mismatches(workspace) == Words{"`a 0.1.0` is locked with what it does not need: `b 0.1.0`"});
}

TEST_CASE("a patch that is neither used nor listed as unused is a mismatch") {
  auto workspace = app("[patch.crates-io]\np = { path = \"p\" }\n");
  workspace.files.add("/workspace/p/Cargo.toml", "[package]\nname = \"p\"\nversion = \"1.0.0\"\n");
  workspace.files.add("/workspace/p/src/lib.rs", "");
  CHECK(mismatches(workspace) == Words{"the patch of `p` is not used, and the lockfile does not list it so"});
}

TEST_CASE("two packages that link one native library are in conflict") {
  auto workspace = app("links = \"z\"\nbuild = \"build.rs\"\n[dependencies]\nx = \"1\"\n");
  workspace.add_package("x", "links = \"z\"\nbuild = \"build.rs\"\n");
  const auto graph = workspace.graph();
  const auto conflicts = LockCheck(graph, model_of(graph)).links_conflicts();
  REQUIRE(conflicts.size() == 1);
  CHECK(conflicts.front().library == "z");
}

TEST_CASE("a feature that does not exist is missing although nothing switches its dependency on") {
  auto workspace = app("[dependencies]\nx = { version = \"1\", optional = true, features = [\"y\"] }\n");
  workspace.add_package("x");
  const auto graph = workspace.graph();
  const LockCheck check(graph, model_of(graph));
  const auto missing = check.missing_features();
  REQUIRE(missing.size() == 1);
  CHECK(missing.front().feature == "y");
}

TEST_CASE("a workspace that Cargo takes is accepted") {
  auto workspace = app("[dependencies]\nx = \"1\"\n");
  workspace.add_dependencies("app", "\"x\"");
  workspace.add_package("x");
  const auto graph = workspace.graph();
  const LockCheck check(graph, model_of(graph));
  CHECK(check.accept());
  CHECK(check.accept_as_locked());
}

TEST_CASE("what Cargo refuses is refused with everything that is wrong and a way out") {
  auto workspace = app("[dependencies]\nx = { version = \"1\", features = [\"y\", \"z\"] }\n");
  workspace.add_dependencies("app", "\"x\"");
  workspace.add_package("x");
  const auto graph = workspace.graph();
  const auto refused = LockCheck(graph, model_of(graph)).accept();
  REQUIRE_FALSE(refused);
  CHECK(refused.error().kind == support::ErrorKind::invalid);
  CHECK(refused.error().context.size() == 3);
  CHECK(refused.error().context.front() == "`app 0.1.0` asks for `y` of `x 1.0.0`");
}

TEST_CASE("a lockfile out of step is refused only where it was to be kept") {
  auto workspace = app("");
  workspace.add_package("x");
  const auto graph = workspace.graph();
  const LockCheck check(graph, model_of(graph));
  CHECK(check.accept());
  CHECK_FALSE(check.accept_as_locked());
}

TEST_CASE("of a long list of reasons the first are told and the others counted") {
  std::string features;
  for (int i = 0; i < 30; ++i) features += "\"f" + std::to_string(i) + "\", ";
  auto workspace = app("[dependencies]\nx = { version = \"1\", features = [" + features + "] }\n");
  workspace.add_dependencies("app", "\"x\"");
  workspace.add_package("x");
  const auto graph = workspace.graph();
  const auto refused = LockCheck(graph, model_of(graph)).accept();
  REQUIRE_FALSE(refused);
  CHECK(refused.error().context.size() == 22);
  CHECK(refused.error().context[20] == "and 10 more");
}

TEST_CASE("a path package of another version than locked is a mismatch") {
  auto workspace = app("");
  workspace.files.add("/workspace/Cargo.toml", "[package]\nname = \"app\"\nversion = \"0.1.0+x\"\n");
  CHECK(mismatches(workspace) == Words{"`app` is locked as 0.1.0, but its manifest says 0.1.0+x"});
}

TEST_CASE("a path package that is not locked is a mismatch") {
  auto workspace = app("[dependencies]\np = { path = \"../p\" }\n");
  workspace.files.add("/p/Cargo.toml", "[package]\nname = \"p\"\nversion = \"1.0.0\"\n");
  workspace.files.add("/p/src/lib.rs", "");
  CHECK(mismatches(workspace) == Words{"`p 1.0.0` is not in the lockfile"});
}

TEST_CASE("required dependencies in a circle are one") {
  auto workspace = pair("[dependencies]\n" + beside("b"), "[dependencies]\n" + beside("a"));
  CHECK(circle(workspace) == "a b");
}

TEST_CASE("a circle through an optional, a build or a foreign declaration is one") {
  for (const auto& declared :
       {"[dependencies]\n" + beside("a", "optional = true"), "[build-dependencies]\n" + beside("a"),
        "[target.'cfg(windows)'.dependencies]\n" + beside("a")}) {
    auto workspace = pair("[dependencies]\n" + beside("b"), declared);
    CHECK(circle(workspace) == "a b");
  }
}

TEST_CASE("a circle through a dev-dependency is allowed") {
  auto workspace = pair("[dependencies]\n" + beside("b"), "[dev-dependencies]\n" + beside("a"));
  CHECK(circle(workspace) == "");
  auto alone = app("[dev-dependencies]\napp = { path = \".\" }\n");
  CHECK(circle(alone) == "");
}

TEST_CASE("a circle that no member can switch on is none") {
  auto workspace = app("[dependencies]\nx = \"1\"\n");
  workspace.add_package("x", "[dependencies]\ny = \"1\"\n");
  workspace.add_package("y", "[dependencies]\nx = { version = \"1\", optional = true }\n");
  CHECK(circle(workspace) == "");
}

}  // namespace
}  // namespace plimsoll::resolve
