// SPDX-License-Identifier: MIT OR Apache-2.0
#include <doctest/doctest.h>

#include "plimsoll/source/package_places.h"
#include "testkit/memory_files.h"

namespace plimsoll::source {
namespace {

/// The folder in which `a 1.0.0` is found; empty if it is not.
std::string found_in(const std::map<std::string, std::string>& manifests,
                     const cargo::SourceId& source = cargo::SourceId::crates_io()) {
  testkit::MemoryFiles files;
  for (const auto& [folder, text] : manifests) files.add("/v/" + folder + "/Cargo.toml", text);
  cargo::Config config;
  config.sources["crates-io"].replace_with = "v";
  config.sources["repository"] = {.replace_with = "v", .git = "https://example.org/a"};
  config.sources["v"].directory = "/v";
  const auto tree = PackagePlaces(files, config, "/cargo").open({"a", {1, 0, 0}, source}, std::nullopt);
  return tree ? (*tree)->place() : "";
}

std::string manifest(const std::string& name, const std::string& version) {
  return "[package]\nname = \"" + name + "\"\nversion = \"" + version + "\"\n";
}

TEST_CASE("a vendored package is in the folder of its name, with or without the version") {
  CHECK(found_in({{"a", manifest("a", "1.0.0")}}) == "/v/a");
  CHECK(found_in({{"a-1.0.0", manifest("a", "1.0.0")}}) == "/v/a-1.0.0");
}

TEST_CASE("what a folder is called does not matter") {
  CHECK(found_in({{"other", manifest("a", "1.0.0")}}) == "/v/other");
}

TEST_CASE("name and version of the manifest decide") {
  CHECK(found_in({{"a", manifest("b", "1.0.0")}}).empty());
  CHECK(found_in({{"a", manifest("a", "2.0.0")}}).empty());
  CHECK(found_in({{"a", manifest("a", "2.0.0")}, {"a-1", manifest("a", "1.0.0")}}) == "/v/a-1");
}

TEST_CASE("hidden folders are no packages") {
  CHECK(found_in({{".a", manifest("a", "1.0.0")}}).empty());
}

TEST_CASE("a broken manifest of another package is passed over") {
  CHECK(found_in({{"0", "[package\n"}, {"z", manifest("a", "1.0.0")}}) == "/v/z");
}

TEST_CASE("packages of a git repository may be vendored too") {
  CHECK(found_in({{"a", manifest("a", "1.0.0")}}, cargo::SourceId::git("https://example.org/a", {}, "00")) == "/v/a");
}

}  // namespace
}  // namespace plimsoll::source
