// SPDX-License-Identifier: MIT OR Apache-2.0
#include "plimsoll/resolve/unit_pruning.h"

#include "resolve_fixture.h"

namespace plimsoll::resolve {
namespace {

/// What goes when `app` no longer asks for feature `a` of `x`; what is left must be as many units as a new graph has.
struct Pruned {
  explicit Pruned(TestWorkspace& workspace) : before(workspace, {}) {
    const auto& resolved = before.resolved;
    const std::vector<AskedFeature> asked{{resolved.link("app", "x"), 0}};
    const UnitRequest request{Command::build, "dev", {}, resolved.chosen};
    after = build_unit_graph(resolve_without(*resolved.resolution, asked), request)->units;
    Retraction retraction(*resolved.resolution);
    UnitPruning pruning(*resolved.resolution, before.units, request);
    units = pruning.without(retraction.without(asked));
  }

  [[nodiscard]] Words gone() const {
    REQUIRE(units.has_value());
    CHECK(before.units.units.size() - units->gone.size() == after.size());
    Words texts;
    for (const auto unit : units->gone) texts.push_back(before.text(before.units.units[unit]));
    return texts;
  }

  Expanded before;
  std::vector<Unit> after;
  std::optional<PrunedUnits> units;
};

/// `app` asks for feature `a` of `x`, which switches `z` on.
TestWorkspace app_with_optional_z(const std::string& more_of_app = {}) {
  TestWorkspace workspace;
  workspace.add_member("", "app", "[dependencies]\nx = { version = \"1\", features = [\"a\"] }\n" + more_of_app);
  workspace.add_dependencies("app", "\"x\", \"z\"");
  workspace.add_package("x",
                        "links = \"x\"\n[features]\na = [\"dep:z\"]\n[dependencies]\nz = { version = \"1\", optional = "
                        "true }\n");
  workspace.add_dependencies("x", "\"z\"");
  workspace.add_package("z", "links = \"z\"\n");
  for (const auto* name : {"x", "z"}) workspace.files.add(TestWorkspace::folder_of(name) + "/build.rs", "fn main() {}");
  return workspace;
}

TEST_CASE("a build script's run goes with its library though another run waited for it") {
  auto workspace = app_with_optional_z();
  CHECK(Pruned(workspace).gone().size() == 3);
}

TEST_CASE("what somebody else still needs stays, and what needed it has one dependency less") {
  auto workspace = app_with_optional_z("z = \"1\"\n");
  const Pruned pruned(workspace);
  CHECK(pruned.gone().empty());
  Words less;
  for (const auto& [unit, changed] : pruned.units->changed) {
    CHECK(changed.features.empty());
    const auto& before = pruned.before.units.units[unit];
    if (changed.dependencies.size() + 1 == before.dependencies.size()) less.push_back(pruned.before.text(before));
  }
  CHECK(less == Words{"x:lib:x build", "x:custom-build:build-script-build run-custom-build"});
}

TEST_CASE("where a target asks for features, only a new graph tells") {
  auto workspace = app_with_optional_z("[[bin]]\nname = \"tool\"\nrequired-features = [\"x/a\"]\n");
  workspace.files.add("/workspace/src/bin/tool.rs", "fn main() {}");
  CHECK_FALSE(Pruned(workspace).units.has_value());
}

}  // namespace
}  // namespace plimsoll::resolve
