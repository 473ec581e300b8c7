// SPDX-License-Identifier: MIT OR Apache-2.0
#include "plimsoll/source/extract.h"

#include <doctest/doctest.h>

#include <algorithm>

#include "../../src/source/sealed_file.h"
#include "testkit/workspace.h"

using namespace plimsoll;
using testkit::TestWorkspace;

namespace {

TestWorkspace workspace_with_leaf(const std::string& source = "fn leaf() {}") {
  TestWorkspace workspace;
  workspace.add_member("", "app", "[dependencies]\nleaf = \"1\"\n");
  workspace.add_dependencies("app", "\"leaf\"");
  workspace.add_package("leaf", {}, source);
  return workspace;
}

void add(TestWorkspace& workspace, const std::string& path, const std::string& text) {
  workspace.files.add(TestWorkspace::folder_of("leaf") + "/" + path, text);
}

facts::PackageFacts facts_of(TestWorkspace& workspace, const std::string& name) {
  const auto closure = workspace.closure();
  auto world = workspace.world();
  const auto table = source::extract_facts(closure, world, 2);
  const auto named = [&](const cargo::ClosurePackage& package) { return package.id.name == name; };
  const auto found = std::ranges::find_if(closure.packages, named);
  REQUIRE(found != closure.packages.end());
  return table[static_cast<std::size_t>(found - closure.packages.begin())];
}

const std::string cache_file = "/cache/facts-v1";

}  // namespace

TEST_CASE("sources are counted below the folder of the library") {
  auto workspace = workspace_with_leaf("12345");
  add(workspace, "src/deep/more.rs", "123");
  add(workspace, "README.md", "not counted");
  add(workspace, "other.rs", "not counted");
  const auto facts = facts_of(workspace, "leaf");
  CHECK(facts.rust_bytes == 8);
  CHECK(facts.rust_files == 2);
  CHECK(facts.sources_seen);
  CHECK_FALSE(facts.build_script.has_value());
}

TEST_CASE("tests, hidden folders and packages inside the package are not counted") {
  auto workspace = workspace_with_leaf("12345");
  add(workspace, "src/tests/a.rs", "123");
  add(workspace, "src/.hidden/a.rs", "123");
  add(workspace, "src/inner/Cargo.toml", "");
  add(workspace, "src/inner/a.rs", "123");
  CHECK(facts_of(workspace, "leaf").rust_bytes == 5);
}

TEST_CASE("of files that are each for one platform the largest is weighed") {
  auto workspace = workspace_with_leaf("12345");
  add(workspace, "src/windows.rs", "12");
  add(workspace, "src/linux_like/mod.rs", "123");
  const auto facts = facts_of(workspace, "leaf");
  CHECK(facts.rust_bytes == 10);
  CHECK(facts.weighed_bytes == 8);
}

TEST_CASE("very long files are weighed in part") {
  auto workspace = workspace_with_leaf(std::string(1'000'000, ' '));
  const auto facts = facts_of(workspace, "leaf");
  CHECK(facts.rust_bytes == 1'000'000);
  CHECK(facts.weighed_bytes < 100'000);
}

TEST_CASE("native sources are counted where there is a build script") {
  auto workspace = workspace_with_leaf();
  add(workspace, "vendor/z.c", "1234");
  add(workspace, "vendor/z.h", "not counted");
  CHECK(facts_of(workspace, "leaf").native_bytes == 0);
  workspace.files.add(cache_file, "");
  workspace.files.add(source::workspace_cache_file("/cache", "manifests", "/workspace"), "");
  add(workspace, "build.rs", "fn main() { cc::Build::new(); }");
  const auto facts = facts_of(workspace, "leaf");
  CHECK(facts.native_bytes == 4);
  REQUIRE(facts.build_script.has_value());
  CHECK(facts.build_script->compiles_native_code);
}

TEST_CASE("a package without a manifest has no facts") {
  auto workspace = workspace_with_leaf();
  workspace.add_locked("unread");
  workspace.add_dependencies("app", "\"leaf\", \"unread\"");
  CHECK(facts_of(workspace, "unread") == facts::PackageFacts{});
}

TEST_CASE("facts of published packages are kept, those of members are not") {
  auto workspace = workspace_with_leaf("12345");
  facts_of(workspace, "leaf");
  workspace.files.add(TestWorkspace::folder_of("leaf") + "/src/lib.rs", "1");
  workspace.files.add("/workspace/src/lib.rs", "123");
  CHECK(facts_of(workspace, "leaf").rust_bytes == 5);
  CHECK(facts_of(workspace, "app").rust_bytes == 3);
}

TEST_CASE("kept facts come back whole") {
  auto workspace = workspace_with_leaf();
  add(workspace, "build.rs", "println!(\"cargo:rustc-link-lib=z\"); Command::new(\"x\");");
  add(workspace, "z.c", "1234");
  const auto first = facts_of(workspace, "leaf");
  CHECK(facts_of(workspace, "leaf") == first);
}

TEST_CASE("facts of empty files are not kept") {
  auto workspace = workspace_with_leaf("");
  CHECK(facts_of(workspace, "leaf").rust_bytes == 0);
  workspace.files.add(TestWorkspace::folder_of("leaf") + "/src/lib.rs", "12345");
  CHECK(facts_of(workspace, "leaf").rust_bytes == 5);
}

TEST_CASE("a cache that was tampered with is not believed") {
  auto workspace = workspace_with_leaf("12345");
  facts_of(workspace, "leaf");
  auto text = workspace.files.all().at(cache_file);
  text.replace(text.find(" 5 "), 3, " 6 ");
  workspace.files.add(cache_file, text);
  CHECK(facts_of(workspace, "leaf").rust_bytes == 5);
}

TEST_CASE("a cache that was cut off is not believed and made anew") {
  auto workspace = workspace_with_leaf("12345");
  facts_of(workspace, "leaf");
  const auto whole = workspace.files.all().at(cache_file);
  workspace.files.add(cache_file, whole.substr(0, whole.size() / 2));
  CHECK(facts_of(workspace, "leaf").rust_bytes == 5);
  CHECK(workspace.files.all().at(cache_file) == whole);
}

TEST_CASE("without a place for the cache facts are the same") {
  auto workspace = workspace_with_leaf("12345");
  workspace.environment = testkit::FixedEnvironment{{{"CARGO_HOME", "/cargo"}}};
  CHECK(facts_of(workspace, "leaf").rust_bytes == 5);
}

TEST_CASE("a cache that cannot be written is no error") {
  auto workspace = workspace_with_leaf("12345");
  const auto closure = workspace.closure();
  workspace.files.make_read_only();
  auto world = workspace.world();
  CHECK(source::extract_facts(closure, world, 2).back().rust_bytes == 5);
}
