// SPDX-License-Identifier: MIT OR Apache-2.0
#include "plimsoll/cargo_output/metadata.h"

#include <doctest/doctest.h>

#include <nlohmann/json.hpp>

#include "workspace_fixture.h"

namespace plimsoll::cargo_output {
namespace {

using Json = nlohmann::ordered_json;

std::vector<std::string> names(const Json& object) {
  std::vector<std::string> result;
  for (const auto& [name, value] : object.items()) result.push_back(name);
  return result;
}

/// Nothing if it is refused.
std::optional<std::string> printed(const resolve::Resolution& resolution, const MetadataOptions& options) {
  std::string text;
  const auto result = print_metadata(resolution, options, into(text));
  CHECK((result || text.empty()));
  return result ? std::optional(text) : std::nullopt;
}

Json metadata(WorkspaceFixture& workspace, const std::vector<std::string>& filter = {}) {
  MetadataOptions options;
  for (const auto& triple : filter) options.filter_platforms.push_back(cargo::find_target(triple).value());
  return Json::parse(printed(workspace.resolution({}), options).value());
}

const std::map<std::string, std::string> two_platforms = {
    {"Cargo.toml", "[workspace]\nmembers = [\"app\"]\nexclude = [\"win\", \"uni\"]\nresolver = \"2\"\n"},
    {"app/Cargo.toml",
     manifest("app",
              "[target.'cfg(windows)'.dependencies]\nwin = { path = \"../win\" }\n"
              "[target.'cfg(unix)'.dependencies]\nuni = { path = \"../uni\" }\n"
              "[target.x86_64-pc-windows-msvc.build-dependencies]\nuni = { path = \"../uni\" }\n"
              "[target.'cfg(any(unix, windows))'.build-dependencies]\nuni = { path = \"../uni\" }\n")},
    {"app/src/lib.rs", ""},
    {"win/Cargo.toml", manifest("win")},
    {"win/src/lib.rs", ""},
    {"uni/Cargo.toml", manifest("uni")},
    {"uni/src/lib.rs", ""},
};

TEST_CASE("the document and its packages have Cargo's fields in Cargo's order") {
  WorkspaceFixture workspace({{"Cargo.toml", manifest("app")}, {"src/lib.rs", ""}});
  const auto document = metadata(workspace);
  CHECK(names(document) == std::vector<std::string>{"packages", "workspace_members", "workspace_default_members",
                                                    "resolve", "target_directory", "build_directory", "version",
                                                    "workspace_root", "metadata"});
  CHECK(names(document["packages"][0]) ==
        std::vector<std::string>{"name",          "version",  "id",           "license",     "license_file",
                                 "description",   "source",   "dependencies", "targets",     "features",
                                 "manifest_path", "metadata", "publish",      "authors",     "categories",
                                 "keywords",      "readme",   "repository",   "homepage",    "documentation",
                                 "edition",       "links",    "default_run",  "rust_version"});
}

TEST_CASE("package metadata keeps the order of its tables, and its dates are Cargo's private objects") {
  WorkspaceFixture workspace(
      {{"Cargo.toml", manifest("app", "[package.metadata.tool]\nz = 1979-05-27\na = { y = 1, b = 1.5 }\n")},
       {"src/lib.rs", ""}});
  CHECK(metadata(workspace)["packages"][0]["metadata"].dump() ==
        R"({"tool":{"z":{"$__toml_private_datetime":"1979-05-27"},"a":{"y":1,"b":1.5}}})");
}

TEST_CASE("a platform filter drops links that are for no platform of it, and what only they reach") {
  WorkspaceFixture workspace(two_platforms);
  const auto document = metadata(workspace, {"x86_64-unknown-linux-gnu"});
  CHECK(document["packages"].size() == 2);
  CHECK(document["resolve"]["nodes"][0]["dependencies"] == Json::array({"path+file:///ws/uni#0.1.0"}));
}

TEST_CASE("a link that survives a platform filter keeps the declarations for other platforms") {
  WorkspaceFixture workspace(two_platforms);
  const auto document = metadata(workspace, {"x86_64-unknown-linux-gnu"});
  CHECK(document["resolve"]["nodes"][0]["deps"][0]["dep_kinds"].size() == 3);
}

TEST_CASE("declarations of one link are sorted by kind, then targets by name before expressions") {
  WorkspaceFixture workspace(two_platforms);
  const auto document = metadata(workspace, {"x86_64-unknown-linux-gnu"});
  CHECK(document["resolve"]["nodes"][0]["deps"][0]["dep_kinds"].dump() ==
        R"json([{"kind":null,"target":"cfg(unix)"},{"kind":"build","target":"x86_64-pc-windows-msvc"},)json"
        R"json({"kind":"build","target":"cfg(any(unix, windows))"}])json");
}

TEST_CASE("a dependency without a library is no part of the resolved graph") {
  WorkspaceFixture workspace({{"Cargo.toml", manifest("app", "[dependencies]\ntool = { path = \"tool\" }\n")},
                              {"src/lib.rs", ""},
                              {"tool/Cargo.toml", manifest("tool")},
                              {"tool/src/main.rs", ""}});
  CHECK(metadata(workspace)["packages"].size() == 1);
}

TEST_CASE("in the folder of a member that member is the default") {
  WorkspaceFixture workspace(two_platforms, "app");
  const auto document = metadata(workspace);
  CHECK(document["workspace_default_members"] == Json::array({"path+file:///ws/app#0.1.0"}));
  CHECK(document["resolve"]["root"] == "path+file:///ws/app#0.1.0");
}

TEST_CASE("without dependencies the members stand alone and nothing is resolved") {
  const WorkspaceFixture workspace(two_platforms);
  std::string text;
  print_members(workspace.graph(), {}, into(text));
  const auto document = Json::parse(text);
  CHECK(document["packages"].size() == document["workspace_members"].size());
  CHECK(document["resolve"].is_null());
}

TEST_CASE("the bytes are the same on any number of threads") {
  WorkspaceFixture workspace(two_platforms);
  const auto resolution = workspace.resolution({});
  CHECK(printed(resolution, {{}, 1}).value() == printed(resolution, {{}, 4}).value());
}

TEST_CASE("two names for one package are refused where a platform that is asked for has one of them") {
  WorkspaceFixture workspace({
      {"Cargo.toml", "[workspace]\nmembers = [\"app\", \"win\"]\n"},
      {"app/Cargo.toml", manifest("app",
                                  "[target.'cfg(windows)'.dependencies]\nwin = { path = \"../win\" }\n"
                                  "[target.'cfg(windows)'.build-dependencies]\n"
                                  "other = { path = \"../win\", package = \"win\" }\n")},
      {"app/src/lib.rs", ""},
      {"win/Cargo.toml", manifest("win")},
      {"win/src/lib.rs", ""},
  });
  const auto resolution = workspace.resolution({});
  const auto on = [](const char* triple) { return MetadataOptions{{cargo::find_target(triple).value()}, 1}; };
  CHECK(printed(resolution, on("x86_64-unknown-linux-gnu")));
  CHECK_FALSE(printed(resolution, on("x86_64-pc-windows-msvc")));
  CHECK_FALSE(printed(resolution, {}));
}

}  // namespace
}  // namespace plimsoll::cargo_output
