// SPDX-License-Identifier: MIT OR Apache-2.0
#include <doctest/doctest.h>

#include "manifest_fixture.h"

namespace plimsoll::cargo {
namespace {

using Files = std::set<std::string>;

/// `NAME PATH` of all targets of one kind.
std::vector<std::string> listed(const Package& package, TargetKind kind) {
  std::vector<std::string> result;
  for (const auto& target : package.targets)
    if (target.kind == kind) result.push_back(target.name + " " + target.src_path.substr(std::string("/ws/m/").size()));
  return result;
}

std::vector<std::string> bins(const std::string& rest, Files files, const std::string& edition = "2021") {
  return listed(sound({package_text(rest, edition), std::move(files)}).package(), TargetKind::bin);
}

using Names = std::vector<std::string>;

TEST_CASE("the library is found and called after the package") {
  const auto package = sound({"[package]\nname = \"foo-bar\"\n", {"src/lib.rs"}}).package();
  REQUIRE(package.library() != nullptr);
  CHECK(package.library()->name == "foo_bar");
  CHECK(package.library()->src_path == "/ws/m/src/lib.rs");
}

TEST_CASE("binaries are found by their places") {
  CHECK(bins("", {"src/main.rs", "src/bin/a.rs", "src/bin/b/main.rs"}) ==
        Names{"a src/bin/a.rs", "b src/bin/b/main.rs", "m src/main.rs"});
}

TEST_CASE("examples, tests and benches are found by their places") {
  const auto package =
      sound_package("", {"src/lib.rs", "examples/e.rs", "tests/t/main.rs", "benches/b.rs", "tests/t/other.rs"})
          .package();
  CHECK(listed(package, TargetKind::example) == Names{"e examples/e.rs"});
  CHECK(listed(package, TargetKind::test) == Names{"t tests/t/main.rs"});
  CHECK(listed(package, TargetKind::bench) == Names{"b benches/b.rs"});
}

TEST_CASE("hidden files, other files and folders without main.rs are no targets") {
  CHECK(bins("", {"src/main.rs", "src/bin/.a.rs", "src/bin/b.txt", "src/bin/c/mod.rs", "src/bin/.d/main.rs"}) ==
        Names{"m src/main.rs"});
}

TEST_CASE("the keys that begin with `auto` switch looking off") {
  const auto package = sound_package("autobins = false\nautoexamples = false\nautotests = false\nautobenches = false\n",
                                     {"src/lib.rs", "src/main.rs", "examples/e.rs", "tests/t.rs", "benches/b.rs"})
                           .package();
  CHECK(package.targets.size() == 1);
  CHECK(sound_package("autolib = false\n", {"src/lib.rs", "src/main.rs"}).package().library() == nullptr);
}

TEST_CASE("targets stand in Cargo's order") {
  const auto package =
      sound_package("", {"src/lib.rs", "build.rs", "src/main.rs", "examples/e.rs", "tests/t.rs", "benches/b.rs"})
          .package();
  std::vector<TargetKind> kinds;
  for (const auto& target : package.targets) kinds.push_back(target.kind);
  CHECK(kinds == std::vector{TargetKind::lib, TargetKind::bin, TargetKind::example, TargetKind::test, TargetKind::bench,
                             TargetKind::custom_build});
}

TEST_CASE("what is written joins what is found") {
  CHECK(bins("[[bin]]\nname = \"z\"\npath = \"tools/z.rs\"\n", {"src/main.rs", "src/bin/a.rs", "tools/z.rs"}) ==
        Names{"a src/bin/a.rs", "m src/main.rs", "z tools/z.rs"});
}

TEST_CASE("a found target gives way to a written one of its name or its file") {
  CHECK(bins("[[bin]]\nname = \"a\"\npath = \"x.rs\"\n", {"src/bin/a.rs", "x.rs"}) == Names{"a x.rs"});
  CHECK(bins("[[bin]]\nname = \"b\"\npath = \"src/bin/a.rs\"\n", {"src/bin/a.rs"}) == Names{"b src/bin/a.rs"});
}

TEST_CASE("in edition 2015 a written target of a kind stops the looking") {
  const Files files{"src/bin/a.rs", "src/bin/b.rs"};
  CHECK(bins("[[bin]]\nname = \"a\"\n", files, "2015") == Names{"a src/bin/a.rs"});
  CHECK(bins("[[bin]]\nname = \"a\"\n", files, "2018") == Names{"a src/bin/a.rs", "b src/bin/b.rs"});
  CHECK(bins("autobins = true\n[[bin]]\nname = \"a\"\n", files, "2015") == Names{"a src/bin/a.rs", "b src/bin/b.rs"});
}

TEST_CASE("edition 2015 also takes a library that is called after the package") {
  CHECK(sound({package_text("[lib]\n", "2015"), {"src/m.rs"}}).package().library()->src_path == "/ws/m/src/m.rs");
  CHECK(understood({package_text("[lib]\n"), {"src/m.rs"}}).faults == Faults{"5:2 the library `m` has no source file"});
}

TEST_CASE("a written binary must have a source file") {
  CHECK(understood({package_text("[[bin]]\nname = \"z\"\n"), {"src/main.rs"}}).faults ==
        Faults{"5:1 the bin `z` has no source file"});
}

TEST_CASE("a written test without a source file is dropped") {
  CHECK(listed(sound_package("[[test]]\nname = \"t\"\n").package(), TargetKind::test).empty());
}

TEST_CASE("a written target must have a name") {
  CHECK(faults_of("[[bin]]\npath = \"x.rs\"\n") == Faults{"5:1 a `[[bin]]` entry has no `name`"});
}

TEST_CASE("two targets of one kind cannot share a name") {
  CHECK(understood({package_text(""), {"src/main.rs", "src/bin/m.rs"}}).faults ==
        Faults{"1:1 two bin targets are called `m`"});
}

TEST_CASE("a library's name cannot have a hyphen") {
  CHECK(faults_of("[lib]\nname = \"a-b\"\n") ==
        Faults{"5:2 the library name `a-b` has a hyphen, which no crate name may have"});
}

TEST_CASE("a package without any target is refused") {
  CHECK(understood({package_text(""), {"build.rs"}}).faults == Faults{"2:8 the package `m` has nothing to compile"});
}

TEST_CASE("a package of tests alone is one") {
  CHECK(sound_package("", {"tests/t.rs"}).package().targets.size() == 1);
}

TEST_CASE("a library has every flag, a binary no doctest, a test no documentation") {
  const auto package =
      sound_package("", {"src/lib.rs", "src/main.rs", "tests/t.rs", "benches/b.rs", "examples/e.rs"}).package();
  const auto flags = [&](std::size_t i) {
    const auto& target = package.targets[i];
    return std::vector{target.doc, target.doctest, target.test, target.bench};
  };
  CHECK(flags(0) == std::vector{true, true, true, true});
  CHECK(flags(1) == std::vector{true, false, true, true});
  CHECK(flags(2) == std::vector{false, false, false, false});
  CHECK(flags(3) == std::vector{false, false, true, false});
  CHECK(flags(4) == std::vector{false, false, false, true});
}

TEST_CASE("flags and features of a target can be written") {
  const auto package = sound_package(
                           "[[bin]]\nname = \"m\"\ntest = false\nharness = false\nedition = \"2018\"\n"
                           "required-features = [\"a\", \"b/c\"]\n",
                           {"src/main.rs"})
                           .package();
  const auto& bin = package.targets.front();
  CHECK_FALSE(bin.test);
  CHECK_FALSE(bin.harness);
  CHECK(bin.edition == Edition::e2018);
  CHECK(bin.required_features == std::vector<std::string>{"a", "b/c"});
}

TEST_CASE("a proc macro is one by flag or by crate type") {
  CHECK(sound_package("[lib]\nproc-macro = true\n").package().is_proc_macro());
  CHECK(sound_package("[lib]\nproc_macro = true\n").package().is_proc_macro());
  CHECK(sound_package("[lib]\ncrate-type = [\"proc-macro\"]\n").package().is_proc_macro());
}

TEST_CASE("crate types that are written beat the flag of a proc macro") {
  const auto package = sound_package("[lib]\nproc-macro = true\ncrate-type = [\"cdylib\"]\n").package();
  CHECK_FALSE(package.is_proc_macro());
}

TEST_CASE("a proc macro cannot be another kind of library too") {
  CHECK(faults_of("[lib]\ncrate-type = [\"proc-macro\", \"lib\"]\n") ==
        Faults{"5:2 the library `m` cannot be a proc macro and something else"});
}

TEST_CASE("an example that is a proc macro makes no proc-macro package") {
  const auto package =
      sound_package("[[example]]\nname = \"e\"\ncrate-type = [\"proc-macro\"]\n", {"src/lib.rs", "examples/e.rs"})
          .package();
  CHECK_FALSE(package.is_proc_macro());
  CHECK(package.has_proc_macro_target());
}

TEST_CASE("only a library that others can link has doctests") {
  CHECK(sound_package("[lib]\ncrate-type = [\"rlib\", \"cdylib\"]\n").package().library()->doctest);
  CHECK_FALSE(sound_package("[lib]\ncrate-type = [\"cdylib\"]\n").package().library()->doctest);
}

TEST_CASE("edition 2024 refuses old spellings of targets") {
  CHECK(faults_of("[lib]\nproc_macro = true\n", "2024") == Faults{"6:1 `proc_macro` is not read in edition 2024"});
  CHECK(faults_of("[lib]\ncrate_type = [\"rlib\"]\n", "2024") ==
        Faults{"6:1 `crate_type` is not read in edition 2024"});
}

TEST_CASE("the build script is build.rs if there is one, or what is written") {
  const auto script = [](const std::string& rest, Files files) -> std::string {
    const auto package = sound_package(rest, std::move(files)).package();
    return package.build_script() ? package.build_script()->name + " " + package.build_script()->src_path : "none";
  };
  CHECK(script("", {"src/lib.rs"}) == "none");
  CHECK(script("", {"src/lib.rs", "build.rs"}) == "build-script-build /ws/m/build.rs");
  CHECK(script("build = false\n", {"src/lib.rs", "build.rs"}) == "none");
  CHECK(script("build = true\n", {"src/lib.rs"}) == "build-script-build /ws/m/build.rs");
  CHECK(script("build = \"other/gen.rs\"\n", {"src/lib.rs"}) == "build-script-gen /ws/m/other/gen.rs");
}

TEST_CASE("several build scripts are not supported") {
  CHECK(faults_of("build = [\"build.rs\"]\n") ==
        Faults{"5:9 `build` must be a path, `true` or `false`, found an array"});
}

TEST_CASE("what leads out of the package stays in the path of a target") {
  const auto source = [](const std::string& path) {
    return sound_package("[lib]\npath = \"" + path + "\"\n", {}).package().library()->src_path;
  };
  CHECK(source("../shared/lib.rs") == "/ws/m/../shared/lib.rs");
  CHECK(source("./x/..//../lib.rs") == "/ws/m/../lib.rs");
  CHECK(source("./src/../src//lib.rs/") == "/ws/m/src/lib.rs");
  CHECK(source("/else/../where/lib.rs") == "/where/lib.rs");
}

}  // namespace
}  // namespace plimsoll::cargo
