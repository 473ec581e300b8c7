// SPDX-License-Identifier: MIT OR Apache-2.0
#include "plimsoll/cargo/lockfile.h"

#include <doctest/doctest.h>

#include "manifest_fixture.h"

namespace plimsoll::cargo {
namespace {

const std::string registry = "registry+https://github.com/rust-lang/crates.io-index";

struct Read {
  std::optional<Lockfile> lockfile;
  Faults faults;
};

Read read(const std::string& text) {
  support::Diagnostics diagnostics;
  Read result;
  result.lockfile = parse_lockfile(support::FileId(0U), text, diagnostics);
  result.faults = texts_of(diagnostics);
  return result;
}

/// The test stops if the text is no lockfile.
Lockfile lockfile(const std::string& text) {
  auto result = read(text);
  for (const auto& fault : result.faults) FAIL_CHECK(fault);
  REQUIRE(result.lockfile.has_value());
  return std::move(*result.lockfile);
}

std::string entry(const std::string& name, const std::string& version, const std::string& rest = {}) {
  return "[[package]]\nname = \"" + name + "\"\nversion = \"" + version + "\"\n" + rest;
}
std::string from_registry(const std::string& name, const std::string& version, const std::string& rest = {}) {
  return entry(name, version, "source = \"" + registry + "\"\n" + rest);
}

/// `NAME VERSION` of what the first package needs.
std::vector<std::string> needs(const std::string& edges, const std::string& others) {
  const auto whole = lockfile("version = 4\n" + entry("top", "0.1.0", "dependencies = [" + edges + "]\n") + others);
  std::vector<std::string> result;
  for (const auto index : whole.packages.front().dependencies)
    result.push_back(whole.packages[index].name + " " + to_text(whole.packages[index].version) +
                     (whole.packages[index].source ? "" : " path"));
  return result;
}

using Needs = std::vector<std::string>;

TEST_CASE("versions 3 and 4 say so") {
  CHECK(lockfile("version = 3\n").version == 3);
  CHECK(lockfile("version = 4\n").version == 4);
}

TEST_CASE("a lockfile without a version is of version 1 if it has metadata, else of 2") {
  CHECK(lockfile("[metadata]\n").version == 1);
  CHECK(lockfile(from_registry("a", "1.0.0", "checksum = \"00\"\n")).version == 2);
}

TEST_CASE("a version from the future is refused") {
  CHECK(read("version = 5\n").faults == Faults{"1:11 this version of Cargo.lock is not known"});
  CHECK_FALSE(read("version = \"4\"\n").lockfile.has_value());
  CHECK_FALSE(read("version = 2\n").lockfile.has_value());
}

TEST_CASE("packages keep the order and the places of the file") {
  const auto whole =
      lockfile("version = 4\n" + entry("b", "0.1.0") + from_registry("a", "1.0.0", "checksum = \"00ff\"\n"));
  REQUIRE(whole.packages.size() == 2);
  CHECK(whole.packages[0].name == "b");
  CHECK_FALSE(whole.packages[0].source.has_value());
  CHECK(whole.packages[1].checksum == "00ff");
  CHECK(whole.packages[1].source->is_crates_io());
  CHECK(whole.packages[1].at.begin == support::Position{6, 8});
  CHECK(whole.packages[1].version_at.begin.line == 7);
}

TEST_CASE("version 1 keeps checksums apart") {
  const auto whole =
      lockfile(from_registry("a", "1.0.0") + from_registry("b", "1.0.0") + "[metadata]\n\"checksum a 1.0.0 (" +
               registry + ")\" = \"00ff\"\n\"checksum b 1.0.0 (" + registry + ")\" = \"<none>\"\n");
  CHECK(whole.packages[0].checksum == "00ff");
  CHECK_FALSE(whole.packages[1].checksum.has_value());
}

TEST_CASE("edges of version 1 spell everything") {
  CHECK(lockfile(entry("top", "0.1.0", "dependencies = [\"a 1.0.0 (" + registry + ")\"]\n") +
                 from_registry("a", "1.0.0") + "[metadata]\n")
            .packages.front()
            .dependencies == std::vector<std::uint32_t>{1});
}

TEST_CASE("very old files keep the root package apart, and it comes first") {
  const auto whole = lockfile("[root]\nname = \"top\"\nversion = \"0.1.0\"\ndependencies = [\"a 1.0.0 (" + registry +
                              ")\"]\n" + from_registry("a", "1.0.0"));
  REQUIRE(whole.packages.size() == 2);
  CHECK(whole.packages[0].name == "top");
  CHECK(whole.packages[0].dependencies == std::vector<std::uint32_t>{1});
}

TEST_CASE("a name alone means the only package of that name") {
  CHECK(needs("\"a\"", from_registry("a", "1.0.0")) == Needs{"a 1.0.0"});
}

TEST_CASE("a name alone means nothing where versions differ") {
  CHECK(needs("\"a\"", from_registry("a", "1.0.0") + from_registry("a", "2.0.0")).empty());
}

TEST_CASE("a version tells packages of one name apart") {
  CHECK(needs("\"a 2.0.0\"", from_registry("a", "1.0.0") + from_registry("a", "2.0.0")) == Needs{"a 2.0.0"});
}

TEST_CASE("without a source the path package is meant") {
  CHECK(needs("\"a 1.0.0\"", from_registry("a", "1.0.0") + entry("a", "1.0.0")) == Needs{"a 1.0.0 path"});
}

TEST_CASE("a source tells packages of one name and version apart") {
  CHECK(needs("\"a 1.0.0 (" + registry + ")\"", from_registry("a", "1.0.0") + entry("a", "1.0.0")) == Needs{"a 1.0.0"});
}

TEST_CASE("the commit of a git source does not count in an edge") {
  const auto git =
      entry("a", "1.0.0", "source = \"git+https://example.org/a?branch=b#0123456789abcdef0123456789abcdef01234567\"\n");
  CHECK(needs("\"a 1.0.0 (git+https://example.org/a?branch=b)\"", git + from_registry("a", "1.0.0")) ==
        Needs{"a 1.0.0"});
}

TEST_CASE("an edge that leads nowhere or to several is left out, as Cargo does") {
  CHECK(needs("\"nobody\", \"a 3.0.0\", \"a x\"", from_registry("a", "1.0.0")).empty());
  CHECK(needs("\"a 1.0.0\"",
              from_registry("a", "1.0.0") + entry("a", "1.0.0", "source = \"git+https://example.org/a#00\"\n"))
            .empty());
}

TEST_CASE("a replaced package knows what stands in for it") {
  const auto whole =
      lockfile("version = 4\n" + from_registry("a", "1.0.0", "replace = \"a 1.0.0\"\n") + entry("a", "1.0.0"));
  CHECK(whole.packages[0].replaced_by == 1U);
}

TEST_CASE("unused patches stand apart") {
  const auto whole = lockfile("version = 4\n[[patch.unused]]\nname = \"p\"\nversion = \"1.0.0\"\n");
  CHECK(whole.packages.empty());
  REQUIRE(whole.unused_patches.size() == 1);
  CHECK(whole.unused_patches.front().name == "p");
}

TEST_CASE("unknown keys are passed over") {
  CHECK(lockfile("version = 4\ncolour = 1\n" + entry("a", "1.0.0", "shape = \"x\"\n")).packages.size() == 1);
}

TEST_CASE("an empty text is an empty lockfile") {
  CHECK(lockfile("").packages.empty());
}

TEST_CASE("a package that is locked twice is refused, and told where the first entry is") {
  CHECK(read("version = 4\n" + from_registry("a", "1.0.0") + from_registry("a", "1.0.0")).faults ==
        Faults{"7:8 `a 1.0.0` is locked twice"});
  CHECK(lockfile("version = 4\n" + from_registry("a", "1.0.0") + entry("a", "1.0.0")).packages.size() == 2);
}

TEST_CASE("a package needs a name and a version") {
  CHECK(read("[[package]]\nversion = \"1.0.0\"\n").faults == Faults{"1:1 a locked package has no `name`"});
  CHECK(read("[[package]]\nname = \"a\"\n").faults == Faults{"1:1 a locked package has no `version`"});
}

TEST_CASE("a version or a source that cannot be read is told at its place") {
  const auto version = read(entry("a", "one")).faults;
  REQUIRE(version.size() == 1);
  CHECK(version.front().starts_with("3:11 `one` is not a version: "));
  CHECK(read(entry("a", "1.0.0", "source = \"\"\n")).faults.size() == 1);
  const auto source = read(entry("a", "1.0.0", "source = \"ftp\"\n")).faults;
  REQUIRE(source.size() == 1);
  CHECK(source.front().starts_with("4:10 `ftp` is not a source: "));
}

TEST_CASE("values of a wrong kind are told, all of them") {
  CHECK(read("package = 1\n").faults.size() == 1);
  CHECK(read(entry("a", "1.0.0", "checksum = 1\ndependencies = [1, 2]\n")).faults.size() == 3);
}

TEST_CASE("a merge conflict is a fault of form") {
  CHECK(read("<<<<<<< ours\nversion = 4\n").faults.size() == 1);
}

}  // namespace
}  // namespace plimsoll::cargo
