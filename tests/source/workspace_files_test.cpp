// SPDX-License-Identifier: MIT OR Apache-2.0
#include "plimsoll/source/workspace_files.h"

#include <doctest/doctest.h>

#include "testkit/lists.h"
#include "testkit/memory_files.h"

namespace plimsoll::source {
namespace {

using Names = std::vector<std::string>;

/// A tree of manifests below `/ws`, read from some folder in it.
class Tree {
 public:
  Tree() { files.set_working_directory("/ws"); }

  Tree& root(const std::string& text) { return manifest("", text); }
  Tree& manifest(const std::string& folder, const std::string& text) {
    const auto place = "/ws" + (folder.empty() ? "" : "/" + folder);
    files.add(place + "/Cargo.toml", text);
    files.add(place + "/src/lib.rs", "");
    return *this;
  }
  /// A package that is called after its folder.
  Tree& package(const std::string& folder, const std::string& rest = {}) {
    const auto name = folder.substr(folder.rfind('/') + 1);
    return manifest(folder, "[package]\nname = \"" + name + "\"\n" + rest);
  }
  Tree& from(const std::string& folder) {
    files.set_working_directory(folder);
    return *this;
  }

  support::Result<WorkspaceFiles> read(const std::optional<std::string>& path = {}) {
    return read_workspace(files, sources, path, "/cargo", diagnostics);
  }
  /// Folders of the members below `/ws`; the test stops at any fault.
  Names members(const std::optional<std::string>& path = {}) { return folders(sound(path).members); }
  Names default_members() { return folders(sound({}).default_members); }
  WorkspaceFiles sound(const std::optional<std::string>& path) {
    auto workspace = read(path);
    REQUIRE(faults() == Names{});
    REQUIRE(workspace.has_value());
    return std::move(*workspace);
  }
  /// Messages about the files, from a reading that found a workspace.
  Names read_faults() {
    REQUIRE(read().has_value());
    return faults();
  }
  [[nodiscard]] Names faults() const {
    Names texts;
    for (const auto& fault : diagnostics.all()) texts.push_back(fault.message);
    return texts;
  }

  testkit::MemoryFiles files;
  support::SourceMap sources;
  support::Diagnostics diagnostics;

 private:
  static Names folders(const Names& manifests) {
    Names result;
    for (const auto& path : manifests) {
      const auto folder = path.substr(0, path.rfind('/'));
      result.push_back(folder == "/ws" ? "." : folder.starts_with("/ws/") ? folder.substr(4) : folder);
    }
    return result;
  }
};

const std::string top = "[package]\nname = \"top\"\n";

TEST_CASE("a package without a workspace table is its only member") {
  Tree tree;
  tree.root(top + "[dependencies]\na = { path = \"a\" }\n").package("a");
  const auto workspace = tree.sound({});
  CHECK(workspace.members == Names{"/ws/Cargo.toml"});
  CHECK(workspace.manifests.contains("/ws/a/Cargo.toml"));
}

TEST_CASE("the manifest of the working directory or the nearest above it is the current one") {
  Tree tree;
  tree.root("[workspace]\nmembers = [\"a\"]\n").package("a").from("/ws/a/src");
  const auto workspace = tree.sound({});
  CHECK(workspace.current == "/ws/a/Cargo.toml");
  CHECK(workspace.root == "/ws/Cargo.toml");
}

TEST_CASE("a path to a manifest stands in for the working directory") {
  Tree tree;
  tree.root("[workspace]\nmembers = [\"a\"]\n").package("a");
  CHECK(tree.sound("a/Cargo.toml").current == "/ws/a/Cargo.toml");
}

TEST_CASE("a path to a manifest must lead to a file called Cargo.toml") {
  Tree tree;
  tree.root(top);
  CHECK(tree.read("/ws").error().kind == support::ErrorKind::usage);
  CHECK(tree.read("x/Cargo.toml").error().kind == support::ErrorKind::not_found);
}

TEST_CASE("without a manifest there is no workspace") {
  Tree tree;
  CHECK(tree.read().error().kind == support::ErrorKind::not_found);
}

TEST_CASE("only the exact spelling of Cargo.toml counts") {
  Tree tree;
  tree.files.add("/ws/cargo.toml", top);
  CHECK_FALSE(tree.read().has_value());
}

TEST_CASE("members stand in the order of discovery, path dependencies behind who asks, the root last") {
  Tree tree;
  tree.root("[workspace]\nmembers = [\"z\", \"a\"]\n" + top)
      .package("z", "[dependencies]\nzz = { path = \"../deps/zz\" }\naa = { path = \"../deps/aa\" }\n")
      .package("a")
      .package("deps/aa")
      .package("deps/zz");
  CHECK(tree.members() == Names{"z", "deps/aa", "deps/zz", "a", "."});
}

TEST_CASE("path dependencies of every kind and platform become members") {
  Tree tree;
  tree.root("[workspace]\n" + top +
            "[dev-dependencies]\na = { path = \"a\" }\n"
            "[target.'cfg(windows)'.build-dependencies]\nb = { path = \"b\" }\n")
      .package("a")
      .package("b");
  CHECK(tree.members() == Names{".", "a", "b"});
}

TEST_CASE("patterns give folders in byte order and drop plain files") {
  Tree tree;
  tree.root("[workspace]\nmembers = [\"crates/*\"]\n").package("crates/b").package("crates/a");
  tree.files.add("/ws/crates/README.md", "");
  CHECK(tree.members() == Names{"crates/a", "crates/b"});
}

TEST_CASE("a doubled star stands for any number of folders") {
  Tree tree;
  tree.root("[workspace]\nmembers = [\"crates/**/m\"]\n")
      .package("crates/m")
      .manifest("crates/x/y/m", "[package]\nname = \"other\"\n");
  CHECK(tree.members() == Names{"crates/m", "crates/x/y/m"});
}

TEST_CASE("a pattern that matches plain files only gives no members") {
  Tree tree;
  tree.root("[workspace]\nmembers = [\"docs/*\"]\n" + top);
  tree.files.add("/ws/docs/a.md", "");
  CHECK(tree.members() == Names{"."});
}

TEST_CASE("a pattern without any match is taken literally") {
  Tree tree;
  tree.root("[workspace]\nmembers = [\"crates/*\"]\n");
  CHECK(tree.read_faults() == Names{"there is no manifest at `/ws/crates/*/Cargo.toml`"});
}

TEST_CASE("a folder that matches and has no manifest is refused, even a hidden one") {
  Tree tree;
  tree.root("[workspace]\nmembers = [\"crates/*\"]\n").package("crates/a");
  tree.files.add("/ws/crates/.hidden/x", "");
  CHECK(tree.read_faults() == Names{"there is no manifest at `/ws/crates/.hidden/Cargo.toml`"});
}

TEST_CASE("an exclusion takes a match of a pattern away") {
  Tree tree;
  tree.root("[workspace]\nmembers = [\"crates/*\"]\nexclude = [\"crates/b\"]\n")
      .package("crates/a")
      .package("crates/b");
  CHECK(tree.members() == Names{"crates/a"});
}

TEST_CASE("what a member covers literally is not excluded") {
  Tree tree;
  tree.root("[workspace]\nmembers = [\"crates\"]\nexclude = [\"crates/a\"]\n")
      .package("crates", "[dependencies]\na = { path = \"a\" }\n")
      .package("crates/a");
  CHECK(tree.members() == Names{"crates", "crates/a"});
}

TEST_CASE("exclusions are not patterns") {
  Tree tree;
  tree.root("[workspace]\nmembers = [\"crates/*\"]\nexclude = [\"crates/f*\"]\n").package("crates/foo");
  CHECK(tree.members() == Names{"crates/foo"});
}

TEST_CASE("exclusions are compared by component") {
  Tree tree;
  tree.root("[workspace]\nmembers = [\"crates/*\"]\nexclude = [\"crates/a\"]\n").package("crates/ab");
  CHECK(tree.members() == Names{"crates/ab"});
}

TEST_CASE("an excluded package is a world of its own") {
  Tree tree;
  tree.root("[workspace]\nmembers = [\"a\"]\nexclude = [\"b\"]\n").package("a").package("b").from("/ws/b");
  CHECK(tree.members() == Names{"b"});
}

TEST_CASE("a package below a root that does not list it is refused") {
  Tree tree;
  tree.root("[workspace]\nmembers = [\"a\"]\n").package("a").package("b").from("/ws/b");
  CHECK(tree.read_faults() ==
        Names{"`/ws/b/Cargo.toml` believes it is in the workspace of `/ws/Cargo.toml`, which does not list it"});
}

TEST_CASE("a member with a workspace table of its own is refused") {
  Tree tree;
  tree.root("[workspace]\nmembers = [\"a\"]\n").package("a", "[workspace]\n");
  CHECK(tree.read_faults() == Names{"a member of a workspace has a `[workspace]` table of its own"});
}

TEST_CASE("a nested workspace that is excluded is fine from both sides") {
  Tree outer;
  outer.root("[workspace]\nmembers = [\"a\"]\nexclude = [\"n\"]\n").package("a").package("n", "[workspace]\n");
  CHECK(outer.members() == Names{"a"});
  outer.from("/ws/n");
  CHECK(outer.members() == Names{"n"});
}

TEST_CASE("a member may point to a root that is not above it") {
  Tree tree;
  tree.manifest("top", "[package]\nname = \"top\"\nworkspace = \"ws\"\n")
      .manifest("top/ws", "[workspace]\nmembers = [\"inner\", \"..\"]\n")
      .package("top/ws/inner");
  CHECK(tree.from("/ws/top").members() == Names{"top/ws/inner", "top"});
  CHECK(tree.from("/ws/top/ws").members() == Names{"top/ws/inner", "top"});
}

TEST_CASE("a pointer must lead to a workspace root") {
  Tree tree;
  tree.package("a", "workspace = \"../b\"\n").package("b").from("/ws/a");
  CHECK(tree.read_faults() == Names{"`/ws/b/Cargo.toml` has no `[workspace]` table"});
}

TEST_CASE("a pointer to a place without a manifest leaves no workspace") {
  Tree tree;
  tree.package("a", "workspace = \"../b\"\n").from("/ws/a");
  CHECK(tree.read().error().kind == support::ErrorKind::not_found);
}

TEST_CASE("a member outside the root's folder must point to the root") {
  Tree tree;
  tree.manifest("root", "[workspace]\nmembers = [\"../x\"]\n").package("x").from("/ws/root");
  CHECK(tree.read_faults() == Names{"the member `/ws/x` is not below the workspace root and does not point to it"});
}

TEST_CASE("a path dependency outside the root's folder is a member only if it points to the root") {
  const std::string root = "[workspace]\n[package]\nname = \"top\"\n[dependencies]\nx = { path = \"../x\" }\n";
  Tree silent;
  silent.manifest("root", root).package("x").from("/ws/root");
  CHECK(silent.members() == Names{"root"});
  Tree pointing;
  pointing.manifest("root", root).package("x", "workspace = \"../root\"\n").from("/ws/root");
  CHECK(pointing.members() == Names{"root", "x"});
}

TEST_CASE("two members cannot share a name") {
  Tree tree;
  tree.root("[workspace]\nmembers = [\"a\", \"b/a\"]\n").package("a").package("b/a");
  CHECK(tree.read_faults() == Names{"two members are called `a`: `/ws/a/Cargo.toml` and `/ws/b/a/Cargo.toml`"});
}

TEST_CASE("two members cannot link the same native library") {
  Tree tree;
  tree.root("[workspace]\nmembers = [\"a\", \"b\"]\n").package("a", "links = \"z\"\n").package("b", "links = \"z\"\n");
  tree.files.add("/ws/a/build.rs", "");
  tree.files.add("/ws/b/build.rs", "");
  CHECK(tree.read_faults() ==
        Names{"two members link the native library `z`: `/ws/a/Cargo.toml` and `/ws/b/Cargo.toml`"});
}

TEST_CASE("a broken manifest above the current one is an error") {
  Tree tree;
  tree.root("[broken\n").package("a").from("/ws/a");
  CHECK(tree.read().error().kind == support::ErrorKind::invalid);
  CHECK(tree.faults().size() == 1);
}

TEST_CASE("nothing above Cargo's home counts") {
  Tree tree;
  tree.root("[workspace]\n");
  tree.files.add("/ws/home/a/Cargo.toml", "[package]\nname = \"a\"\n");
  tree.files.add("/ws/home/a/src/lib.rs", "");
  tree.from("/ws/home/a");
  const auto workspace = read_workspace(tree.files, tree.sources, {}, "/ws/home", tree.diagnostics);
  REQUIRE(workspace.has_value());
  CHECK(workspace->root == "/ws/home/a/Cargo.toml");
}

TEST_CASE("a package that Cargo unpacked for publishing is not of the workspace around it") {
  Tree tree;
  tree.root("[workspace]\n").package("target/package/a").from("/ws/target/package/a");
  CHECK(tree.members() == Names{"target/package/a"});
}

TEST_CASE("default members keep the order written") {
  Tree tree;
  tree.root("[workspace]\nmembers = [\"a\", \"b\"]\ndefault-members = [\"b\", \".\"]\n" + top)
      .package("a")
      .package("b");
  CHECK(tree.default_members() == Names{"b", "."});
}

TEST_CASE("without default members a root package stands alone, a virtual root for all") {
  Tree rooted;
  rooted.root("[workspace]\nmembers = [\"a\"]\n" + top).package("a");
  CHECK(rooted.default_members() == Names{"."});
  Tree bare;
  bare.root("[workspace]\nmembers = [\"b\", \"a\"]\n").package("a").package("b");
  CHECK(bare.default_members() == Names{"b", "a"});
}

TEST_CASE("a default member must be a member") {
  Tree tree;
  tree.root("[workspace]\nmembers = [\"a\"]\ndefault-members = [\"b\"]\n").package("a").package("b");
  CHECK(tree.read_faults() == Names{"the default member `b` is not a member"});
}

TEST_CASE("a default member that is listed and excluded is passed over") {
  Tree tree;
  tree.root("[workspace]\nmembers = [\"*\"]\nexclude = [\"b\"]\ndefault-members = [\"a\", \"b\"]\n")
      .package("a")
      .package("b");
  REQUIRE(tree.files.remove("/ws/src").has_value());
  CHECK(tree.default_members() == Names{"a"});
}

TEST_CASE("a path dependency that leads nowhere is told where it stands") {
  Tree tree;
  tree.root(top + "[dependencies]\na = { path = \"a\" }\n");
  CHECK(tree.read_faults() == Names{"there is no manifest at `/ws/a/Cargo.toml`"});
}

TEST_CASE("a manifest that cannot be read is told once, where a path leads to it") {
  for (const std::string head : {"", "[workspace]\n", "[workspace]\nmembers = [\"b\"]\n"}) {
    CAPTURE(head);
    Tree tree;
    tree.root(head + "[package]\nname = \"a\"\n[dependencies]\nb = { path = \"b\" }\nc = { path = \"../c\" }\n");
    tree.package("b");
    tree.files.add("/c/Cargo.toml", "[package]\nname = \"c\"\n");
    tree.files.make_unreadable("/ws/b/Cargo.toml");
    tree.files.make_unreadable("/c/Cargo.toml");
    CHECK(tree.read_faults() == Names{"`/ws/b/Cargo.toml` cannot be read", "`/c/Cargo.toml` cannot be read"});
  }
}

TEST_CASE("packages that patches lead to are read and are no members") {
  Tree tree;
  tree.root("[workspace]\n" + top + "[patch.crates-io]\np = { path = \"p\" }\n").package("p");
  const auto workspace = tree.sound({});
  CHECK(workspace.members == Names{"/ws/Cargo.toml"});
  CHECK(workspace.manifests.contains("/ws/p/Cargo.toml"));
}

TEST_CASE("a path package of another workspace inherits from that one") {
  Tree tree;
  tree.manifest("one", "[package]\nname = \"one\"\n[dependencies]\nm = { path = \"../two/m\" }\n")
      .manifest("two", "[workspace]\nmembers = [\"m\"]\n[workspace.package]\nversion = \"2.0.0\"\n")
      .package("two/m", "version.workspace = true\n")
      .from("/ws/one");
  const auto workspace = tree.sound({});
  CHECK(cargo::to_text(workspace.manifests.at("/ws/two/m/Cargo.toml").package->version) == "2.0.0");
}

}  // namespace
}  // namespace plimsoll::source
