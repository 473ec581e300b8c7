// SPDX-License-Identifier: MIT OR Apache-2.0
/// Profiles, and which units of a host and a target build they let Cargo share.
#include <doctest/doctest.h>

#include "resolve_fixture.h"

namespace plimsoll::resolve {
namespace {

/// A root package that uses the registry's `s` normally and in its build script.
TestWorkspace both_uses(const std::string& profiles = {}) {
  TestWorkspace workspace;
  workspace.add_member("", "app", "[dependencies]\ns = \"1\"\n[build-dependencies]\ns = \"1\"\n" + profiles);
  workspace.files.add("/workspace/build.rs", "");
  workspace.add_package("s");
  return workspace;
}

std::size_t compiles_of_s(const std::string& profiles, const UnitRequest& request = {}, const Words& targets = {}) {
  auto workspace = both_uses(profiles);
  return Expanded(workspace, request, {.targets = targets}).libraries("s").size();
}

const UnitRequest release{.profile = "release"};

TEST_CASE("host and target share a library where nothing differs") {
  CHECK(compiles_of_s("") == 1);
}

TEST_CASE("release optimises for the target only, so nothing is shared") {
  CHECK(compiles_of_s("", release) == 2);
}

TEST_CASE("with an explicit target nothing is shared, even if it is the host") {
  CHECK(compiles_of_s("", {}, {linux_triple}) == 2);
}

TEST_CASE("an optimisation level for dev keeps the host's at nought") {
  CHECK(compiles_of_s("[profile.dev]\nopt-level = 1\n") == 2);
}

TEST_CASE("aborting on panic is for the target only") {
  CHECK(compiles_of_s("[profile.dev]\npanic = \"abort\"\n") == 2);
}

TEST_CASE("an override for build scripts can keep apart or bring together") {
  CHECK(compiles_of_s("[profile.dev.build-override]\nopt-level = 3\n") == 2);
  CHECK(compiles_of_s("[profile.release.build-override]\nopt-level = 3\n", release) == 1);
  CHECK(compiles_of_s("[profile.release.build-override]\nopt-level = 3\ncodegen-units = 16\n", release) == 2);
}

TEST_CASE("release without optimisation shares") {
  CHECK(compiles_of_s("[profile.release]\nopt-level = 0\n", release) == 1);
}

TEST_CASE("an override for a package holds on both sides") {
  CHECK(compiles_of_s("[profile.dev.package.s]\nopt-level = 2\n") == 1);
}

TEST_CASE("all targets under abort compile a library twice, once for tests") {
  TestWorkspace workspace;
  workspace.add_member("", "app", "[dependencies]\ns = \"1\"\n[profile.dev]\npanic = \"abort\"\n");
  workspace.add_package("s");
  CHECK(Expanded(workspace, {.targets = {.all = true}}).libraries("s").size() == 2);
}

/// The profile of the only library of a package.
Profile profile_of(TestWorkspace& workspace, const std::string& package, const std::string& profile = "dev",
                   const Words& targets = {}) {
  const Expanded built(workspace, {.profile = profile}, {.targets = targets});
  const auto libraries = built.libraries(package);
  REQUIRE(libraries.size() == 1);
  return libraries.front()->profile;
}

/// A root package `app` and a registry package `x` under these profiles.
TestWorkspace simple(const std::string& profiles) {
  TestWorkspace workspace;
  workspace.add_member("", "app", "[dependencies]\nx = \"1\"\n" + profiles);
  workspace.add_package("x");
  return workspace;
}

TEST_CASE("dev and release have Cargo's own settings") {
  auto workspace = simple("");
  const auto dev = profile_of(workspace, "app");
  CHECK(dev.opt_level == "0");
  CHECK(dev.debuginfo == "2");
  CHECK(dev.debug_assertions);
  CHECK(dev.incremental);
  const auto released = profile_of(workspace, "app", "release");
  CHECK(released.opt_level == "3");
  CHECK(released.debuginfo == "0");
  CHECK_FALSE(released.overflow_checks);
}

TEST_CASE("packages that are not the workspace's own are not compiled incrementally") {
  auto workspace = simple("");
  CHECK_FALSE(profile_of(workspace, "x").incremental);
}

TEST_CASE("the test profile inherits dev, and bench release") {
  auto workspace = simple("[profile.dev]\nopt-level = 1\n[profile.release]\nopt-level = 2\n");
  CHECK(profile_of(workspace, "app", "test").opt_level == "1");
  CHECK(profile_of(workspace, "app", "bench").opt_level == "2");
}

TEST_CASE("a profile of one's own inherits and overrides") {
  auto workspace = simple("[profile.slim]\ninherits = \"release\"\nopt-level = \"s\"\n");
  const auto slim = profile_of(workspace, "app", "slim");
  CHECK(slim.name == "slim");
  CHECK(slim.opt_level == "s");
  CHECK(slim.debuginfo == "0");
}

TEST_CASE("packages of others have an override of their own, and a named one beats it") {
  auto workspace = simple("[profile.dev.package.\"*\"]\nopt-level = 1\n[profile.dev.package.x]\ndebug = 1\n");
  CHECK(profile_of(workspace, "x").opt_level == "1");
  CHECK(profile_of(workspace, "x").debuginfo == "1");
  CHECK(profile_of(workspace, "app").opt_level == "0");
}

TEST_CASE("a package may be named with its version") {
  auto workspace =
      simple("[profile.dev.package.\"x@1.0.0\"]\nopt-level = 1\n[profile.dev.package.\"x@2.0.0\"]\nopt-level = 2\n");
  CHECK(profile_of(workspace, "x").opt_level == "1");
}

TEST_CASE("the configuration stands above the manifest") {
  auto workspace = simple("[profile.dev]\nopt-level = 1\ndebug = 1\n");
  workspace.files.add("/workspace/.cargo/config.toml", "[profile.dev]\nopt-level = 2\n");
  CHECK(profile_of(workspace, "app").opt_level == "2");
  CHECK(profile_of(workspace, "app").debuginfo == "1");
}

TEST_CASE("incremental compilation may be switched off for all") {
  auto workspace = simple("");
  workspace.environment.set("CARGO_INCREMENTAL", "0");
  CHECK_FALSE(profile_of(workspace, "app").incremental);
}

TEST_CASE("on Apple's platforms debug information is kept apart") {
  auto workspace = simple("");
  CHECK(profile_of(workspace, "app", "dev", {"aarch64-apple-darwin"}).split_debuginfo == "unpacked");
  CHECK_FALSE(profile_of(workspace, "app").split_debuginfo.has_value());
}

TEST_CASE("a library for the host alone has no debug information") {
  TestWorkspace workspace;
  workspace.add_member("", "app", "[build-dependencies]\ns = \"1\"\n");
  workspace.files.add("/workspace/build.rs", "");
  workspace.add_package("s");
  CHECK(profile_of(workspace, "s").debuginfo == "0");
  CHECK(profile_of(workspace, "s", "dev", {linux_triple}).debuginfo == "2");
}

/// The error for a profile that cannot be used.
support::Error refusal(const std::string& profiles, const std::string& profile) {
  auto workspace = simple(profiles);
  const Resolved resolved(workspace);
  auto units = build_unit_graph(*resolved.resolution, {.profile = profile, .packages = resolved.chosen});
  REQUIRE_FALSE(units.has_value());
  return units.error();
}

TEST_CASE("a profile that nobody defined is an error") {
  CHECK(refusal("", "fast").kind == support::ErrorKind::usage);
  CHECK(refusal("", "fast").message == "profile `fast` is not defined");
}

TEST_CASE("a profile that inherits one that nobody defined is an error") {
  CHECK(refusal("[profile.a]\ninherits = \"b\"\n", "a").message == "profile `b` is not defined");
}

TEST_CASE("profiles that inherit each other are an error") {
  CHECK(refusal("[profile.a]\ninherits = \"b\"\n[profile.b]\ninherits = \"a\"\n", "a").message ==
        "profile `a` inherits from itself");
}

TEST_CASE("a profile of one's own that inherits nothing is an error") {
  CHECK(refusal("[profile.a]\nopt-level = 1\n", "a").message == "profile `a` does not say what it `inherits`");
}

}  // namespace
}  // namespace plimsoll::resolve
