// SPDX-License-Identifier: MIT OR Apache-2.0
#include "plimsoll/resolve/selection.h"

#include <doctest/doctest.h>

#include "resolve_fixture.h"

namespace plimsoll::resolve {
namespace {

/// Names of the chosen packages, or the error.
std::string chosen(TestWorkspace& workspace, const PackageChoice& choice) {
  const auto graph = workspace.graph();
  const auto packages = choose_packages(graph, choice);
  if (!packages) return packages.error().message;
  std::string names;
  for (const auto package : *packages) names += (names.empty() ? "" : " ") + graph.id(package).name;
  return names;
}

/// `PACKAGE(FEATURES)` of each seed, with `-default` and `+all`; or the error.
std::string seeded(TestWorkspace& workspace, const PackageChoice& choice, const FeatureFlags& flags) {
  const auto graph = workspace.graph();
  const auto packages = choose_packages(graph, choice);
  REQUIRE(packages.has_value());
  const auto seeds = seeds_of(graph, *packages, flags);
  if (!seeds) return seeds.error().message;
  std::string text;
  for (const auto& seed : *seeds) {
    text += (text.empty() ? "" : " ") + graph.id(seed.package).name + "(";
    for (const auto& feature : seed.features) text += (text.ends_with('(') ? "" : ",") + cargo::to_text(feature);
    text += std::string(")") + (seed.use_default ? "" : "-default") + (seed.all ? "+all" : "");
  }
  return text;
}

PackageChoice only(const Words& packages) {
  return {false, packages, {}};
}
const PackageChoice everything{.workspace = true};

/// Members a and b; b has the features f and q and is what a depends on, a has the feature f.
TestWorkspace two(const std::string& resolver, const std::string& more_of_a = {}) {
  auto workspace = virtual_workspace({"a", "b"}, resolver);
  workspace.add_member("a", "a", "[features]\nf = []\n" + more_of_a + "[dependencies]\n" + beside("b") + "x = \"1\"\n");
  workspace.add_member("b", "b", "[features]\nf = []\nq = []\n");
  workspace.add_package("x");
  return workspace;
}

/// The same, seen from the folder of a.
TestWorkspace from_a(const std::string& resolver) {
  auto workspace = two(resolver);
  workspace.files.set_working_directory("/workspace/a");
  return workspace;
}

TEST_CASE("a virtual root means all members, a member means itself") {
  auto root = two("2");
  CHECK(chosen(root, {}) == "a b");
  auto member = from_a("2");
  CHECK(chosen(member, {}) == "a");
}

TEST_CASE("default members count in the root and nowhere else") {
  auto workspace = two("2");
  workspace.files.add("/workspace/Cargo.toml", "[workspace]\nmembers = [\"a\", \"b\"]\ndefault-members = [\"b\"]\n");
  CHECK(chosen(workspace, {}) == "b");
  workspace.files.set_working_directory("/workspace/a");
  CHECK(chosen(workspace, {}) == "a");
}

TEST_CASE("a root package stands alone") {
  TestWorkspace workspace;
  workspace.add_member("", "top", "[workspace]\nmembers = [\"a\"]\n");
  workspace.add_member("a", "a");
  CHECK(chosen(workspace, {}) == "top");
  CHECK(chosen(workspace, everything) == "a top");
}

TEST_CASE("packages may be named, with or without a version") {
  auto workspace = two("2");
  CHECK(chosen(workspace, only({"b"})) == "b");
  CHECK(chosen(workspace, only({"b@0.1.0"})) == "b");
  CHECK(chosen(workspace, only({"b:0.1.0"})) == "b");
  CHECK(chosen(workspace, only({"b@0.1"})) == "b");
  CHECK(chosen(workspace, only({"path+file:///workspace/b#0.1.0"})) == "b");
}

TEST_CASE("a version that is not the package's names nothing") {
  auto workspace = two("2");
  CHECK(chosen(workspace, only({"b@0.2"})).starts_with("no package matches `b@0.2`"));
  CHECK(chosen(workspace, only({"b@0.1.00"})).starts_with("`b@0.1.00` names no package"));
}

TEST_CASE("a pattern means members only") {
  auto workspace = two("2");
  CHECK(chosen(workspace, only({"*"})) == "a b");
  CHECK(chosen(workspace, only({"x*"})).starts_with("no package matches `x*`"));
}

TEST_CASE("a package that is no member may be named") {
  auto workspace = two("2");
  CHECK(chosen(workspace, only({"x"})) == "x");
}

TEST_CASE("a name that is nearly right is suggested") {
  TestWorkspace workspace;
  workspace.add_member("", "harbor");
  CHECK(chosen(workspace, only({"harbour"})) == "no package matches `harbour`; a similar name is `harbor`");
}

TEST_CASE("excluded members are taken away") {
  auto workspace = two("2");
  CHECK(chosen(workspace, {true, {}, {"a"}}) == "b");
}

TEST_CASE("without flags each member has its default features") {
  auto workspace = two("2");
  CHECK(seeded(workspace, everything, {}) == "a() b()");
}

TEST_CASE("each chosen package takes the features that it has") {
  auto workspace = two("2");
  CHECK(seeded(workspace, everything, {{"f", "q"}}) == "a(f) b(f,q)");
}

TEST_CASE("a feature that no chosen package has is an error") {
  auto workspace = two("2");
  CHECK(seeded(workspace, only({"a"}), {{"unheard-of"}}) ==
        "none of the selected packages contains the feature `unheard-of`\n  selected: a");
}

TEST_CASE("the flags hold for every chosen package") {
  auto workspace = two("2");
  CHECK(seeded(workspace, everything, {{}, false, true}) == "a()-default b()-default");
  CHECK(seeded(workspace, everything, {{}, true, false}) == "a()+all b()+all");
  CHECK(seeded(workspace, everything, {{}, true, true}) == "a()-default+all b()-default+all");
}

TEST_CASE("`a/f` means a feature of member a, or of the dependency a where one has such a key") {
  auto workspace = two("2");
  CHECK(seeded(workspace, everything, {{"a/f"}}) == "a(f) b()");
  CHECK(seeded(workspace, everything, {{"b/q"}}) == "a(b/q) b(q)");
}

TEST_CASE("a dependency's feature may be asked for weakly") {
  auto workspace = two("2");
  CHECK(seeded(workspace, only({"a"}), {{"x?/y"}}) == "a(x?/y)");
}

TEST_CASE("a virtual workspace shares flags even with resolver 1") {
  auto workspace = two("1");
  CHECK(seeded(workspace, everything, {{"q"}}) == "a() b(q)");
}

TEST_CASE("with resolver 1 inside a package the flags are that package's, chosen or not") {
  auto workspace = from_a("1");
  CHECK(seeded(workspace, only({"b"}), {{"f"}}) == "a(f) b()");
  CHECK(seeded(workspace, only({"b"}), {{}, false, true}) == "a()-default b()");
}

TEST_CASE("with resolver 1 `b/q` goes to the chosen member b, else to the dependency") {
  auto workspace = from_a("1");
  CHECK(seeded(workspace, only({"b"}), {{"b/q"}}) == "a() b(q)");
  CHECK(seeded(workspace, only({"a"}), {{"b/q"}}) == "a(b/q)");
}

TEST_CASE("with resolver 1 the current package is no dependency of itself") {
  auto workspace = from_a("1");
  CHECK(seeded(workspace, only({"a"}), {{"a/f"}})
            .starts_with("none of the selected packages contains the feature `a/f`"));
}

TEST_CASE("feature flags need a chosen member") {
  auto workspace = two("2");
  CHECK(seeded(workspace, only({"x"}), {{"f"}}) ==
        "feature flags need a selected package that is a member of the workspace");
  CHECK(seeded(workspace, only({"x"}), {}) == "a() b()");
}

TEST_CASE("without targets compiler flags hold for the host, with targets for those only") {
  auto workspace = two("2");
  workspace.environment.set("RUSTFLAGS", "--cfg special");
  const auto closure = workspace.closure();
  const auto here = platforms_of(closure, linux_triple, {});
  REQUIRE(here.has_value());
  CHECK(here->host.has_option("special"));
  const auto there = platforms_of(closure, linux_triple, Words{linux_triple});
  REQUIRE(there.has_value());
  CHECK_FALSE(there->host.has_option("special"));
  CHECK(there->targets.front().has_option("special"));
}

TEST_CASE("`all` in place of triples is for the machine that builds, or for what the configuration names") {
  auto workspace = two("2");
  const auto here = platforms_of(workspace.closure(), linux_triple, Words{"all"});
  REQUIRE(here.has_value());
  CHECK(here->every);
  CHECK(here->targets.empty());
  workspace.files.add("/workspace/.cargo/config.toml", "build.target = \"" + std::string(windows_triple) + "\"\n");
  const auto there = platforms_of(workspace.closure(), linux_triple, Words{"all"});
  REQUIRE(there.has_value());
  CHECK(there->every);
  CHECK(there->targets.size() == 1);
  const auto both = platforms_of(workspace.closure(), linux_triple, Words{"all", linux_triple});
  REQUIRE_FALSE(both.has_value());
  CHECK(both.error().kind == support::ErrorKind::usage);
}

TEST_CASE("a platform that is not known is told to be the configuration's if it is") {
  auto workspace = two("2");
  const auto asked = platforms_of(workspace.closure(), linux_triple, Words{"nowhere"});
  CHECK(asked.error().context.empty());
  CHECK(asked.error().kind == support::ErrorKind::usage);
  workspace.files.add("/workspace/.cargo/config.toml", "build.target = \"nowhere\"\n");
  const auto configured = platforms_of(workspace.closure(), linux_triple, {});
  CHECK(configured.error().context.size() == 1);
  CHECK(configured.error().kind == support::ErrorKind::invalid);
}

TEST_CASE("a platform that is named twice counts once, and one that is not known is an error") {
  auto workspace = two("2");
  const auto closure = workspace.closure();
  CHECK(platforms_of(closure, linux_triple, Words{windows_triple, windows_triple})->targets.size() == 1);
  CHECK_FALSE(platforms_of(closure, linux_triple, Words{"nowhere"}).has_value());
  CHECK_FALSE(platforms_of(closure, "nowhere", {}).has_value());
}

}  // namespace
}  // namespace plimsoll::resolve
