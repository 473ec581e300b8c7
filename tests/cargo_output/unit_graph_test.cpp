// SPDX-License-Identifier: MIT OR Apache-2.0
#include "plimsoll/cargo_output/unit_graph.h"

#include <doctest/doctest.h>

#include <nlohmann/json.hpp>

#include "workspace_fixture.h"

namespace plimsoll::cargo_output {
namespace {

using Json = nlohmann::ordered_json;

Json build(WorkspaceFixture& workspace, const std::string& profile = "dev",
           const std::vector<std::string>& targets = {}) {
  const auto resolution = workspace.resolution({}, {}, targets, false);
  const auto units =
      resolve::build_unit_graph(resolution, {resolve::Command::build, profile, {}, workspace.choose({})});
  REQUIRE(units.has_value());
  std::string text;
  print_unit_graph(resolution, *units, 1, into(text));
  return Json::parse(text);
}

const std::map<std::string, std::string> plain = {
    {"Cargo.toml", manifest("app",
                            "[dependencies]\nserde-like = { path = \"dep\" }\n"
                            "[profile.release]\ndebug = \"line-tables-only\"\nstrip = \"symbols\"\n")},
    {"src/main.rs", ""},
    {"dep/Cargo.toml", manifest("serde-like")},
    {"dep/src/lib.rs", ""},
};

TEST_CASE("a unit has Cargo's fields in Cargo's order") {
  WorkspaceFixture workspace(plain);
  const auto unit = build(workspace)["units"][0];
  std::vector<std::string> names;
  for (const auto& [name, value] : unit.items()) names.push_back(name);
  CHECK(names ==
        std::vector<std::string>{"pkg_id", "target", "profile", "platform", "mode", "features", "dependencies"});
}

TEST_CASE("a dependency is named as the compiler names it") {
  WorkspaceFixture workspace(plain);
  const auto document = build(workspace);
  CHECK(document["roots"] == Json::array({0}));
  CHECK(document["units"][0]["dependencies"].dump() ==
        R"([{"index":1,"extern_crate_name":"serde_like","public":false,"noprelude":false}])");
}

TEST_CASE("full debug information is a number, line tables are a name") {
  WorkspaceFixture workspace(plain);
  CHECK(build(workspace)["units"][0]["profile"]["debuginfo"] == 2);
  CHECK(build(workspace, "release")["units"][0]["profile"]["debuginfo"] == "line-tables-only");
}

TEST_CASE("strip says whether it was written") {
  WorkspaceFixture workspace(plain);
  CHECK(build(workspace)["units"][0]["profile"]["strip"].dump() == R"({"deferred":"None"})");
  CHECK(build(workspace, "release")["units"][0]["profile"]["strip"].dump() == R"({"resolved":{"Named":"symbols"}})");
}

TEST_CASE("the platform is null for the host and a triple for a named target") {
  WorkspaceFixture workspace(plain);
  CHECK(build(workspace)["units"][0]["platform"].is_null());
  CHECK(build(workspace, "dev", {"aarch64-apple-darwin"})["units"][0]["platform"] == "aarch64-apple-darwin");
}

}  // namespace
}  // namespace plimsoll::cargo_output
