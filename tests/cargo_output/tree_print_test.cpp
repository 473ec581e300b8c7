// SPDX-License-Identifier: MIT OR Apache-2.0
#include <doctest/doctest.h>

#include "plimsoll/cargo_output/tree.h"
#include "workspace_fixture.h"

namespace plimsoll::cargo_output {
namespace {

/// `app` uses `lib` normally and, with another feature, in its build script; both use the proc macro `mac`.
const std::map<std::string, std::string> files = {
    {"Cargo.toml", "[workspace]\nmembers = [\"app\"]\nresolver = \"2\"\n"},
    {"app/Cargo.toml", manifest("app",
                                "license = \"MIT\"\n[features]\nextra = [\"lib/f\"]\n"
                                "[dependencies]\nlib = { path = \"../lib\" }\nmac = { path = \"../mac\" }\n"
                                "[build-dependencies]\nlib = { path = \"../lib\", features = [\"g\"] }\n")},
    {"app/src/lib.rs", ""},
    {"lib/Cargo.toml",
     manifest("lib", "[features]\nf = [\"g\"]\ng = []\n[dependencies]\nmac = { path = \"../mac\" }\n")},
    {"lib/src/lib.rs", ""},
    {"mac/Cargo.toml", manifest("mac", "[lib]\nproc-macro = true\n")},
    {"mac/src/lib.rs", ""},
};

std::string tree(TreeOptions options, const std::vector<std::string>& roots = {"app"},
                 const resolve::FeatureFlags& flags = {}) {
  WorkspaceFixture workspace(files);
  const auto resolution = workspace.resolution({"app"}, flags);
  options.roots = workspace.choose(roots);
  std::string text;
  const auto printed = print_tree(resolution, options, [&](std::string_view piece) {
    text += piece;
    return true;
  });
  REQUIRE(printed.has_value());
  return text;
}

TEST_CASE("each kind of dependency stands under its heading, and what was printed is not repeated") {
  CHECK(tree({}) ==
        "app v0.1.0 (/ws/app)\n"
        "├── lib v0.1.0 (/ws/lib)\n"
        "│   └── mac v0.1.0 (proc-macro) (/ws/mac)\n"
        "└── mac v0.1.0 (proc-macro) (/ws/mac)\n"
        "[build-dependencies]\n"
        "└── lib v0.1.0 (/ws/lib)\n"
        "    └── mac v0.1.0 (proc-macro) (/ws/mac)\n");
}

TEST_CASE("the depth ends the tree but not its headings") {
  TreeOptions options;
  options.depth = 0;
  CHECK(tree(options) == "app v0.1.0 (/ws/app)\n[build-dependencies]\n");
}

TEST_CASE("without indentation there are no headings") {
  TreeOptions options;
  options.prefix = TreePrefix::depth;
  options.depth = 1;
  CHECK(tree(options) ==
        "0app v0.1.0 (/ws/app)\n1lib v0.1.0 (/ws/lib)\n1mac v0.1.0 (proc-macro) (/ws/mac)\n1lib v0.1.0 (/ws/lib)\n");
}

TEST_CASE("a package with two sets of features is a duplicate of itself") {
  TreeOptions options;
  options.duplicates = true;
  options.depth = 0;
  options.format = "{p} {f}";
  CHECK(tree(options) == "lib v0.1.0 (/ws/lib) \n\nlib v0.1.0 (/ws/lib) g\n[build-dependencies]\n");
}

TEST_CASE("inverted, the tree leads from a package to those that need it") {
  TreeOptions options;
  options.inverted = true;
  options.ascii = true;
  CHECK(tree(options, {"mac"}) ==
        "mac v0.1.0 (proc-macro) (/ws/mac)\n"
        "|-- app v0.1.0 (/ws/app)\n"
        "|-- lib v0.1.0 (/ws/lib)\n"
        "|   `-- app v0.1.0 (/ws/app)\n"
        "`-- lib v0.1.0 (/ws/lib)\n"
        "    [build-dependencies]\n"
        "    `-- app v0.1.0 (/ws/app)\n");
}

TEST_CASE("features are nodes of their own, and those of the command line are marked") {
  TreeOptions options;
  options.inverted = true;
  options.edges.features = true;
  options.edges.build = false;
  CHECK(tree(options, {"lib"}, {{"extra"}, false, true}) ==
        "lib v0.1.0 (/ws/lib)\n"
        "├── lib feature \"default\"\n"
        "│   └── app v0.1.0 (/ws/app)\n"
        "│       └── app feature \"extra\" (command-line)\n"
        "├── lib feature \"f\"\n"
        "│   └── app feature \"extra\" (command-line)\n"
        "└── lib feature \"g\"\n"
        "    └── lib feature \"f\" (*)\n");
}

TEST_CASE("a pruned package is left out with what is below it") {
  WorkspaceFixture workspace(files);
  TreeOptions options;
  options.pruned = workspace.choose({"lib"});
  CHECK(tree(options) == "app v0.1.0 (/ws/app)\n└── mac v0.1.0 (proc-macro) (/ws/mac)\n[build-dependencies]\n");
}

TEST_CASE("proc macros can be left out") {
  TreeOptions options;
  options.edges.proc_macros = false;
  options.edges.build = false;
  CHECK(tree(options) == "app v0.1.0 (/ws/app)\n└── lib v0.1.0 (/ws/lib)\n");
}

TEST_CASE("the text ends when its reader goes away") {
  WorkspaceFixture workspace(files);
  const auto resolution = workspace.resolution({});
  TreeOptions options;
  options.roots = workspace.choose({});
  int pieces = 0;
  CHECK(print_tree(resolution, options, [&](std::string_view) { return ++pieces < 2; }).has_value());
  CHECK(pieces == 2);
}

TEST_CASE("a long chain of dependencies does not need a deep stack") {
  constexpr int length = 2000;
  std::map<std::string, std::string> chain = {{"Cargo.toml", "[workspace]\nmembers = [\"p0\"]\nresolver = \"2\"\n"}};
  for (int i = 0; i < length; ++i) {
    const auto name = "p" + std::to_string(i);
    const auto next = "p" + std::to_string(i + 1);
    const auto rest = i + 1 < length ? "[dependencies]\n" + next + " = { path = \"../" + next + "\" }\n" : "";
    chain[name + "/Cargo.toml"] = manifest(name, rest);
    chain[name + "/src/lib.rs"] = "";
  }
  WorkspaceFixture workspace(chain);
  TreeOptions options;
  options.roots = workspace.choose({"p0"});
  options.prefix = TreePrefix::none;
  std::size_t lines = 0;
  const auto count = [&](std::string_view piece) {
    if (piece.ends_with('\n')) ++lines;
    return true;
  };
  CHECK(print_tree(workspace.resolution({"p0"}), options, count).has_value());
  CHECK(lines == length);
}

}  // namespace
}  // namespace plimsoll::cargo_output
