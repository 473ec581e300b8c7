// SPDX-License-Identifier: MIT OR Apache-2.0
#include "plimsoll/source/package_places.h"

#include <doctest/doctest.h>

#include "testkit/memory_files.h"

namespace plimsoll::source {
namespace {

cargo::PackageId a_of(const cargo::SourceId& source = cargo::SourceId::crates_io()) {
  return {"a", {1, 0, 0}, source};
}

const std::string manifest = "[package]\nname = \"a\"\nversion = \"1.0.0\"\n";

/// Where the package is found, or the message that says why not.
std::string place_of(const testkit::MemoryFiles& files, const cargo::Config& config,
                     const cargo::PackageId& id = a_of()) {
  const PackagePlaces places(files, config, "/cargo");
  const auto tree = places.open(id, std::nullopt);
  return tree ? (*tree)->place() : tree.error().message;
}

cargo::Config replaced_by_vendor() {
  cargo::Config config;
  config.sources["crates-io"].replace_with = "v";
  config.sources["v"].directory = "/ws/vendor";
  return config;
}

TEST_CASE("an unpacked package is found below Cargo's home, whatever the registry's folder is called") {
  testkit::MemoryFiles files;
  files.add("/cargo/registry/src/one/b-1.0.0/Cargo.toml", "");
  files.add("/cargo/registry/src/two/a-1.0.0/Cargo.toml", manifest);
  CHECK(place_of(files, {}) == "/cargo/registry/src/two/a-1.0.0");
}

TEST_CASE("a package that is nowhere says where was looked and what puts it there") {
  CHECK(place_of({}, {}) == "`a 1.0.0` is not in Cargo's home or a vendor folder; `cargo fetch` puts it there");
  const auto git = cargo::SourceId::git("https://example.org/a", {}, "0123456789abcdef");
  CHECK(place_of({}, {}, a_of(git)) == "`a 1.0.0` is not in Cargo's git checkouts; `cargo fetch` puts it there");
}

TEST_CASE("a vendor folder stands above what Cargo has unpacked") {
  testkit::MemoryFiles files;
  files.add("/cargo/registry/src/one/a-1.0.0/Cargo.toml", manifest);
  files.add("/ws/vendor/a/Cargo.toml", manifest);
  CHECK(place_of(files, replaced_by_vendor()) == "/ws/vendor/a");
}

TEST_CASE("what the vendor folder lacks may be elsewhere") {
  testkit::MemoryFiles files;
  files.add("/cargo/registry/src/one/a-1.0.0/Cargo.toml", manifest);
  files.add("/ws/vendor/b/Cargo.toml", "[package]\nname = \"b\"\nversion = \"1.0.0\"\n");
  CHECK(place_of(files, replaced_by_vendor()) == "/cargo/registry/src/one/a-1.0.0");
}

TEST_CASE("a vendor folder that does not exist is an error") {
  CHECK(place_of({}, replaced_by_vendor()) == "`/ws/vendor` does not exist");
}

TEST_CASE("without a replacement a source is what it is") {
  const auto table = replacement_for({}, cargo::SourceId::crates_io());
  REQUIRE(table.has_value());
  CHECK_FALSE(table->has_value());
}

TEST_CASE("replacements are followed to the end") {
  cargo::Config config;
  config.sources["crates-io"].replace_with = "mirror";
  config.sources["mirror"].replace_with = "v";
  config.sources["v"].directory = "/v";
  CHECK((*replacement_for(config, cargo::SourceId::crates_io()))->directory == "/v");
}

TEST_CASE("a circle of replacements is an error") {
  cargo::Config config;
  config.sources["crates-io"].replace_with = "a";
  config.sources["a"].replace_with = "crates-io";
  CHECK(replacement_for(config, cargo::SourceId::crates_io()).error().message ==
        "`replace-with` of source `crates-io` leads in a circle");
}

TEST_CASE("a circle further down the chain is an error too") {
  cargo::Config config;
  config.sources["crates-io"].replace_with = "a";
  config.sources["a"].replace_with = "b";
  config.sources["b"].replace_with = "a";
  CHECK(replacement_for(config, cargo::SourceId::crates_io()).error().message ==
        "`replace-with` of source `a` leads in a circle");
}

TEST_CASE("a replacement that is not defined is an error") {
  cargo::Config config;
  config.sources["crates-io"].replace_with = "nowhere";
  CHECK(replacement_for(config, cargo::SourceId::crates_io()).error().message ==
        "source `nowhere` is not defined in the configuration");
}

TEST_CASE("a replacement may be one of the registries") {
  cargo::Config config;
  config.sources["crates-io"].replace_with = "ours";
  config.registries["ours"] = "https://example.org/index";
  const auto table = replacement_for(config, cargo::SourceId::crates_io());
  REQUIRE(table.has_value());
  REQUIRE(table->has_value());
  CHECK((*table)->registry == "https://example.org/index");
}

TEST_CASE("a git repository or a registry is replaced by its address") {
  cargo::Config config;
  config.sources["repository"].git = "https://example.org/a.git";
  config.sources["repository"].replace_with = "v";
  config.sources["index"].registry = "https://example.org/index";
  config.sources["index"].replace_with = "v";
  config.sources["v"].directory = "/v";
  CHECK((*replacement_for(config, cargo::SourceId::git("https://example.org/a", {}, std::nullopt)))->directory == "/v");
  CHECK((*replacement_for(config, cargo::SourceId::registry("https://example.org/index")))->directory == "/v");
  CHECK_FALSE((*replacement_for(config, cargo::SourceId::registry("https://example.org/other"))).has_value());
}

}  // namespace
}  // namespace plimsoll::source
