// SPDX-License-Identifier: MIT OR Apache-2.0
#include "plimsoll/resolve/extern_name.h"

#include <doctest/doctest.h>

#include "resolve_fixture.h"

namespace plimsoll::resolve {
namespace {

/// The name by which `app` knows the library of `foo-bar`, or the error.
std::string name_with(const std::string& declarations, const std::string& library = {},
                      const FeatureFlags& flags = {}) {
  TestWorkspace workspace;
  workspace.add_member("", "app", declarations);
  workspace.add_package("foo-bar", library);
  const Resolved resolved(workspace, {.features = flags});
  const auto to = testkit::package_named(resolved.graph, "foo-bar");
  const auto links = resolved.graph.links_from(testkit::package_named(resolved.graph, "app"));
  const auto name = extern_name(*resolved.resolution, links, *resolved.graph.manifest(to)->library());
  return name ? *name : name.error().message;
}

TEST_CASE("a library is known by its own name") {
  CHECK(name_with("[dependencies]\nfoo-bar = \"1\"\n") == "foo_bar");
  CHECK(name_with("[dependencies]\nfoo-bar = \"1\"\n", "[lib]\nname = \"zed\"\n") == "zed");
}

TEST_CASE("a renamed dependency is known by its key, with underscores") {
  CHECK(name_with("[dependencies]\nqq-q = { version = \"1\", package = \"foo-bar\" }\n") == "qq_q");
}

TEST_CASE("a `package` that repeats the key makes the key the name") {
  CHECK(name_with("[dependencies]\nfoo-bar = { version = \"1\", package = \"foo-bar\" }\n",
                  "[lib]\nname = \"zed\"\n") == "foo_bar");
}

TEST_CASE("one name in several tables is one name") {
  CHECK(name_with("[dependencies]\nfoo-bar = \"1\"\n[dev-dependencies]\nfoo-bar = \"1\"\n") == "foo_bar");
}

TEST_CASE("two names for one package are refused") {
  CHECK(name_with("[dependencies]\nfoo-bar = \"1\"\nother = { version = \"1\", package = \"foo-bar\" }\n") ==
        "`app v0.1.0` depends on `foo-bar v1.0.0` under two names, `foo_bar` and `other`");
}

TEST_CASE("a second name that is not switched on does not count") {
  const std::string declarations =
      "[dependencies]\nfoo-bar = \"1\"\nother = { version = \"1\", package = \"foo-bar\", optional = true }\n";
  CHECK(name_with(declarations) == "foo_bar");
  CHECK(name_with(declarations, {}, {{"other"}}).find("under two names") != std::string::npos);
}

TEST_CASE("a package that depends on itself keeps its library's name") {
  TestWorkspace workspace;
  workspace.add_member("", "app",
                       "[lib]\nname = \"own\"\n[dev-dependencies]\nme = { path = \".\", package = \"app\" }\n");
  const Resolved resolved(workspace);
  const auto app = testkit::package_named(resolved.graph, "app");
  CHECK(extern_name(*resolved.resolution, resolved.graph.links_from(app), *resolved.graph.manifest(app)->library()) ==
        "own");
}

}  // namespace
}  // namespace plimsoll::resolve
