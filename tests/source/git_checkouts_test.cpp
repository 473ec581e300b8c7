// SPDX-License-Identifier: MIT OR Apache-2.0
#include <doctest/doctest.h>

#include "plimsoll/source/package_places.h"
#include "testkit/memory_files.h"

namespace plimsoll::source {
namespace {

const std::string commit = "0123456789abcdef0123456789abcdef01234567";

/// The folder in which package `a` of the repository `tools` is found; empty if it is not.
std::string found_in(const std::map<std::string, std::string>& manifests,
                     const std::string& url = "https://example.org/tools") {
  testkit::MemoryFiles files;
  for (const auto& [folder, name] : manifests)
    files.add("/cargo/git/checkouts/" + folder + "/Cargo.toml",
              name.starts_with('[') ? name : "[package]\nname = \"" + name + "\"\n");
  const auto source = cargo::SourceId::git(url, {}, commit);
  const auto tree = PackagePlaces(files, {}, "/cargo").open({"a", {1, 0, 0}, source}, std::nullopt);
  return tree ? (*tree)->place() : "";
}

TEST_CASE("a checkout is found by the repository's name and the commit") {
  CHECK(found_in({{"tools-00ff/0123456", "a"}}) == "/cargo/git/checkouts/tools-00ff/0123456");
}

TEST_CASE("a commit may be shortened to seven digits and no further") {
  CHECK(found_in({{"tools-00ff/" + commit, "a"}}) == "/cargo/git/checkouts/tools-00ff/" + commit);
  CHECK(found_in({{"tools-00ff/012345", "a"}}).empty());
}

TEST_CASE("another commit or repository is not the one") {
  CHECK(found_in({{"tools-00ff/fedcba9", "a"}}).empty());
  CHECK(found_in({{"other-00ff/0123456", "a"}}).empty());
}

TEST_CASE("`.git` at the end of the address does not count") {
  CHECK_FALSE(found_in({{"tools-00ff/0123456", "a"}}, "https://example.org/tools.git").empty());
}

TEST_CASE("the package may be anywhere in the checkout") {
  CHECK(found_in({{"tools-00ff/0123456", "[workspace]\n"}, {"tools-00ff/0123456/crates/a", "a"}}) ==
        "/cargo/git/checkouts/tools-00ff/0123456/crates/a");
}

TEST_CASE("hidden folders and what was built are not searched") {
  CHECK(found_in({{"tools-00ff/0123456/.x/a", "a"}, {"tools-00ff/0123456/target/a", "a"}}).empty());
}

TEST_CASE("a source that is not locked to a commit has no checkout") {
  testkit::MemoryFiles files;
  files.add("/cargo/git/checkouts/tools-00ff/0123456/Cargo.toml", "[package]\nname = \"a\"\n");
  const auto source = cargo::SourceId::git("https://example.org/tools", {}, std::nullopt);
  CHECK_FALSE(PackagePlaces(files, {}, "/cargo").open({"a", {1, 0, 0}, source}, std::nullopt).has_value());
}

}  // namespace
}  // namespace plimsoll::source
