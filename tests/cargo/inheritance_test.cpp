// SPDX-License-Identifier: MIT OR Apache-2.0
/// What a member takes from its workspace (Cargo reference, "Inheriting a dependency from a workspace").
#include <doctest/doctest.h>

#include "manifest_fixture.h"

namespace plimsoll::cargo {
namespace {

Understood inherited(const std::string& shared, const std::string& own, const std::string& edition = "2021") {
  return understood({package_text("[dependencies]\n" + own, edition),
                     {"src/lib.rs"},
                     "[workspace]\n[workspace.dependencies]\n" + shared});
}

/// Whether default features of `x` are on; the test stops at an error.
bool has_defaults(const std::string& shared, const std::string& own, const std::string& edition = "2021") {
  const auto result =
      inherited("x = { version = \"1\"" + shared + " }\n", "x = { workspace = true" + own + " }\n", edition);
  for (const auto& fault : result.faults) REQUIRE(fault.starts_with("warning"));
  return result.dependency("x").default_features;
}

TEST_CASE("a member takes version and place from the workspace") {
  const auto result = inherited("x = { version = \"1.2\", registry = \"ours\" }\n", "x.workspace = true\n");
  CHECK(to_text(result.dependency("x").req) == "^1.2");
  CHECK(result.dependency("x").origin.location == "ours");
  CHECK(result.dependency("x").inherited);
}

TEST_CASE("a shared version may be a bare string") {
  CHECK(to_text(inherited("x = \"1\"\n", "x.workspace = true\n").dependency("x").req) == "^1");
}

TEST_CASE("a shared path starts at the root") {
  CHECK(inherited("x = { path = \"x\" }\n", "x.workspace = true\n").dependency("x").origin.location == "/ws/x");
}

TEST_CASE("the workspace's features come first, and duplicates stay") {
  const auto result = inherited("x = { version = \"1\", features = [\"x\", \"y\"] }\n",
                                "x = { workspace = true, features = [\"y\", \"z\"] }\n");
  CHECK(result.dependency("x").features == std::vector<std::string>{"x", "y", "y", "z"});
}

TEST_CASE("a rename is the workspace's to make") {
  const auto result = inherited("alias = { version = \"1\", package = \"real\" }\n", "alias.workspace = true\n");
  CHECK(result.dependency("alias").package == "real");
  CHECK(result.dependency("alias").renamed);
}

TEST_CASE("being optional is the member's to say") {
  CHECK(inherited("x = \"1\"\n", "x = { workspace = true, optional = true }\n").dependency("x").optional);
}

TEST_CASE("what else a member writes beside `workspace` does not count") {
  const auto result = inherited("x = \"1\"\n", "x = { workspace = true, version = \"2\" }\n");
  CHECK(to_text(result.dependency("x").req) == "^1");
}

TEST_CASE("every kind of table can inherit") {
  const auto result = sound({package_text("[target.'cfg(unix)'.build-dependencies]\nx.workspace = true\n"),
                             {"src/lib.rs"},
                             "[workspace]\n[workspace.dependencies]\nx = \"1\"\n"});
  CHECK(result.dependency("x").kind == DependencyKind::build);
}

TEST_CASE("a finding about an inherited declaration can point to both manifests") {
  const auto result = inherited("x = \"1\"\n", "x.workspace = true\n");
  CHECK(result.dependency("x").at.file == support::FileId(0U));
  CHECK(result.dependency("x").inherited_at.file == support::FileId(1U));
}

TEST_CASE("default features stay on where nobody says otherwise") {
  CHECK(has_defaults("", ""));
  CHECK(has_defaults(", default-features = true", ""));
}

TEST_CASE("the workspace may switch default features off") {
  CHECK_FALSE(has_defaults(", default-features = false", ""));
  CHECK_FALSE(has_defaults(", default-features = false", ", default-features = false"));
}

TEST_CASE("a member may switch default features on again") {
  CHECK(has_defaults(", default-features = false", ", default-features = true"));
  CHECK(has_defaults(", default-features = false", ", default-features = true", "2024"));
}

TEST_CASE("up to edition 2021 a member cannot switch default features off, and is told") {
  const auto result = inherited("x = \"1\"\n", "x = { workspace = true, default-features = false }\n");
  CHECK(result.dependency("x").default_features);
  CHECK(result.faults ==
        Faults{"warning 6:25 `default-features = false` of `x` has no effect, for the workspace leaves them on"});
}

TEST_CASE("in edition 2024 switching inherited default features off is an error") {
  const auto result = inherited("x = \"1\"\n", "x = { workspace = true, default-features = false }\n", "2024");
  CHECK(result.faults ==
        Faults{"6:25 `default-features = false` of `x` has no effect, for the workspace leaves them on"});
}

TEST_CASE("a 2024 member refuses `default_features` in the workspace, but may write it itself") {
  CHECK(inherited("x = { version = \"1\", default_features = false }\n", "x.workspace = true\n", "2024").faults ==
        Faults{"3:22 `default_features` is not read in edition 2024"});
  CHECK(has_defaults(", default-features = false", ", default_features = true", "2024"));
}

TEST_CASE("`workspace = false` is refused") {
  CHECK(inherited("x = \"1\"\n", "x.workspace = false\n").faults == Faults{"6:15 `workspace` cannot be false"});
}

TEST_CASE("what the workspace does not declare cannot be inherited") {
  CHECK(inherited("y = \"1\"\n", "x.workspace = true\n").faults ==
        Faults{"6:1 dependency `x` is inherited, but the workspace does not declare it"});
}

TEST_CASE("without a workspace nothing can be inherited") {
  CHECK(faults_of("[dependencies]\nx.workspace = true\n") ==
        Faults{"6:1 dependency `x` is inherited, but the workspace does not declare it"});
}

TEST_CASE("a shared dependency cannot be optional") {
  CHECK(inherited("x = { version = \"1\", optional = true }\n", "x.workspace = true\n").faults ==
        Faults{"3:22 `x` in `[workspace.dependencies]` cannot be optional"});
}

TEST_CASE("a shared dependency is a string or a table") {
  CHECK(inherited("x = 1\n", "x.workspace = true\n").faults ==
        Faults{"3:5 dependency `x` must be a version requirement or a table, found an integer"});
}

TEST_CASE("fields of the package are inherited") {
  const auto package =
      sound({"[package]\nname = \"m\"\nversion.workspace = true\nedition.workspace = true\nlicense.workspace = true\n"
             "authors.workspace = true\nrust-version.workspace = true\npublish.workspace = true\n",
             {"src/lib.rs"},
             "[workspace.package]\nversion = \"2.0.0\"\nedition = \"2021\"\nlicense = \"MIT\"\nauthors = [\"A\"]\n"
             "rust-version = \"1.70\"\npublish = false\n"})
          .package();
  CHECK(to_text(package.version) == "2.0.0");
  CHECK(package.edition == Edition::e2021);
  CHECK(package.license == "MIT");
  CHECK(package.authors == std::vector<std::string>{"A"});
  CHECK(package.rust_version == "1.70");
  CHECK(package.publish == std::vector<std::string>{});
}

TEST_CASE("files that the workspace names are seen from the member") {
  const auto package = sound({package_text("license-file.workspace = true\nreadme.workspace = true\n"),
                              {"src/lib.rs"},
                              "[workspace.package]\nlicense-file = \"LICENSE\"\nreadme = \"docs/README.md\"\n"})
                           .package();
  CHECK(package.license_file == "../LICENSE");
  CHECK(package.readme == "../docs/README.md");
}

TEST_CASE("a field that the workspace does not have cannot be inherited") {
  const auto result = understood({package_text("license.workspace = true\n"), {"src/lib.rs"}, "[workspace.package]\n"});
  CHECK(result.faults == Faults{"5:1 `license` is inherited, but `[workspace.package]` does not have it"});
}

}  // namespace
}  // namespace plimsoll::cargo
