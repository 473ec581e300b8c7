// SPDX-License-Identifier: MIT OR Apache-2.0
#include "../../src/source/manifest_cache.h"

#include <doctest/doctest.h>

#include "../../src/source/manifest_codec.h"
#include "../../src/source/sealed_file.h"
#include "plimsoll/source/package_tree.h"
#include "testkit/memory_files.h"

namespace plimsoll::source {
namespace {

constexpr auto folder = "/cargo/registry/src/r/a-1.0.0";
constexpr auto cache_file = "/cache/manifests/00";
constexpr auto manifest_text = R"([package]
name = "a"
version = "1.0.0"
edition = "2021"
license = "MIT"
links = "z"
[package.metadata.docs]
zz = 1
aa = [1.5, true, "x", 1979-05-27]
[features]
default = ["std", "dep:b", "c?/x"]
std = []
[dependencies]
b = { version = ">=1, <3", optional = true }
[target.'cfg(unix)'.dependencies.c]
version = "2"
package = "real"
optional = true
default-features = false
features = ["y"]
)";

cargo::Manifest manifest_of(const testkit::MemoryFiles& files) {
  const auto tree = folder_tree(files, folder);
  support::Diagnostics faults;
  const std::string path = std::string(folder) + "/Cargo.toml";
  const auto document = cargo::read_document(path, {}, manifest_text, faults);
  REQUIRE(document.has_value());
  return cargo::read_manifest({*document, *tree, nullptr, cargo::ManifestOwner::registry}, faults);
}

testkit::MemoryFiles package_files() {
  return testkit::MemoryFiles({{std::string(folder) + "/src/lib.rs", ""}, {std::string(folder) + "/build.rs", ""}});
}

const FactKey key{"a", "1.0.0", "abc"};
const FactKey other_key{"b", "1.0.0", "abc"};

/// One run: what the file has is looked up, the packages are kept.
void run(testkit::MemoryFiles& files, const std::vector<FactKey>& keys) {
  const auto manifest = manifest_of(files);
  std::vector<KeptManifest> packages;
  for (const auto& one : keys) packages.push_back({one, &manifest});
  ManifestCache(files, cache_file).keep(packages, 2, files);
}

bool finds(const testkit::MemoryFiles& files, const FactKey& wanted) {
  return ManifestCache(files, cache_file).find(wanted, folder).has_value();
}

}  // namespace

TEST_CASE("a manifest read back from bytes gives the same bytes again") {
  const auto bytes = encode_manifest(manifest_of(package_files()));
  const auto back = decode_manifest(bytes, folder);
  REQUIRE(back.has_value());
  CHECK(encode_manifest(*back) == bytes);
}

TEST_CASE("a manifest read back from bytes keeps declarations, features and targets") {
  const auto back = decode_manifest(encode_manifest(manifest_of(package_files())), "/elsewhere/a-1.0.0");
  REQUIRE(back.has_value());
  const auto& package = *back->package;
  REQUIRE(package.dependencies.size() == 2);
  CHECK(cargo::to_text(package.dependencies[0].req) == ">=1, <3");
  CHECK(package.dependencies[1].package == "real");
  CHECK(cargo::to_text(*package.dependencies[1].platform) == "cfg(unix)");
  CHECK(cargo::find_feature(package.features, "default")->values.size() == 3);
  CHECK(package.build_script()->src_path == "/elsewhere/a-1.0.0/build.rs");
}

TEST_CASE("bytes that were cut or changed are no manifest") {
  const auto bytes = encode_manifest(manifest_of(package_files()));
  for (std::size_t size = 0; size < bytes.size(); ++size) CHECK_FALSE(decode_manifest(bytes.substr(0, size), folder));
  CHECK_FALSE(decode_manifest(bytes + "x", folder));
}

TEST_CASE("what was kept is found by the next run") {
  auto files = package_files();
  run(files, {other_key, key});
  CHECK(ManifestCache(files, cache_file).find(key, folder)->package->name == "a");
  CHECK(finds(files, other_key));
}

TEST_CASE("another checksum is another package") {
  auto files = package_files();
  run(files, {key});
  CHECK_FALSE(finds(files, {"a", "1.0.0", "def"}));
}

TEST_CASE("what a run with a new package does not need is kept no longer") {
  auto files = package_files();
  run(files, {key});
  run(files, {other_key});
  CHECK(finds(files, other_key));
  CHECK_FALSE(finds(files, key));
}

TEST_CASE("a run without a new package leaves the file as it is") {
  auto files = package_files();
  run(files, {key, other_key});
  const auto before = files.all().at(cache_file);
  run(files, {key});
  CHECK(files.all().at(cache_file) == before);
}

TEST_CASE("a package whose name cannot stand in the file is not kept, the others are") {
  auto files = package_files();
  run(files, {{"a b", "1.0.0", "abc"}, key});
  CHECK(finds(files, key));
}

TEST_CASE("a cache file with any byte changed is taken for empty") {
  auto files = package_files();
  run(files, {key});
  const auto good = files.all().at(cache_file);
  for (std::size_t at = 0; at < good.size(); at += 7) {
    auto text = good;
    text[at] = static_cast<char>(text[at] ^ 1);
    files.add(cache_file, text);
    CHECK_FALSE(finds(files, key));
  }
}

TEST_CASE("a cache file that was cut is taken for empty") {
  auto files = package_files();
  run(files, {key});
  const auto good = files.all().at(cache_file);
  for (std::size_t size = 0; size < good.size(); size += 7) {
    files.add(cache_file, good.substr(0, size));
    CHECK_FALSE(finds(files, key));
  }
}

TEST_CASE("a cache that cannot be written is no fault") {
  auto files = package_files();
  files.make_read_only();
  run(files, {key});
  CHECK_FALSE(files.kind(cache_file).has_value());
}

TEST_CASE("a workspace keeps its file, and another one has mostly another") {
  CHECK(workspace_cache_file("/c", "k", "/ws") == workspace_cache_file("/c", "k", "/ws"));
  CHECK(workspace_cache_file("/c", "k", "/ws") != workspace_cache_file("/c", "k", "/other"));
}

}  // namespace plimsoll::source
