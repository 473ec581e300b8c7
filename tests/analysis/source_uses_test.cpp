// SPDX-License-Identifier: MIT OR Apache-2.0
#include "plimsoll/analysis/source_uses.h"

#include <doctest/doctest.h>

#include "plimsoll/analysis/priced_build.h"
#include "testkit/workspace.h"

using namespace plimsoll;
using testkit::package_named;
using testkit::TestWorkspace;
using Names = std::vector<std::string_view>;

TEST_CASE("sources are used with the features of all units on each of their platforms") {
  TestWorkspace workspace;
  workspace.add_member("", "app",
                       "[dependencies]\nleaf = { version = \"1\", features = [\"a\"] }\n"
                       "[build-dependencies]\nleaf = { version = \"1\", features = [\"b\"] }\n"
                       "[target.'cfg(windows)'.dependencies]\nelsewhere = \"1\"\n");
  workspace.files.add("/workspace/build.rs", "fn main() {}");
  workspace.add_dependencies("app", "\"leaf\", \"elsewhere\"");
  workspace.add_package("leaf", "[features]\na = []\nb = []\nc = []\n");
  workspace.add_package("elsewhere");
  const auto graph = workspace.graph();
  const std::vector<std::string> targets{"aarch64-unknown-linux-gnu"};
  const auto platforms = *resolve::platforms_of(graph.closure(), "x86_64-unknown-linux-gnu", targets);
  const auto build = analysis::plan_build(graph, resolve::model_of(graph), {graph.members(), {}, &platforms, "dev"});
  REQUIRE(build.has_value());
  const auto uses = analysis::source_uses(graph, build->units, platforms);
  CHECK(uses[package_named(graph, "leaf")].features == Names{"a", "b"});
  CHECK(uses[package_named(graph, "leaf")].platforms.size() == 2);
  CHECK_FALSE(uses[package_named(graph, "elsewhere")].is_compiled());
}
