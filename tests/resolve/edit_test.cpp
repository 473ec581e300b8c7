// SPDX-License-Identifier: MIT OR Apache-2.0
#include "plimsoll/resolve/edit.h"

#include <doctest/doctest.h>

#include <algorithm>
#include <set>

#include "plimsoll/resolve/resolution.h"
#include "plimsoll/resolve/unit_graph.h"
#include "testkit/workspace.h"

using namespace plimsoll;
using resolve::Edit;
using testkit::TestWorkspace;

namespace {

using Texts = std::vector<std::string>;

support::Result<cargo::ClosurePackage> find_nothing(const cargo::PackageId&) {
  return support::failure(support::ErrorKind::not_found, "nowhere");
}

support::Result<resolve::EditedClosure> edited(TestWorkspace& workspace, const Texts& texts,
                                               const resolve::FindPackage& find = find_nothing) {
  std::vector<Edit> edits;
  for (const auto& text : texts) {
    auto edit = resolve::parse_edit(text);
    REQUIRE(edit.has_value());
    edits.push_back(std::move(*edit));
  }
  return resolve::apply_edits(workspace.closure(), edits, find);
}

/// Every package that `cargo build --workspace` compiles after the edits, with version and features: `log 1.0.0 [std]`.
std::set<std::string> built(support::Result<resolve::EditedClosure> closure) {
  REQUIRE(closure.has_value());
  const auto graph = graph::PackageGraph::build(std::move(closure->closure));
  const auto platforms = resolve::platforms_of(graph.closure(), "x86_64-unknown-linux-gnu", {});
  REQUIRE(platforms.has_value());
  const auto members = graph.members();
  auto seeds = resolve::seeds_of(graph, members, {});
  REQUIRE(seeds.has_value());
  const auto resolution = resolve::resolve(graph, resolve::model_of(graph), {std::move(*seeds), &*platforms});
  const auto units = resolve::build_unit_graph(resolution, {resolve::Command::build, "dev", {}, members});
  REQUIRE(units.has_value());
  std::set<std::string> names;
  for (const auto& unit : units->units) {
    auto text = graph.id(unit.package).name + " " + cargo::to_text(graph.id(unit.package).version);
    for (const auto feature : unit.features) text += " +" + std::string(feature);
    names.insert(text);
  }
  return names;
}

std::string error_of(const support::Result<resolve::EditedClosure>& result) {
  REQUIRE_FALSE(result.has_value());
  CHECK(result.error().kind == support::ErrorKind::usage);
  return result.error().message;
}

std::string fault_of(const std::string& text) {
  const auto edit = resolve::parse_edit(text);
  REQUIRE_FALSE(edit.has_value());
  CHECK(edit.error().kind == support::ErrorKind::usage);
  return edit.error().message;
}

/// `app` with `log` (default feature `std`) and whatever `rest` says of it.
TestWorkspace app_with_log(const std::string& rest) {
  TestWorkspace workspace;
  workspace.add_member("", "app", rest);
  workspace.add_package("log", "[features]\ndefault = [\"std\"]\nstd = []\nkv = []\n");
  return workspace;
}

/// A root that declares `log` for its members `one` and `two`.
TestWorkspace inheriting(const std::string& entry, const std::string& one, const std::string& two) {
  TestWorkspace workspace;
  workspace.add_member("one", "one", "[dependencies]\n" + one);
  workspace.add_member("two", "two", "[dependencies]\n" + two);
  workspace.add_package("log", "[features]\ndefault = [\"std\"]\nstd = []\nkv = []\n");
  workspace.files.add(
      "/workspace/Cargo.toml",
      "[workspace]\nmembers = [\"one\", \"two\"]\nresolver = \"2\"\n[workspace.dependencies]\n" + entry);
  return workspace;
}

/// The locked `log` as a version that is not, which also needs `extra`.
resolve::FindPackage newer_log(TestWorkspace& workspace) {
  return [&workspace](const cargo::PackageId& id) -> support::Result<cargo::ClosurePackage> {
    for (auto& package : workspace.closure().packages) {
      if (package.id.name != "log") continue;
      package.id = id;
      auto& changed = *package.manifest.change().package;
      changed.version = id.version;
      cargo::Dependency extra;
      extra.key = extra.package = "extra";
      changed.dependencies.push_back(extra);
      return package;
    }
    return find_nothing(id);
  };
}

}  // namespace

TEST_CASE("a platform and a table may stand in front of the dependency of an edit") {
  const auto edit = resolve::parse_edit("remove-feature:app/cfg(any(unix, feature = \"a:b/c\")):build:cc/parallel");
  REQUIRE(edit.has_value());
  CHECK(edit->declaration.where == "app");
  CHECK(edit->declaration.key == "cc");
  CHECK(edit->declaration.kind == cargo::DependencyKind::build);
  REQUIRE(edit->declaration.platform.has_value());
  CHECK(edit->declaration.platform->expression() != nullptr);
  CHECK(edit->feature == "parallel");
}

TEST_CASE("a target's name may stand in front of the dependency of an edit") {
  const auto edit = resolve::parse_edit("drop:app/x86_64-pc-windows-msvc:dev:winreg");
  REQUIRE(edit.has_value());
  REQUIRE(edit->declaration.platform.has_value());
  CHECK(*edit->declaration.platform->name() == "x86_64-pc-windows-msvc");
  CHECK(edit->declaration.kind == cargo::DependencyKind::development);
  CHECK(edit->declaration.key == "winreg");
}

TEST_CASE("an edit that lacks a part is answered with its form") {
  CHECK(fault_of("drop:app").find("`drop:WHERE/DEP`") != std::string::npos);
  CHECK(fault_of("drop:app/").find("`drop:WHERE/DEP`") != std::string::npos);
  CHECK(fault_of("drop:/log").find("`drop:WHERE/DEP`") != std::string::npos);
  CHECK(fault_of("remove-feature:app/log").find("WHERE/DEP/FEATURE") != std::string::npos);
  CHECK(fault_of("use:log").find("NAME@OLD/NEW") != std::string::npos);
  CHECK(fault_of("drop-member:").find("MEMBER") != std::string::npos);
  CHECK(fault_of("drop").find("`drop:WHERE/DEP`") != std::string::npos);
}

TEST_CASE("an unknown edit is answered with the nearest") {
  CHECK(fault_of("remove-featur:app/log/std").find("`remove-feature:`") != std::string::npos);
}

TEST_CASE("a version of an edit must be whole") {
  CHECK(fault_of("use:log@1/1.1.0").find("`1`") != std::string::npos);
}

TEST_CASE("a dropped dependency is not built") {
  auto workspace = app_with_log("[dependencies]\nlog = \"1\"\n");
  CHECK(built(edited(workspace, {"drop:app/log"})) == std::set<std::string>{"app 0.1.0"});
}

TEST_CASE("dropping one declaration leaves those of other tables") {
  auto workspace = app_with_log("[dependencies]\nlog = \"1\"\n[build-dependencies]\nlog = \"1\"\n");
  const auto result = edited(workspace, {"drop:app/build:log"});
  CHECK(built(result).contains("log 1.0.0 +default +std"));
}

TEST_CASE("a dropped optional dependency takes along what features say of it") {
  auto workspace = app_with_log(
      "[features]\ndefault = [\"log\", \"log/kv\", \"log?/std\", \"own\"]\nown = []\n"
      "[dependencies]\nlog = { version = \"1\", optional = true }\n");
  CHECK(built(edited(workspace, {"drop:app/log"})) == std::set<std::string>{"app 0.1.0 +default +own"});
}

TEST_CASE("a feature that was written stays when its dependency is dropped") {
  auto workspace = app_with_log(
      "[features]\ndefault = [\"log\"]\nlog = [\"dep:log\"]\n"
      "[dependencies]\nlog = { version = \"1\", optional = true }\n");
  CHECK(built(edited(workspace, {"drop:app/log"})) == std::set<std::string>{"app 0.1.0 +default +log"});
}

TEST_CASE("default features of one declaration can be switched off and on") {
  auto workspace = app_with_log("[dependencies]\nlog = \"1\"\n");
  CHECK(built(edited(workspace, {"no-default-features:app/log"})).contains("log 1.0.0"));
  CHECK(built(edited(workspace, {"no-default-features:app/log", "default-features:app/log"}))
            .contains("log 1.0.0 +default +std"));
}

TEST_CASE("features of a declaration can be removed and added") {
  auto workspace =
      app_with_log("[dependencies]\nlog = { version = \"1\", default-features = false, features = [\"kv\"] }\n");
  CHECK(built(edited(workspace, {"remove-feature:app/log/kv"})).contains("log 1.0.0"));
  CHECK(built(edited(workspace, {"add-feature:app/log/std"})).contains("log 1.0.0 +kv +std"));
}

TEST_CASE("an edit that changes nothing says so") {
  auto workspace = app_with_log("[dependencies]\nlog = { version = \"1\", features = [\"kv\"] }\n");
  const auto result = edited(workspace, {"add-feature:app/log/kv", "default-features:app/log"});
  REQUIRE(result.has_value());
  CHECK(result->notes.size() == 2);
}

TEST_CASE("an edit of the workspace's table reaches every member that inherits") {
  auto workspace = inheriting("log = \"1\"\n", "log.workspace = true\n", "log.workspace = true\n");
  CHECK(built(edited(workspace, {"no-default-features:workspace/log"})).contains("log 1.0.0"));
  CHECK(built(edited(workspace, {"drop:workspace/log"})) == std::set<std::string>{"one 0.1.0", "two 0.1.0"});
}

TEST_CASE("a member that asks for default features itself keeps them when the workspace's are switched off") {
  auto workspace =
      inheriting("log = \"1\"\n", "log.workspace = true\n", "log = { workspace = true, default-features = true }\n");
  CHECK(built(edited(workspace, {"no-default-features:workspace/log"})).contains("log 1.0.0 +default +std"));
}

TEST_CASE("a member cannot switch off default features that it inherits") {
  auto workspace = inheriting("log = \"1\"\n", "log.workspace = true\n", "");
  const auto result = edited(workspace, {"no-default-features:one/log"});
  REQUIRE(result.has_value());
  CHECK(result->notes.size() == 1);
  CHECK(built(result).contains("log 1.0.0 +default +std"));
}

TEST_CASE("removing a feature from the workspace's table leaves the member's own") {
  const std::string entry = "log = { version = \"1\", default-features = false, features = [\"kv\"] }\n";
  auto workspace = inheriting(entry, "log = { workspace = true, features = [\"kv\"] }\n", "log.workspace = true\n");
  CHECK(built(edited(workspace, {"remove-feature:workspace/log/kv"})).contains("log 1.0.0 +kv"));
  CHECK(
      built(edited(workspace, {"remove-feature:one/log/kv", "remove-feature:workspace/log/kv"})).contains("log 1.0.0"));
}

TEST_CASE("a feature that the workspace's table asks for cannot be removed in a member") {
  auto workspace = inheriting("log = { version = \"1\", features = [\"kv\"] }\n", "log.workspace = true\n", "");
  CHECK(error_of(edited(workspace, {"remove-feature:one/log/kv"})).find("remove-feature:workspace/log/kv") !=
        std::string::npos);
}

TEST_CASE("unknown names of an edit are answered with the nearest") {
  auto workspace = app_with_log(
      "[dependencies]\nlog = { version = \"1\", features = [\"kv\"] }\n[build-dependencies]\nlog = \"1\"\n");
  CHECK(error_of(edited(workspace, {"drop:ap/log"})).find("`app`") != std::string::npos);
  CHECK(error_of(edited(workspace, {"drop:app/lag"})).find("`log`") != std::string::npos);
  CHECK(error_of(edited(workspace, {"drop:app/dev:log"})).find("there is `log`") != std::string::npos);
  CHECK(error_of(edited(workspace, {"remove-feature:app/log/kw"})).find("`kv`") != std::string::npos);
  CHECK(error_of(edited(workspace, {"add-feature:app/log/sdt"})).find("`std`") != std::string::npos);
  CHECK(error_of(edited(workspace, {"drop:workspace/log"})).find("[workspace.dependencies]") != std::string::npos);
  CHECK(error_of(edited(workspace, {"drop-member:app2"})).find("`app`") != std::string::npos);
  CHECK(error_of(edited(workspace, {"use:lag@1.0.0/1.1.0"})).find("`log`") != std::string::npos);
  CHECK(error_of(edited(workspace, {"use:log@1.5.0/1.6.0"})).find("it has 1.0.0") != std::string::npos);
}

TEST_CASE("a member that is left out is built only where others need it") {
  auto workspace = inheriting("log = \"1\"\n", "log.workspace = true\n", "");
  CHECK(built(edited(workspace, {"drop-member:one"})) == std::set<std::string>{"two 0.1.0"});
  auto needed = inheriting("log = \"1\"\n", "", "one = { path = \"../one\" }\n");
  CHECK(built(edited(needed, {"drop-member:one"})) == std::set<std::string>{"one 0.1.0", "two 0.1.0"});
}

TEST_CASE("a member that only a path dependency made one leaves with the declaration") {
  TestWorkspace workspace;
  workspace.add_member("", "app", "[workspace]\n[dependencies]\nbelow = { path = \"below\" }\n");
  workspace.add_member("below", "below");
  CHECK(built(edited(workspace, {"drop:app/below"})) == std::set<std::string>{"app 0.1.0"});
}

TEST_CASE("a member that the workspace lists stays when nobody depends on it") {
  TestWorkspace workspace;
  workspace.add_member("", "app",
                       "[workspace]\nmembers = [\"**/bel*\"]\n[dependencies]\nbelow = { path = \"a/below\" }\n");
  workspace.add_member("a/below", "below");
  CHECK(built(edited(workspace, {"drop:app/below"})) == std::set<std::string>{"app 0.1.0", "below 0.1.0"});
}

TEST_SUITE("another version") {
  TEST_CASE("everything moves to it that accepts it") {
    auto workspace = app_with_log("[dependencies]\nlog = \"1\"\nextra = \"1\"\n");
    workspace.add_package("extra");
    workspace.add_dependencies("app", "\"log\", \"extra\"");
    CHECK(built(edited(workspace, {"use:log@1.0.0/1.1.0"}, newer_log(workspace))) ==
          std::set<std::string>{"app 0.1.0", "extra 1.0.0", "log 1.1.0 +default +std"});
  }

  TEST_CASE("it is refused where nothing accepts it") {
    auto workspace = app_with_log("[dependencies]\nlog = \"=1.0.0\"\n");
    workspace.add_package("extra");
    workspace.add_dependencies("app", "\"log\"");
    CHECK(error_of(edited(workspace, {"use:log@1.0.0/1.1.0"}, newer_log(workspace))).find("`app 0.1.0`") !=
          std::string::npos);
  }

  TEST_CASE("it is refused where it needs what is not locked") {
    auto workspace = app_with_log("[dependencies]\nlog = \"1\"\n");
    workspace.add_dependencies("app", "\"log\"");
    CHECK(error_of(edited(workspace, {"use:log@1.0.0/1.1.0"}, newer_log(workspace))).find("`extra *`") !=
          std::string::npos);
  }

  TEST_CASE("without its manifest nothing is foretold") {
    auto workspace = app_with_log("[dependencies]\nlog = \"1\"\n");
    const auto result = edited(workspace, {"use:log@1.0.0/1.1.0"});
    REQUIRE_FALSE(result.has_value());
    CHECK(result.error().kind == support::ErrorKind::not_found);
  }
}
