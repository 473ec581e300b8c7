// SPDX-License-Identifier: MIT OR Apache-2.0
#include "plimsoll/cargo/package_spec.h"

#include <doctest/doctest.h>

#include <string>

namespace {

using namespace plimsoll::cargo;

PackageId package(std::string_view version, SourceId source = SourceId::crates_io()) {
  const auto parsed = parse_version(version);
  REQUIRE(parsed.has_value());
  return {"serde", *parsed, std::move(source)};
}

bool fits(std::string_view spec, const PackageId& id) {
  const auto parsed = parse_package_spec(spec);
  REQUIRE_MESSAGE(parsed.has_value(), std::string(spec));
  return parsed->fits(id);
}

std::string fault(std::string_view spec) {
  const auto parsed = parse_package_spec(spec);
  return parsed ? "none" : parsed.error().message;
}

const std::string index_url = "https://github.com/rust-lang/crates.io-index";

TEST_CASE("a name alone fits every version and source") {
  CHECK(fits("serde", package("1.2.3")));
  CHECK(fits("serde", package("1.2.3", SourceId::path("/w/serde"))));
  CHECK_FALSE(fits("serd", package("1.2.3")));
}

TEST_CASE("numbers that are left out may be any") {
  CHECK(fits("serde@1", package("1.2.3")));
  CHECK(fits("serde:1.2", package("1.2.3")));
  CHECK(fits("serde@1.2.3", package("1.2.3")));
  CHECK_FALSE(fits("serde@1.2", package("1.20.3")));
}

TEST_CASE("build metadata may be left out, a pre-release may not") {
  CHECK(fits("serde@1.2.3", package("1.2.3+b")));
  CHECK(fits("serde@1.2.3+b", package("1.2.3+b")));
  CHECK_FALSE(fits("serde@1.2.3+c", package("1.2.3+b")));
  CHECK_FALSE(fits("serde@1", package("1.2.3-rc.1")));
  CHECK_FALSE(fits("serde@1.2.3", package("1.2.3-rc.1")));
  CHECK(fits("serde@1.2.3-rc.1", package("1.2.3-rc.1")));
}

TEST_CASE("what cargo prints as an id names that package") {
  const auto git =
      SourceId::git("https://example.org/s.git", {GitReference::Kind::branch, "x y"}, std::string(40, 'a'));
  for (const auto& id :
       {package("1.2.3"), package("1.2.3-a+b", SourceId::path("/w/other name")), package("0.1.0", git)})
    CHECK_MESSAGE(fits(to_spec(id), id), to_spec(id));
}

TEST_CASE("an address without a kind of source fits every kind") {
  CHECK(fits(index_url + "#serde", package("1.2.3")));
  CHECK(fits("file:///w/serde", package("1.2.3", SourceId::path("/w/serde"))));
  CHECK_FALSE(fits("file:///w/serde", package("1.2.3", SourceId::path("/x/serde"))));
  CHECK_FALSE(fits("path+file:///w/serde", package("1.2.3")));
}

TEST_CASE("without a name in it the last segment of the address is the name") {
  CHECK(fits("file:///w/serde#1.2", package("1.2.3", SourceId::path("/w/serde"))));
  CHECK_FALSE(fits("file:///w/codes#1.2", package("1.2.3", SourceId::path("/w/codes"))));
}

TEST_CASE("what can name no package is told apart from what is not there") {
  CHECK(fault("ser*") == "`ser*` names no package: `ser*` cannot be the name of one");
  CHECK(fault("") == "`` names no package: `` cannot be the name of one");
  CHECK(fault("serde@").starts_with("`serde@` names no package"));
  CHECK(fault("serde@1.x").starts_with("`serde@1.x` names no package"));
  CHECK(fault("serde@^1").starts_with("`serde@^1` names no package"));
  CHECK(fault("tape+file:///w/serde") == "`tape+file:///w/serde` names no package: `tape` is no kind of source");
  CHECK(fault("file:///w/serde?branch=x").find("has a query") != std::string::npos);
}

}  // namespace
