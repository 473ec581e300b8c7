// SPDX-License-Identifier: MIT OR Apache-2.0
#include <doctest/doctest.h>

#include "plimsoll/analysis/view.h"
#include "testkit/workspace.h"

using namespace plimsoll;
using testkit::package_named;
using testkit::TestWorkspace;

namespace {

/// `app` with the dependency `leaf`; what `leaf` costs with given facts.
double cost_of_leaf(const facts::PackageFacts& facts, const std::string& rest = {},
                    const std::string& profile = "dev") {
  TestWorkspace workspace;
  workspace.add_member("", "app", "[dependencies]\nleaf = \"1\"\n");
  workspace.add_dependencies("app", "\"leaf\"");
  workspace.add_package("leaf", rest);
  if (facts.build_script) workspace.files.add(TestWorkspace::folder_of("leaf") + "/build.rs", "fn main() {}");
  const auto graph = workspace.graph();
  const auto leaf = package_named(graph, "leaf");
  facts::FactTable table(graph.package_count());
  table[leaf] = facts;
  const auto platforms = resolve::platforms_of(graph.closure(), "x86_64-unknown-linux-gnu", {});
  const auto model =
      analysis::build_model(graph, resolve::model_of(graph), table, {graph.members(), {}, *platforms, profile}, 1);
  REQUIRE(model.has_value());
  return (*model)->cost_seconds[leaf];
}

/// A library with so many calls, half of them under the feature `a`.
facts::PackageFacts sources(std::uint32_t calls) {
  facts::CodeTree tree;
  tree.files = 1;
  tree.parts = {{0, "", {.tokens = 5 * calls, .calls = calls / 2}}, {0, "feature=\"a\"", {.calls = calls / 2}}};
  facts::PackageFacts facts;
  facts.code = {{cargo::TargetKind::lib, "leaf", tree}};
  facts.sources_seen = true;
  return facts;
}

}  // namespace

TEST_CASE("more sources cost more") {
  CHECK(cost_of_leaf(sources(20'000)) > cost_of_leaf(sources(2'000)));
}

TEST_CASE("sources that were not seen are taken for a middling package") {
  CHECK(cost_of_leaf({}) > cost_of_leaf(sources(20)));
  CHECK(cost_of_leaf({}) < cost_of_leaf(sources(20'000)));
}

TEST_CASE("a proc macro costs more than a library of its size") {
  CHECK(cost_of_leaf(sources(2'000), "[lib]\nproc-macro = true\n") > cost_of_leaf(sources(2'000)));
}

TEST_CASE("a build script is compiled and run") {
  auto facts = sources(2'000);
  facts.build_script = facts::BuildScriptFacts{};
  CHECK(cost_of_leaf(facts) > cost_of_leaf(sources(2'000)));
}

TEST_CASE("native sources count where the build script compiles them") {
  auto facts = sources(2'000);
  facts.native_bytes = 2'000'000;
  facts.native_files = 10;
  facts.build_script = facts::BuildScriptFacts{};
  const auto idle = cost_of_leaf(facts);
  facts.build_script->compiles_native_code = true;
  CHECK(cost_of_leaf(facts) > idle + 1);
}

TEST_CASE("features that are off make a package lighter") {
  const std::string on = "[features]\ndefault = [\"a\"]\na = []\n";
  const std::string off = "[features]\ndefault = []\na = []\n";
  CHECK(cost_of_leaf(sources(20'000), off) < cost_of_leaf(sources(20'000), on));
}

TEST_CASE("optimising costs more") {
  CHECK(cost_of_leaf(sources(20'000), {}, "release") > cost_of_leaf(sources(20'000)));
}
