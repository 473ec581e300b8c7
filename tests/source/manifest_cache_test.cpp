// SPDX-License-Identifier: MIT OR Apache-2.0
#include "../../src/source/manifest_cache.h"

#include <doctest/doctest.h>

#include "../../src/source/manifest_codec.h"
#include "plimsoll/source/package_tree.h"
#include "testkit/memory_files.h"

namespace plimsoll::source {
namespace {

constexpr auto folder = "/cargo/registry/src/r/a-1.0.0";
constexpr auto cache_file = "/cache/manifests-v1";
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

}  // namespace

TEST_CASE("a manifest read back from bytes gives the same bytes again") {
  const auto bytes = encode_manifest(manifest_of(package_files()), folder);
  const auto back = decode_manifest(bytes, folder);
  REQUIRE(back.has_value());
  CHECK(encode_manifest(*back, folder) == bytes);
}

TEST_CASE("a manifest read back from bytes keeps declarations, features and targets") {
  const auto back = decode_manifest(encode_manifest(manifest_of(package_files()), folder), "/elsewhere/a-1.0.0");
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
  const auto bytes = encode_manifest(manifest_of(package_files()), folder);
  for (std::size_t size = 0; size < bytes.size(); ++size) CHECK_FALSE(decode_manifest(bytes.substr(0, size), folder));
  CHECK_FALSE(decode_manifest(bytes + "x", folder));
}

TEST_CASE("what was kept is found by the next run") {
  auto files = package_files();
  ManifestCache first(files, cache_file);
  first.keep(key, manifest_of(files));
  first.write(files);
  const ManifestCache second(files, cache_file);
  REQUIRE(second.find(key, folder).has_value());
  CHECK(second.find(key, folder)->package->name == "a");
}

TEST_CASE("another checksum is another package") {
  auto files = package_files();
  ManifestCache first(files, cache_file);
  first.keep(key, manifest_of(files));
  first.write(files);
  CHECK_FALSE(ManifestCache(files, cache_file).find({"a", "1.0.0", "def"}, folder));
}

TEST_CASE("a cache file with one byte changed is taken for empty") {
  auto files = package_files();
  ManifestCache first(files, cache_file);
  first.keep(key, manifest_of(files));
  first.write(files);
  auto text = files.all().at(cache_file);
  text[text.size() / 2] = static_cast<char>(text[text.size() / 2] ^ 1);
  files.add(cache_file, text);
  CHECK_FALSE(ManifestCache(files, cache_file).find(key, folder));
}

TEST_CASE("a cache that cannot be written is no fault") {
  auto files = package_files();
  ManifestCache cache(files, cache_file);
  cache.keep(key, manifest_of(files));
  files.make_read_only();
  cache.write(files);
  CHECK_FALSE(files.kind(cache_file).has_value());
}

}  // namespace plimsoll::source
