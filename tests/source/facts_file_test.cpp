// SPDX-License-Identifier: MIT OR Apache-2.0
#include "plimsoll/source/facts_file.h"

#include <doctest/doctest.h>

#include "testkit/lists.h"
#include "testkit/workspace.h"

namespace plimsoll::source {
namespace {

using testkit::TestWorkspace;

TestWorkspace workspace_with_a() {
  TestWorkspace workspace;
  workspace.add_member("", "app", "[dependencies]\na = \"1\"\n");
  workspace.add_package(
      "a",
      "license = \"MIT\"\nlinks = \"z\"\nbuild = \"build.rs\"\n[features]\nf = [\"dep:b\", \"c?/x\"]\n"
      "[dependencies]\nb = { version = \"1\", optional = true, package = \"real\" }\n"
      "[target.'cfg(unix)'.dependencies]\nc = { version = \"2\", optional = true, features = [\"y\"], "
      "default-features = false }\n[dev-dependencies]\nd = \"1\"\n");
  workspace.add_dependencies("app", "\"a\"");
  return workspace;
}

std::string facts_text() {
  auto workspace = workspace_with_a();
  const auto closure = workspace.closure();
  facts::FactTable table(closure.packages.size());
  for (auto& facts : table) {
    facts.code = {{cargo::TargetKind::lib, "a", {{{0, "", {.tokens = 12}}, {0, "unix", {.calls = 3}}}, 1, 99}}};
    facts.sources_seen = true;
    facts.build_script.emplace().compiles_native_code = true;
  }
  return render_facts(closure, table);
}

FactsFile parsed(const std::string& text) {
  auto file = FactsFile::parse(text, "facts.json");
  REQUIRE(file.has_value());
  return std::move(*file);
}

const cargo::PackageId a{"a", {1, 0, 0}, cargo::SourceId::crates_io()};

/// What the file tells of `a`, having been written and read.
KnownPackage known() {
  const auto file = parsed(facts_text());
  const auto* found = file.find(a, std::nullopt);
  REQUIRE(found != nullptr);
  return *found;
}

/// The message about a text in which one word was changed; the test stops if the word is not there.
std::string fault_with(const std::string& from, const std::string& to) {
  auto text = facts_text();
  const auto at = text.find(from);
  REQUIRE(at != std::string::npos);
  const auto file = FactsFile::parse(text.replace(at, from.size(), to), "facts.json");
  return file ? "none" : file.error().message;
}

TEST_CASE("what a resolver needs of a package survives the file") {
  const auto package = *known().manifest.package;
  CHECK(package.license == "MIT");
  CHECK(package.links == "z");
  CHECK(package.edition == cargo::Edition::e2021);
  REQUIRE(package.features.size() == 2);
  CHECK(package.features[1].name == "f");
  CHECK(cargo::to_text(package.features[1].values[1]) == "c?/x");
}

TEST_CASE("declarations survive the file, those for development are left out") {
  const auto dependencies = known().manifest.package->dependencies;
  REQUIRE(dependencies.size() == 2);
  CHECK(dependencies[0].key == "b");
  CHECK(dependencies[0].package == "real");
  CHECK(dependencies[0].renamed);
  CHECK(dependencies[0].optional);
  CHECK(cargo::to_text(dependencies[1].req) == "^2");
  CHECK(cargo::to_text(*dependencies[1].platform) == "cfg(unix)");
  CHECK(dependencies[1].features == std::vector<std::string>{"y"});
  CHECK_FALSE(dependencies[1].default_features);
}

TEST_CASE("the library and the build script survive the file") {
  const auto package = *known().manifest.package;
  REQUIRE(package.library() != nullptr);
  CHECK(package.library()->doctest);
  REQUIRE(package.build_script() != nullptr);
  CHECK(package.build_script()->name == "build-script-build");
}

TEST_CASE("measures of the code survive the file") {
  const auto facts = known().facts;
  REQUIRE(facts.code.size() == 1);
  REQUIRE(facts.code[0].tree.parts.size() == 2);
  CHECK(facts.code[0].tree.parts[1].condition == "unix");
  CHECK(facts.code[0].tree.parts[1].size.calls == 3);
  CHECK(facts.code[0].tree.bytes == 99);
  CHECK(facts.sources_seen);
  REQUIRE(facts.build_script.has_value());
  CHECK(facts.build_script->compiles_native_code);
  CHECK_FALSE(facts.build_script->uses_network);
}

TEST_CASE("the workspace's own packages are not in the file") {
  CHECK(facts_text().find("\"app\"") == std::string::npos);
}

TEST_CASE("writing the same facts twice gives the same bytes") {
  CHECK(facts_text() == facts_text());
}

TEST_CASE("a package is found by name, version and source") {
  const auto file = parsed(facts_text());
  CHECK(file.find({"a", {1, 0, 1}, cargo::SourceId::crates_io()}, std::nullopt) == nullptr);
  CHECK(file.find({"a", {1, 0, 0}, cargo::SourceId::registry("https://example.org/i")}, std::nullopt) == nullptr);
}

TEST_CASE("facts under another checksum are not those of the package") {
  CHECK(parsed(facts_text()).find(a, std::string(64, 'f')) == nullptr);
}

TEST_CASE("a closure may be made of the file alone") {
  auto workspace = workspace_with_a();
  workspace.closure();
  REQUIRE(workspace.files.remove(TestWorkspace::folder_of("a")).has_value());
  const auto file = parsed(facts_text());
  auto world = workspace.world();
  support::SourceMap sources;
  support::Diagnostics diagnostics;
  LoadRequest request;
  request.facts = &file;
  const auto closure = load_closure(request, world, sources, diagnostics);
  REQUIRE(closure.has_value());
  for (const auto& package : closure->packages) CHECK(package.package() != nullptr);
}

TEST_CASE("a file of another version is refused") {
  CHECK(fault_with("\"format_version\": 2", "\"format_version\": 1") ==
        "`facts.json` is not a facts file of version 2");
}

TEST_CASE("a text that is no JSON is refused") {
  for (const auto* text : {"", "[]", "null", "{\"format_version\": 1", "\x00\xff"})
    CHECK_FALSE(FactsFile::parse(text, "facts.json").has_value());
}

TEST_CASE("the first damaged field is named") {
  CHECK(fault_with("\"version\": \"1.0.0\"", "\"version\": \"one\"") ==
        "the facts file `facts.json` is damaged: `version` is missing or not what it should be");
  CHECK(fault_with("\"edition\": \"2021\"", "\"edition\": \"1999\"")
            .ends_with("`edition` is missing or not what it should be"));
  CHECK(fault_with("\"req\": \"^1\"", "\"req\": \"?\"").ends_with("`req` is missing or not what it should be"));
  CHECK(fault_with("\"target\": \"cfg(unix)\"", "\"target\": \"cfg(\"")
            .ends_with("`target` is missing or not what it should be"));
  CHECK(
      fault_with("\"kind\": \"normal\"", "\"kind\": \"odd\"").ends_with("`kind` is missing or not what it should be"));
  CHECK(
      fault_with("\"optional\": true", "\"optional\": 1").ends_with("`optional` is missing or not what it should be"));
  CHECK(fault_with("\"bytes\": 99", "\"bytes\": -1").ends_with("`bytes` is missing or not what it should be"));
}

TEST_CASE("damage to lists is found too") {
  CHECK(fault_with("\"packages\": [", "\"packages\": 1, \"x\": [")
            .ends_with("`packages` is missing or not what it should be"));
  CHECK(fault_with("\"features\": {", "\"features\": 1, \"x\": {")
            .ends_with("`features` is missing or not what it should be"));
  CHECK(fault_with("\"dependencies\": [", "\"dependencies\": {}, \"x\": [")
            .ends_with("`dependencies` is missing or not what it should be"));
}

TEST_CASE("a file cut off anywhere is refused") {
  const auto text = facts_text();
  for (std::size_t length = 0; length + 2 < text.size(); length += 97)
    CHECK_FALSE(FactsFile::parse(text.substr(0, length), "facts.json").has_value());
}

}  // namespace
}  // namespace plimsoll::source
