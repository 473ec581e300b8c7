// SPDX-License-Identifier: MIT OR Apache-2.0
#include <doctest/doctest.h>

#include "manifest_fixture.h"

namespace plimsoll::cargo {
namespace {

using OriginKind = DependencyOrigin::Kind;

Dependency x_of(const std::string& line) {
  return sound_package("[dependencies]\n" + line).dependency("x");
}

TEST_CASE("a string is a version requirement") {
  const auto x = x_of("x = \"1.2\"\n");
  CHECK(x.has_req);
  CHECK(to_text(x.req) == "^1.2");
  CHECK(x.origin.kind == OriginKind::default_registry);
}

TEST_CASE("without more words a dependency is required and has its default features") {
  const auto x = x_of("x = \"1\"\n");
  CHECK_FALSE(x.optional);
  CHECK(x.default_features);
  CHECK_FALSE(x.renamed);
}

TEST_CASE("`package` makes the key a rename, even where both are the same") {
  const auto renamed = x_of("x = { version = \"1\", package = \"real\" }\n");
  CHECK(renamed.package == "real");
  CHECK(renamed.renamed);
  CHECK(x_of("x = { version = \"1\", package = \"x\" }\n").renamed);
}

TEST_CASE("a path starts at the manifest") {
  const auto x = x_of("x = { path = \"../x\" }\n");
  CHECK(x.origin == DependencyOrigin{OriginKind::path, "/ws/x", {}});
  CHECK_FALSE(x.has_req);
}

TEST_CASE("a path with a version is still a path") {
  const auto x = x_of("x = { path = \"../x\", version = \"1\" }\n");
  CHECK(x.origin.kind == OriginKind::path);
  CHECK(x.has_req);
}

TEST_CASE("a git dependency may name a branch, a tag or a commit") {
  CHECK(x_of("x = { git = \"https://example.org/x\" }\n").origin.reference == GitReference{});
  CHECK(x_of("x = { git = \"https://example.org/x\", branch = \"b\" }\n").origin.reference ==
        GitReference{GitReference::Kind::branch, "b"});
  CHECK(x_of("x = { git = \"https://example.org/x\", tag = \"t\" }\n").origin.reference ==
        GitReference{GitReference::Kind::tag, "t"});
  CHECK(x_of("x = { git = \"https://example.org/x\", rev = \"r\" }\n").origin.reference ==
        GitReference{GitReference::Kind::rev, "r"});
}

TEST_CASE("a registry may be named or given by its index") {
  CHECK(x_of("x = { version = \"1\", registry = \"ours\" }\n").origin ==
        DependencyOrigin{OriginKind::named_registry, "ours", {}});
  CHECK(x_of("x = { version = \"1\", registry-index = \"https://example.org/index\" }\n").origin ==
        DependencyOrigin{OriginKind::registry_index, "https://example.org/index", {}});
}

TEST_CASE("features keep their places") {
  const auto x = x_of("x = { version = \"1\", features = [\"a\", \"b\"] }\n");
  CHECK(x.features == std::vector<std::string>{"a", "b"});
  REQUIRE(x.features_at.size() == 2);
  CHECK(x.features_at[1].begin == support::Position{6, 39});
}

TEST_CASE("the switch for default features is remembered where it stands") {
  const auto x = x_of("x = { version = \"1\", default-features = false }\n");
  CHECK_FALSE(x.default_features);
  CHECK(x.default_features_at.begin == support::Position{6, 22});
}

TEST_CASE("an unknown key is no fault") {
  CHECK(x_of("x = { version = \"1\", colour = \"red\" }\n").key == "x");
}

TEST_CASE("declarations stand in Cargo's order") {
  const auto package = sound_package(
                           "[target.'cfg(unix)'.dev-dependencies]\nj = \"1\"\n"
                           "[target.'cfg(unix)'.build-dependencies]\ni = \"1\"\n"
                           "[target.'cfg(unix)'.dependencies]\nh = \"1\"\n"
                           "[target.'cfg(all())'.dev-dependencies]\ng = \"1\"\n"
                           "[build-dependencies]\nf = \"1\"\n[dev-dependencies]\ne = \"1\"\n"
                           "[dependencies]\nz = \"1\"\na = \"1\"\n")
                           .package();
  std::string keys;
  for (const auto& dependency : package.dependencies) keys += dependency.key;
  CHECK(keys == "azefghij");
}

TEST_CASE("a platform's table puts its condition on each declaration") {
  const auto understood =
      sound_package("[target.'cfg(unix)'.dependencies]\na = \"1\"\n[target.wasm.dependencies]\nb = \"1\"\n");
  CHECK(to_text(*understood.dependency("a").platform) == "cfg(unix)");
  CHECK(to_text(*understood.dependency("b").platform) == "wasm");
}

TEST_CASE("a condition that cannot be read is told at its table") {
  const auto faults = faults_of("[target.'cfg(unix,)'.dependencies]\na = \"1\"\n");
  REQUIRE(faults.size() == 1);
  CHECK(faults.front().starts_with("5:9 `cfg(unix,)` is not a platform: "));
}

TEST_CASE("one key may stand in several tables with one source") {
  CHECK(sound_package("[dependencies]\nx = \"1\"\n[build-dependencies]\nx = \"2\"\n").package().dependencies.size() ==
        2);
}

TEST_CASE("one key cannot mean two sources") {
  CHECK(faults_of("[dependencies]\nx = \"1\"\n[build-dependencies]\nx = { path = \"../x\" }\n") ==
        Faults{"8:1 dependency `x` has different sources in different tables"});
}

TEST_CASE("a declaration must say where the package is to be had") {
  CHECK(faults_of("[dependencies]\nx = { features = [] }\n") ==
        Faults{"6:1 dependency `x` says neither version nor path nor git"});
}

TEST_CASE("a declaration is a string or a table") {
  CHECK(faults_of("[dependencies]\nx = 1\n") ==
        Faults{"6:5 dependency `x` must be a version requirement or a table, found an integer"});
}

TEST_CASE("a requirement that cannot be read is told at its text") {
  const auto faults = faults_of("[dependencies]\nx = { version = \"1 || 2\" }\n");
  REQUIRE(faults.size() == 1);
  CHECK(faults.front().starts_with("6:17 `1 || 2` is not a version requirement: "));
}

TEST_CASE("a dev-dependency cannot be optional") {
  CHECK(faults_of("[dev-dependencies]\nx = { version = \"1\", optional = true }\n") ==
        Faults{"6:1 dev-dependency `x` cannot be optional"});
}

TEST_CASE("sources that exclude each other are refused") {
  CHECK(faults_of("[dependencies]\nx = { git = \"https://example.org/x\", path = \"x\" }\n") ==
        Faults{"6:1 dependency `x` has both `git` and `path`"});
  CHECK(faults_of("[dependencies]\nx = { git = \"https://example.org/x\", registry = \"r\" }\n") ==
        Faults{"6:1 dependency `x` has both `git` and `registry`"});
}

TEST_CASE("a git dependency names one reference") {
  CHECK(faults_of("[dependencies]\nx = { git = \"https://example.org/x\", tag = \"t\", branch = \"b\" }\n") ==
        Faults{"6:1 a git dependency may name one of `branch`, `tag` and `rev`"});
}

TEST_CASE("a reference without a repository is refused") {
  CHECK(faults_of("[dependencies]\nx = { path = \"../x\", branch = \"b\" }\n") ==
        Faults{"6:1 dependency `x` names a git reference but no `git` address"});
}

TEST_CASE("features of a dependency's dependencies cannot be asked for") {
  CHECK(faults_of("[dependencies]\nx = { version = \"1\", features = [\"y/z\"] }\n") ==
        Faults{"6:34 `y/z` is not a feature of `x`"});
  CHECK(faults_of("[dependencies]\nx = { version = \"1\", features = [\"dep:z\"] }\n") ==
        Faults{"6:34 `dep:z` is not a feature of `x`"});
}

TEST_CASE("artifact dependencies are refused as unstable") {
  CHECK(faults_of("[dependencies]\nx = { version = \"1\", artifact = \"bin\" }\n").size() == 1);
}

TEST_CASE("all faults are told at once") {
  CHECK(faults_of("[dependencies]\nx = 1\ny = { features = [] }\nz = \"?\"\n").size() == 3);
}

TEST_CASE("a path of a package from a registry means nothing") {
  const Written written{package_text("[dependencies]\nx = { path = \"../x\", version = \"1\" }\n"),
                        {"src/lib.rs"},
                        {},
                        ManifestOwner::registry};
  CHECK(sound(written).dependency("x").origin.kind == OriginKind::default_registry);
}

TEST_CASE("tables with underscores are read up to edition 2021") {
  const auto understood = sound_package("[dev_dependencies]\nd = \"1\"\n[build_dependencies]\nb = \"1\"\n");
  CHECK(understood.dependency("d").kind == DependencyKind::development);
  CHECK(understood.dependency("b").kind == DependencyKind::build);
}

TEST_CASE("the newer spelling of a table wins") {
  const auto package = sound_package("[dev_dependencies]\nold = \"1\"\n[dev-dependencies]\nnew = \"1\"\n").package();
  REQUIRE(package.dependencies.size() == 1);
  CHECK(package.dependencies.front().key == "new");
}

TEST_CASE("edition 2024 refuses tables with underscores") {
  CHECK(faults_of("[dev_dependencies]\nd = \"1\"\n", "2024") ==
        Faults{"5:2 `dev_dependencies` is not read in edition 2024"});
  CHECK(faults_of("[target.x.build_dependencies]\nd = \"1\"\n", "2024") ==
        Faults{"5:11 `build_dependencies` is not read in edition 2024"});
}

TEST_CASE("edition 2024 refuses the older spelling even beside the newer one") {
  CHECK(faults_of("[dev_dependencies]\n[dev-dependencies]\n", "2024") ==
        Faults{"5:2 `dev_dependencies` is not read in edition 2024"});
}

TEST_CASE("`default_features` is read up to edition 2021") {
  CHECK_FALSE(x_of("x = { version = \"1\", default_features = false }\n").default_features);
  CHECK(faults_of("[dependencies]\nx = { version = \"1\", default_features = false }\n", "2024") ==
        Faults{"6:22 `default_features` is not read in edition 2024"});
}

TEST_CASE("a registry's package may keep old spellings in edition 2024") {
  const Written written{package_text("[dev_dependencies]\nd = { version = \"1\", default_features = false }\n", "2024"),
                        {"src/lib.rs"},
                        {},
                        ManifestOwner::registry};
  CHECK_FALSE(sound(written).dependency("d").default_features);
}

}  // namespace
}  // namespace plimsoll::cargo
