// SPDX-License-Identifier: MIT OR Apache-2.0
#include "plimsoll/cargo/manifest_read.h"

#include <doctest/doctest.h>

#include "manifest_fixture.h"

namespace plimsoll::cargo {
namespace {

Faults faults_of_text(const std::string& text) {
  return understood({text}).faults;
}

TEST_CASE("a package without a version is 0.0.0 and published nowhere") {
  const auto package = sound({"[package]\nname = \"m\"\n"}).package();
  CHECK(to_text(package.version) == "0.0.0");
  CHECK(package.publish == std::vector<std::string>{});
}

TEST_CASE("a package with a version is published anywhere unless it says otherwise") {
  CHECK_FALSE(sound_package("").package().publish.has_value());
  CHECK_FALSE(sound_package("publish = true\n").package().publish.has_value());
  CHECK(sound_package("publish = false\n").package().publish == std::vector<std::string>{});
  CHECK(sound_package("publish = [\"ours\"]\n").package().publish == std::vector<std::string>{"ours"});
}

TEST_CASE("without an edition a package is of 2015") {
  CHECK(sound({"[package]\nname = \"m\"\n"}).package().edition == Edition::e2015);
}

TEST_CASE("every edition is known") {
  for (const auto* edition : {"2015", "2018", "2021", "2024"})
    CHECK(to_text(sound({package_text("", edition)}).package().edition) == edition);
}

TEST_CASE("an edition that does not exist is refused") {
  CHECK(faults_of("", "2019") == Faults{"4:11 `2019` is not an edition"});
}

TEST_CASE("a package needs a name") {
  CHECK(faults_of_text("[package]\nversion = \"1.0.0\"\n").front() == "1:1 the package has no name");
}

TEST_CASE("a package name begins with a letter and has no other marks than hyphens and underscores") {
  CHECK(faults_of_text("[package]\nname = \"1m\"\n") == Faults{"2:8 `1m` cannot be the name of a package"});
  CHECK(faults_of_text("[package]\nname = \"a.b\"\n") == Faults{"2:8 `a.b` cannot be the name of a package"});
  CHECK(faults_of_text("[package]\nname = \"\"\n") == Faults{"2:8 `` cannot be the name of a package"});
}

TEST_CASE("a version needs its three numbers") {
  const auto faults = faults_of_text("[package]\nname = \"m\"\nversion = \"1.2\"\n");
  REQUIRE(faults.size() == 1);
  CHECK(faults.front().starts_with("3:11 `1.2` is not a version: "));
}

TEST_CASE("the readme is written, found or refused") {
  const std::set<std::string> both{"src/lib.rs", "README.txt", "README"};
  CHECK(sound_package("", both).package().readme == "README.txt");
  CHECK(sound_package("readme = \"docs/x.md\"\n", both).package().readme == "docs/x.md");
  CHECK_FALSE(sound_package("readme = false\n", both).package().readme.has_value());
  CHECK(sound_package("readme = true\n", both).package().readme == "README.md");
}

TEST_CASE("descriptive fields are taken over") {
  const auto package = sound_package(
                           "license = \"MIT\"\ndescription = \"d\"\nrepository = \"r\"\nhomepage = \"h\"\n"
                           "documentation = \"o\"\nkeywords = [\"k\"]\ncategories = [\"c\"]\nauthors = [\"a\"]\n"
                           "rust-version = \"1.70\"\ndefault-run = \"m\"\n")
                           .package();
  CHECK(package.license == "MIT");
  CHECK(package.description == "d");
  CHECK(package.repository == "r");
  CHECK(package.homepage == "h");
  CHECK(package.documentation == "o");
  CHECK(package.keywords == std::vector<std::string>{"k"});
  CHECK(package.categories == std::vector<std::string>{"c"});
  CHECK(package.authors == std::vector<std::string>{"a"});
  CHECK(package.rust_version == "1.70");
  CHECK(package.default_run == "m");
}

TEST_CASE("a field of a wrong kind is told at its place") {
  CHECK(faults_of("license = 1\n").front().starts_with("5:11 "));
  CHECK(faults_of("authors = \"a\"\n").front().starts_with("5:11 "));
}

TEST_CASE("a package that links a native library needs a build script") {
  CHECK(sound_package("links = \"z\"\n", {"src/lib.rs", "build.rs"}).package().links == "z");
  CHECK(faults_of("links = \"z\"\n") == Faults{"5:9 `m` links a native library but has no build script"});
}

TEST_CASE("`[package]` wins over `[project]`") {
  CHECK(sound({"[package]\nname = \"new\"\n[project]\nname = \"old\"\n"}).package().name == "new");
  CHECK(sound({"[project]\nname = \"old\"\n"}).package().name == "old");
}

TEST_CASE("edition 2024 refuses `[project]`") {
  CHECK(faults_of_text("[project]\nname = \"m\"\nedition = \"2024\"\n") ==
        Faults{"1:2 `project` is not read in edition 2024"});
}

TEST_CASE("the resolver is one of three") {
  CHECK(sound_package("resolver = \"2\"\n").manifest.package_resolver == "2");
  CHECK(faults_of("resolver = \"4\"\n") == Faults{"5:12 `4` is not a resolver"});
  CHECK(faults_of("[workspace]\nresolver = \"x\"\n") == Faults{"6:12 `x` is not a resolver"});
}

TEST_CASE("the resolver cannot be chosen twice") {
  CHECK(faults_of("resolver = \"2\"\n[workspace]\nresolver = \"2\"\n") ==
        Faults{"5:12 `resolver` is both in `[package]` and in `[workspace]`"});
}

TEST_CASE("patches keep their source and their replacement") {
  const auto manifest =
      sound_package(
          "[patch.crates-io]\nx = { path = \"../x\" }\n"
          "[patch.\"https://example.org/y\"]\nz = { git = \"https://example.org/z\", package = \"y\" }\n")
          .manifest;
  REQUIRE(manifest.patches.size() == 2);
  CHECK(manifest.patches[0].source == "crates-io");
  CHECK(manifest.patches[0].replacement.origin.location == "/ws/x");
  CHECK(manifest.patches[1].source == "https://example.org/y");
  CHECK(manifest.patches[1].replacement.package == "y");
}

TEST_CASE("a `[replace]` table is noticed") {
  CHECK(sound_package("[replace]\n\"x:1.0.0\" = { path = \"../x\" }\n").manifest.has_replace);
  CHECK_FALSE(sound_package("").manifest.has_replace);
}

TEST_CASE("metadata are kept as written") {
  const auto manifest = sound_package("[package.metadata.tool]\nk = 1\n[workspace.metadata]\nw = 2\n").manifest;
  CHECK(*manifest.package->metadata->find("tool")->find("k")->as_integer() == 1);
  CHECK(*manifest.workspace_metadata->find("w")->as_integer() == 2);
}

TEST_CASE("a virtual manifest has no package") {
  CHECK_FALSE(sound({"[workspace]\nmembers = []\n"}).manifest.package.has_value());
}

TEST_CASE("faults of several kinds are told at once") {
  CHECK(understood({"[package]\nname = \"1\"\nversion = \"x\"\nedition = \"1999\"\n[dependencies]\na = 1\n"})
            .faults.size() == 4);
}

}  // namespace
}  // namespace plimsoll::cargo
