// SPDX-License-Identifier: MIT OR Apache-2.0
#include "../../src/report/shareable.h"

#include <doctest/doctest.h>

#include "sample_report.h"

namespace plimsoll::report {
namespace {

/// A warning as it is when it may leave the machine.
std::string shared(const std::string& text, const std::string& root = "/home/me/harbor") {
  Report report;
  report.workspace.root = root;
  report.warnings = {text};
  return shareable(report).warnings.front();
}

std::string shared_id(const std::string& id) {
  Report report;
  report.workspace.root = "/home/me/harbor";
  report.packages = {make_package("a", "1.0.0")};
  report.packages.front().id = id;
  return shareable(report).packages.front().id;
}

TEST_CASE("the root is left out") {
  CHECK(shareable(sample_report()).workspace.root.empty());
}

TEST_CASE("paths below the root become relative to it") {
  CHECK(shared("see `/home/me/harbor/a/Cargo.toml`") == "see `a/Cargo.toml`");
}

TEST_CASE("of other paths the last part stays") {
  CHECK(shared("`/home/me/.cargo/registry` and /tmp/x/y.json, both") == "`registry` and y.json, both");
  CHECK(shared("/home/me/harbor-old/x") == "x");
}

TEST_CASE("what is no path stays as it is") {
  for (const auto* text :
       {"https://example.org/a/b", "MIT/Apache-2.0 and a/b/c", "a / b", "~/x/y", "../x/y", "/", "cfg(a)/b"})
    CHECK(shared(text) == text);
}

TEST_CASE("without a root every path is another one") {
  CHECK(shared("/home/me/x", "") == "x");
}

TEST_CASE("ids of packages by path stay ids, relative to the root") {
  CHECK(shared_id("path+file:///home/me/harbor/crates/a#1.0.0") == "path+file:///crates/a#1.0.0");
  CHECK(shared_id("path+file:///home/me/harbor#a@1.0.0") == "path+file:///#a@1.0.0");
  CHECK(shared_id("path+file:///home/me/other#1.0.0") == "path+file:///../other#1.0.0");
}

TEST_CASE("of a folder that has nothing in common with the root an id keeps the last part") {
  CHECK(shared_id("git+file:///srv/bob/lib?branch=x#1.0.0") == "git+file:///lib?branch=x#1.0.0");
}

TEST_CASE("ids of the registry stay as they are") {
  const std::string id = "registry+https://github.com/rust-lang/crates.io-index#a@1.0.0";
  CHECK(shared_id(id) == id);
}

}  // namespace
}  // namespace plimsoll::report
