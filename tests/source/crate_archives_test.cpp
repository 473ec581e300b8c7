// SPDX-License-Identifier: MIT OR Apache-2.0
#include <doctest/doctest.h>

#include "plimsoll/source/package_places.h"
#include "plimsoll/support/sha256.h"
#include "testkit/archive_writer.h"
#include "testkit/memory_files.h"

namespace plimsoll::source {
namespace {

using testkit::ArchivedFile;

const cargo::PackageId a{"a", {1, 0, 0}, cargo::SourceId::crates_io()};

std::string archive(std::vector<ArchivedFile> more = {}) {
  std::vector<ArchivedFile> files{{"a-1.0.0/Cargo.toml", "[package]\nname = \"a\"\n"},
                                  {"a-1.0.0/src/lib.rs", "// code"}};
  files.insert(files.end(), more.begin(), more.end());
  return testkit::packed(files);
}

support::Result<std::unique_ptr<const PackageTree>> opened(const std::string& bytes,
                                                           const std::optional<std::string>& checksum = {}) {
  testkit::MemoryFiles files;
  files.add("/cargo/registry/cache/one/a-1.0.0.crate", bytes);
  return PackagePlaces(files, {}, "/cargo").open(a, checksum);
}

TEST_CASE("a package may be read from the archive that Cargo downloaded") {
  const auto tree = opened(archive());
  REQUIRE(tree.has_value());
  CHECK((*tree)->place() == "/cargo/registry/cache/one/a-1.0.0.crate");
  CHECK((*tree)->read("Cargo.toml") == "[package]\nname = \"a\"\n");
}

TEST_CASE("an archive's package has the folder that Cargo would unpack it to") {
  CHECK((*opened(archive()))->directory() == "/cargo/registry/src/one/a-1.0.0");
}

TEST_CASE("an archive's files can be listed") {
  const auto tree = opened(archive({{"a-1.0.0/src/bin/x.rs"}, {"a-1.0.0/src/bin/y/main.rs"}}));
  REQUIRE(tree.has_value());
  CHECK((*tree)->is_file("src/lib.rs"));
  CHECK_FALSE((*tree)->is_file("src"));
  CHECK((*tree)->list("src/bin").files == std::vector<std::string>{"x.rs"});
  CHECK((*tree)->list("src/bin").directories == std::vector<std::string>{"y"});
}

TEST_CASE("a build script's text is at hand") {
  CHECK((*opened(archive({{"a-1.0.0/build.rs", "fn main() {}"}})))->read("build.rs") == "fn main() {}");
}

TEST_CASE("the checksum must be the lockfile's") {
  CHECK(opened(archive(), support::sha256_hex(archive())).has_value());
  const auto wrong = opened(archive(), std::string(64, '0'));
  REQUIRE_FALSE(wrong.has_value());
  CHECK(wrong.error().message ==
        "`/cargo/registry/cache/one/a-1.0.0.crate` does not have the checksum that the lockfile names");
}

TEST_CASE("an archive of something else is an error") {
  CHECK_FALSE(opened(testkit::packed({{"b-1.0.0/Cargo.toml", ""}})).has_value());
  CHECK_FALSE(opened(testkit::packed({{"a-1.0.0/README", ""}})).has_value());
}

TEST_CASE("a damaged archive is an error") {
  CHECK_FALSE(opened("no archive").has_value());
  CHECK_FALSE(opened("").has_value());
}

TEST_CASE("a local registry has its archives beside the index") {
  testkit::MemoryFiles files;
  files.add("/reg/a-1.0.0.crate", archive());
  cargo::Config config;
  config.sources["crates-io"].replace_with = "l";
  config.sources["l"].local_registry = "/reg";
  const auto tree = PackagePlaces(files, config, "/cargo").open(a, std::nullopt);
  REQUIRE(tree.has_value());
  CHECK((*tree)->place() == "/reg/a-1.0.0.crate");
}

TEST_CASE("an unpacked package is preferred to its archive") {
  testkit::MemoryFiles files;
  files.add("/cargo/registry/cache/one/a-1.0.0.crate", archive());
  files.add("/cargo/registry/src/one/a-1.0.0/Cargo.toml", "[package]\nname = \"a\"\n");
  CHECK((*PackagePlaces(files, {}, "/cargo").open(a, std::nullopt))->place() == "/cargo/registry/src/one/a-1.0.0");
}

}  // namespace
}  // namespace plimsoll::source
