// SPDX-License-Identifier: MIT OR Apache-2.0
#include <doctest/doctest.h>

#include "manifest_fixture.h"

namespace plimsoll::cargo {
namespace {

struct Document {
  std::optional<ManifestDocument> value;
  Faults faults;
};

Document document(const std::string& text) {
  support::Diagnostics diagnostics;
  Document result;
  result.value = read_document("/ws/Cargo.toml", support::FileId(0U), text, diagnostics);
  result.faults = texts_of(diagnostics);
  return result;
}

TEST_CASE("a manifest may hold a package, a workspace or both") {
  CHECK(document("[package]\nname = \"a\"\n").value->has_package);
  CHECK_FALSE(document("[workspace]\n").value->has_package);
  const auto both = document("[package]\nname = \"a\"\n[workspace]\n");
  CHECK(both.value->has_package);
  CHECK(both.value->workspace.has_value());
}

TEST_CASE("`[project]` is the old name of `[package]`") {
  CHECK(document("[project]\nname = \"a\"\n").value->has_package);
}

TEST_CASE("a manifest about nothing is refused") {
  CHECK(document("[dependencies]\n").faults ==
        Faults{"1:1 the manifest has neither a `[package]` nor a `[workspace]` table"});
}

TEST_CASE("a text that is not TOML gives no document") {
  const auto broken = document("[package\n");
  CHECK_FALSE(broken.value.has_value());
  CHECK(broken.faults.size() == 1);
}

TEST_CASE("members, exclusions and default members keep the order written") {
  const auto workspace =
      document("[workspace]\nmembers = [\"z\", \"a\"]\nexclude = [\"q\"]\ndefault-members = [\"z\"]\n")
          .value->workspace;
  REQUIRE(workspace->members.size() == 2);
  CHECK(workspace->members[0].value == "z");
  CHECK(workspace->members[1].value == "a");
  CHECK(workspace->exclude.front().value == "q");
  CHECK(workspace->default_members->front().value == "z");
}

TEST_CASE("default members that are not written are not an empty list") {
  CHECK_FALSE(document("[workspace]\n").value->workspace->default_members.has_value());
  CHECK(document("[workspace]\ndefault-members = []\n").value->workspace->default_members.has_value());
}

TEST_CASE("a package may point to its workspace root") {
  const auto pointing = document("[package]\nname = \"a\"\nworkspace = \"../root\"\n");
  REQUIRE(pointing.value->workspace_pointer.has_value());
  CHECK(pointing.value->workspace_pointer->value == "../root");
}

TEST_CASE("a root cannot point to another root") {
  CHECK(document("[workspace]\n[package]\nname = \"a\"\nworkspace = \"..\"\n").faults ==
        Faults{"4:13 a manifest cannot both be a workspace root and point to another"});
}

TEST_CASE("members of a wrong kind are told at their place") {
  CHECK(document("[workspace]\nmembers = \"a\"\n").faults.size() == 1);
  CHECK(document("[workspace]\nmembers = [\"a\", 1]\n").faults.front().starts_with("2:17 "));
}

}  // namespace
}  // namespace plimsoll::cargo
