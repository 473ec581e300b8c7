// SPDX-License-Identifier: MIT OR Apache-2.0
#include "plimsoll/source/extract.h"

#include <doctest/doctest.h>

#include <algorithm>
#include <vector>

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

const facts::SourceUse everywhere{.everywhere = true};

/// Every package has the same use.
facts::PackageFacts facts_of(TestWorkspace& workspace, const std::string& name,
                             const facts::SourceUse& use = everywhere) {
  const auto closure = workspace.closure();
  auto world = workspace.world();
  const std::vector<facts::SourceUse> uses(closure.packages.size(), use);
  const auto table = source::extract_facts(closure, uses, world, 2);
  const auto named = [&](const cargo::ClosurePackage& package) { return package.id.name == name; };
  const auto found = std::ranges::find_if(closure.packages, named);
  REQUIRE(found != closure.packages.end());
  return table[static_cast<std::size_t>(found - closure.packages.begin())];
}

const std::string cache_file = "/cache/facts-v2";

}  // namespace

TEST_CASE("the code of each crate target is read, by its modules") {
  auto workspace = workspace_with_leaf("mod deep;");
  add(workspace, "src/deep.rs", "mod more;");
  add(workspace, "src/deep/more.rs", "fn a() {}");
  add(workspace, "src/unused.rs", "fn a() {}");
  const auto facts = facts_of(workspace, "leaf");
  REQUIRE(facts.code.size() == 1);
  CHECK(facts.code[0].kind == cargo::TargetKind::lib);
  CHECK(facts.code[0].tree.files == 3);
  CHECK(facts.sources_seen);
  CHECK_FALSE(facts.build_script.has_value());
}

TEST_CASE("modules outside of a published package are not read") {
  auto workspace = workspace_with_leaf("#[path = \"../../other.rs\"] mod other;");
  workspace.files.add(TestWorkspace::folder_of("leaf") + "/../other.rs", "fn a() {}");
  CHECK(facts_of(workspace, "leaf").code[0].tree.files == 1);
}

TEST_CASE("the code of a build script is read") {
  auto workspace = workspace_with_leaf();
  add(workspace, "build.rs", "fn main() {}");
  CHECK(facts_of(workspace, "leaf").code.size() == 2);
}

TEST_CASE("of a package that nothing compiles only the build script is read") {
  auto workspace = workspace_with_leaf();
  add(workspace, "build.rs", "fn main() { cc::Build::new(); }");
  const auto facts = facts_of(workspace, "leaf", {});
  CHECK(facts.code.empty());
  CHECK(facts.sources_seen);
  REQUIRE(facts.build_script.has_value());
  CHECK(facts.build_script->compiles_native_code);
}

TEST_CASE("the programs of a published package are not read") {
  auto workspace = workspace_with_leaf();
  add(workspace, "src/main.rs", "fn main() {}");
  CHECK(facts_of(workspace, "leaf").code.size() == 1);
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

TEST_CASE("assembler is no native source that takes time") {
  auto workspace = workspace_with_leaf();
  add(workspace, "build.rs", "fn main() { cc::Build::new(); }");
  add(workspace, "vendor/z.c", "1234");
  add(workspace, "vendor/z-linux.S", "567");
  add(workspace, "vendor/z-windows.asm", "89");
  const auto facts = facts_of(workspace, "leaf");
  CHECK(facts.native_files == 1);
  CHECK(facts.native_bytes == 4);
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
  CHECK(facts_of(workspace, "leaf").code[0].tree.bytes == 5);
  CHECK(facts_of(workspace, "app").code[0].tree.bytes == 3);
}

TEST_CASE("facts are kept apart by the features and platforms that they were read for") {
  auto workspace = workspace_with_leaf("#[cfg(feature = \"a\")] mod a; #[cfg(windows)] mod b;");
  add(workspace, "src/a.rs", "fn a() {}");
  add(workspace, "src/b.rs", "fn b() {}");
  const auto on_linux = *cargo::find_target("x86_64-unknown-linux-gnu");
  const auto on_windows = *cargo::find_target("x86_64-pc-windows-msvc");
  const auto files = [&](std::vector<std::string_view> features, const cargo::Target& platform) {
    return facts_of(workspace, "leaf", {std::move(features), {&platform}}).code[0].tree.files;
  };
  CHECK(files({}, on_linux) == 1);
  CHECK(files({"a"}, on_linux) == 2);
  CHECK(files({"a"}, on_windows) == 3);
  CHECK(files({}, on_linux) == 1);
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
  const facts::SourceUse none;
  CHECK(facts_of(workspace, "leaf").code[0].tree.bytes == 0);
  CHECK(facts_of(workspace, "leaf", none) == facts::PackageFacts{.sources_seen = true});
  workspace.files.add(TestWorkspace::folder_of("leaf") + "/src/lib.rs", "12345");
  add(workspace, "build.rs", "fn main() {}");
  workspace.files.add(source::workspace_cache_file("/cache", "manifests", "/workspace"), "");
  CHECK(facts_of(workspace, "leaf").code[0].tree.bytes == 5);
  CHECK(facts_of(workspace, "leaf", none).build_script.has_value());
}

TEST_CASE("a cache that was tampered with is not believed") {
  auto workspace = workspace_with_leaf("12345");
  facts_of(workspace, "leaf");
  auto text = workspace.files.all().at(cache_file);
  text.replace(text.find(" 5 "), 3, " 6 ");
  workspace.files.add(cache_file, text);
  CHECK(facts_of(workspace, "leaf").code[0].tree.bytes == 5);
}

TEST_CASE("a cache that was cut off is not believed and made anew") {
  auto workspace = workspace_with_leaf("12345");
  facts_of(workspace, "leaf");
  const auto whole = workspace.files.all().at(cache_file);
  workspace.files.add(cache_file, whole.substr(0, whole.size() / 2));
  CHECK(facts_of(workspace, "leaf").code[0].tree.bytes == 5);
  CHECK(workspace.files.all().at(cache_file) == whole);
}

TEST_CASE("without a place for the cache facts are the same") {
  auto workspace = workspace_with_leaf("12345");
  workspace.environment = testkit::FixedEnvironment{{{"CARGO_HOME", "/cargo"}}};
  CHECK(facts_of(workspace, "leaf").code[0].tree.bytes == 5);
}

TEST_CASE("a cache that cannot be written is no error") {
  auto workspace = workspace_with_leaf("12345");
  const auto closure = workspace.closure();
  workspace.files.make_read_only();
  auto world = workspace.world();
  const std::vector<facts::SourceUse> uses(closure.packages.size(), everywhere);
  CHECK(source::extract_facts(closure, uses, world, 2).back().code[0].tree.bytes == 5);
}
