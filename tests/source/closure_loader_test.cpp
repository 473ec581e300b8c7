// SPDX-License-Identifier: MIT OR Apache-2.0
#include "plimsoll/source/closure_loader.h"

#include <doctest/doctest.h>

#include <algorithm>

#include "testkit/lists.h"
#include "testkit/workspace.h"

namespace plimsoll::source {
namespace {

using testkit::TestWorkspace;

struct Loaded {
  support::Result<cargo::Closure> closure = support::failure(support::ErrorKind::invalid, "not loaded");
  support::Diagnostics diagnostics;
  support::SourceMap sources;
};

std::unique_ptr<Loaded> load(TestWorkspace& workspace, const LoadRequest& request = {}) {
  auto loaded = std::make_unique<Loaded>();
  auto world = workspace.world();
  loaded->closure = load_closure(request, world, loaded->sources, loaded->diagnostics);
  return loaded;
}

const cargo::ClosurePackage& package(const cargo::Closure& closure, const std::string& name) {
  const auto named = [&](const cargo::ClosurePackage& one) { return one.id.name == name; };
  const auto found = std::ranges::find_if(closure.packages, named);
  REQUIRE(found != closure.packages.end());
  return *found;
}

TestWorkspace app(const std::string& rest = {}) {
  TestWorkspace workspace;
  workspace.add_member("", "app", rest);
  return workspace;
}

std::string locked(const std::string& name, const std::string& version, const std::string& source = {}) {
  return "[[package]]\nname = \"" + name + "\"\nversion = \"" + version + "\"\n" +
         (source.empty() ? "" : "source = \"" + source + "\"\n");
}

TEST_CASE("packages are sorted by id and know their lockfile entries") {
  auto workspace = app("[dependencies]\nb = \"1\"\na = \"1\"\n");
  workspace.add_package("b");
  workspace.add_package("a");
  const auto closure = workspace.closure();
  REQUIRE(closure.packages.size() == 3);
  CHECK(std::ranges::is_sorted(closure.packages, {}, &cargo::ClosurePackage::id));
  for (const auto& one : closure.packages) CHECK(closure.lockfile.packages[*one.locked].name == one.id.name);
}

TEST_CASE("a package knows the folder that its manifest was read from") {
  auto workspace = app("[dependencies]\na = \"1\"\n");
  workspace.add_package("a");
  const auto closure = workspace.closure();
  CHECK(package(closure, "a").place == TestWorkspace::folder_of("a"));
  CHECK(package(closure, "app").place == "/workspace");
}

TEST_CASE("members keep their order although packages are sorted") {
  TestWorkspace workspace;
  workspace.files.add("/workspace/Cargo.toml", "[workspace]\nmembers = [\"z\", \"a\"]\n");
  workspace.add_member("z", "z");
  workspace.add_member("a", "a");
  const auto closure = workspace.closure();
  REQUIRE(closure.members.size() == 2);
  CHECK(closure.packages[closure.members[0]].id.name == "z");
  CHECK(closure.default_members == closure.members);
  CHECK_FALSE(closure.current.has_value());
}

TEST_CASE("a locked package that is nowhere is in the closure and says why it has no manifest") {
  auto workspace = app("[dependencies]\na = \"1\"\n");
  workspace.add_locked("a");
  const auto closure = workspace.closure();
  CHECK(package(closure, "a").package() == nullptr);
  CHECK(package(closure, "a").missing ==
        "`a 1.0.0` is not in Cargo's home or a vendor folder; `cargo fetch` puts it there");
}

TEST_CASE("a package whose manifest is broken says so, and it is no fault of the workspace") {
  auto workspace = app("[dependencies]\na = \"1\"\n");
  workspace.add_package("a");
  workspace.files.add(TestWorkspace::folder_of("a") + "/Cargo.toml", "[package\n");
  const auto closure = workspace.closure();
  CHECK(package(closure, "a").package() == nullptr);
  CHECK_FALSE(package(closure, "a").missing.empty());
}

TEST_CASE("a folder that holds another package does not count") {
  auto workspace = app("[dependencies]\na = \"1\"\n");
  workspace.add_package("a");
  workspace.files.add(TestWorkspace::folder_of("a") + "/Cargo.toml", "[package]\nname = \"b\"\n");
  CHECK(package(workspace.closure(), "a").missing == "its manifest describes another package");
}

TEST_CASE("a path package outside the workspace is in the closure and no member") {
  auto workspace = app("[dependencies]\np = { path = \"../p\" }\n");
  workspace.files.add("/p/Cargo.toml", "[package]\nname = \"p\"\n");
  workspace.files.add("/p/src/lib.rs", "");
  const auto closure = workspace.closure();
  CHECK_FALSE(package(closure, "p").is_member);
  CHECK(package(closure, "p").id.source == cargo::SourceId::path("/p"));
}

TEST_CASE("a path package is found in the lockfile by its name, whatever its version") {
  auto workspace = app();
  workspace.files.add("/workspace/Cargo.lock", "version = 4\n" + locked("app", "9.9.9"));
  const auto loaded = load(workspace);
  REQUIRE(loaded->closure.has_value());
  CHECK(package(*loaded->closure, "app").locked == 0U);
}

TEST_CASE("a locked path package that nobody has is left out") {
  auto workspace = app();
  workspace.files.add("/workspace/Cargo.lock", "version = 4\n" + locked("app", "0.1.0") + locked("ghost", "1.0.0"));
  const auto loaded = load(workspace);
  REQUIRE(loaded->closure.has_value());
  CHECK(loaded->closure->packages.size() == 1);
}

TEST_CASE("git packages inherit from the workspace in their repository") {
  auto workspace = app();
  const std::string commit(40, 'a');
  workspace.files.add("/workspace/Cargo.lock", "version = 4\n" + locked("app", "0.1.0") +
                                                   locked("g", "2.0.0", "git+https://example.org/tools#" + commit));
  const std::string checkout = "/cargo/git/checkouts/tools-00/aaaaaaa";
  workspace.files.add(checkout + "/Cargo.toml",
                      "[workspace]\nmembers = [\"g\"]\n[workspace.package]\nlicense = \"MIT\"\n");
  workspace.files.add(checkout + "/g/Cargo.toml",
                      "[package]\nname = \"g\"\nversion = \"2.0.0\"\nlicense.workspace = true\n");
  workspace.files.add(checkout + "/g/src/lib.rs", "");
  const auto loaded = load(workspace);
  REQUIRE(loaded->closure.has_value());
  REQUIRE(package(*loaded->closure, "g").package() != nullptr);
  CHECK(package(*loaded->closure, "g").package()->license == "MIT");
}

TEST_CASE("the resolver follows the edition of the root package, and is 1 for a virtual root") {
  const auto resolver = [](const std::string& manifest) {
    TestWorkspace workspace;
    workspace.files.add("/workspace/Cargo.toml", manifest);
    workspace.files.add("/workspace/src/lib.rs", "");
    const auto loaded = load(workspace, {.dependencies = false});
    REQUIRE(loaded->closure.has_value());
    return loaded->closure->resolver;
  };
  CHECK(resolver("[package]\nname = \"a\"\n") == 1);
  CHECK(resolver("[package]\nname = \"a\"\nedition = \"2018\"\n") == 1);
  CHECK(resolver("[package]\nname = \"a\"\nedition = \"2021\"\n") == 2);
  CHECK(resolver("[package]\nname = \"a\"\nedition = \"2024\"\n") == 3);
  CHECK(resolver("[package]\nname = \"a\"\nedition = \"2024\"\nresolver = \"1\"\n") == 1);
  CHECK(resolver("[workspace]\n") == 1);
  CHECK(resolver("[workspace]\nresolver = \"2\"\n") == 2);
}

TEST_CASE("without a lockfile members are all there is") {
  auto workspace = app("[dependencies]\na = \"1\"\n");
  const auto loaded = load(workspace);
  REQUIRE(loaded->closure.has_value());
  CHECK(loaded->closure->lockfile_path.empty());
  CHECK(loaded->closure->packages.size() == 1);
}

TEST_CASE("`--locked` needs a lockfile") {
  auto workspace = app();
  CHECK_FALSE(load(workspace, {.locked = true})->closure.has_value());
}

TEST_CASE("without dependencies the lockfile is not looked at") {
  auto workspace = app();
  workspace.files.add("/workspace/Cargo.lock", "broken");
  const auto loaded = load(workspace, {.dependencies = false});
  CHECK(loaded->closure.has_value());
  CHECK_FALSE(loaded->diagnostics.has_errors());
}

TEST_CASE("a broken lockfile is a fault of the workspace") {
  auto workspace = app();
  workspace.files.add("/workspace/Cargo.lock", "broken");
  CHECK(load(workspace)->diagnostics.has_errors());
}

TEST_CASE("a folder of sources that cannot be read is the fault, not that it would be empty") {
  for (const std::string table : {"", "[lib]\n", "[[bin]]\nname = \"b\"\n"}) {
    CAPTURE(table);
    TestWorkspace workspace;
    workspace.files.add("/workspace/Cargo.toml", "[package]\nname = \"app\"\nversion = \"1.0.0\"\n" + table);
    workspace.files.add("/workspace/src/hidden", "");
    workspace.files.make_unreadable("/workspace/src");
    const auto loaded = load(workspace);
    REQUIRE(loaded->diagnostics.all().size() == 1);
    CHECK(loaded->diagnostics.all().front().message == "`/workspace/src` cannot be listed");
  }
}

TEST_CASE("the closure is the same on any number of threads") {
  auto workspace = app("[dependencies]\na = \"1\"\nb = \"1\"\nc = \"1\"\n");
  for (const auto* name : {"a", "b", "c"}) workspace.add_package(name);
  workspace.closure();
  const auto one = load(workspace, {.threads = 1});
  const auto several = load(workspace, {.threads = 8});
  REQUIRE(one->closure.has_value());
  REQUIRE(several->closure.has_value());
  REQUIRE(one->closure->packages.size() == several->closure->packages.size());
  for (std::size_t i = 0; i < one->closure->packages.size(); ++i) {
    CHECK(one->closure->packages[i].id == several->closure->packages[i].id);
    CHECK(one->closure->packages[i].place == several->closure->packages[i].place);
  }
}

TEST_CASE("Cargo's home is what the environment says, else a folder in the user's home") {
  TestWorkspace workspace;
  CHECK(cargo_home(workspace.world()) == "/cargo");
  workspace.environment = testkit::FixedEnvironment{{{"HOME", "/home/you"}}};
  CHECK(cargo_home(workspace.world()) == "/home/you/.cargo");
  workspace.environment.set("CARGO_HOME", "own");
  CHECK(cargo_home(workspace.world()) == "/workspace/own");
}

TEST_CASE("a lockfile alone gives packages and no manifests, those without a source being the members") {
  TestWorkspace workspace;
  workspace.files.add("/x/Cargo.lock",
                      "version = 4\n" + locked("top", "0.1.0") +
                          locked("a", "1.0.0", "registry+https://github.com/rust-lang/crates.io-index"));
  auto world = workspace.world();
  support::SourceMap sources;
  support::Diagnostics diagnostics;
  const auto closure = load_lockfile("/x/Cargo.lock", world, sources, diagnostics);
  REQUIRE(closure.has_value());
  CHECK(closure->lockfile_only);
  CHECK(closure->root == "/x");
  CHECK(closure->packages.size() == 2);
  CHECK(package(*closure, "top").is_member);
  CHECK_FALSE(package(*closure, "a").is_member);
}

TEST_CASE("a lockfile alone without any package is an error") {
  TestWorkspace workspace;
  workspace.files.add("/x/Cargo.lock", "");
  auto world = workspace.world();
  support::SourceMap sources;
  support::Diagnostics diagnostics;
  const auto closure = load_lockfile("/x/Cargo.lock", world, sources, diagnostics);
  REQUIRE_FALSE(closure.has_value());
  CHECK(closure.error().message == "there is no package in `/x/Cargo.lock`, and so nothing to audit");
}

TEST_CASE("a lockfile that is not there is an error") {
  TestWorkspace workspace;
  auto world = workspace.world();
  support::SourceMap sources;
  support::Diagnostics diagnostics;
  CHECK(load_lockfile("/x/Cargo.lock", world, sources, diagnostics).error().kind == support::ErrorKind::not_found);
}

}  // namespace
}  // namespace plimsoll::source
