// SPDX-License-Identifier: MIT OR Apache-2.0
#include "plimsoll/source/sparse_index.h"

#include <doctest/doctest.h>

using namespace plimsoll;
using source::index_path;
using source::parse_index;

namespace {

const auto& crates_io = cargo::SourceId::crates_io();

std::vector<std::string> feature_names(const source::IndexEntry& entry) {
  std::vector<std::string> names;
  for (const auto& feature : entry.summary.features) names.push_back(feature.name);
  return names;
}

}  // namespace

TEST_CASE("a package's file lies by the length and the beginning of its name in lower case") {
  CHECK(index_path("a") == "1/a");
  CHECK(index_path("ab") == "2/ab");
  CHECK(index_path("aBc") == "3/a/abc");
  CHECK(index_path("Inflector") == "in/fl/inflector");
  CHECK(source::index_prefix("Inflector") == "In/fl");
}

TEST_CASE("what is no package name has no file") {
  for (const auto* name : {"", "../a", "a/b", "a b", "ä"}) CHECK_FALSE(index_path(name));
  CHECK_FALSE(index_path(std::string(65, 'a')));
}

TEST_CASE("an entry tells dependencies, features, links and whether it was yanked") {
  const auto entries = parse_index(
      R"json({"name":"a","vers":"1.2.3","deps":[{"name":"x","req":"^1","features":["f",""],"optional":true,)json"
      R"json("default_features":false,"target":"cfg(unix)","kind":"build","package":"y"}],)json"
      R"json("features":{"one":["x?/f"]},"features2":{"one":["two"],"two":[]},"cksum":"00","yanked":true,)json"
      R"json("links":"z","v":2})json",
      crates_io);
  REQUIRE(entries.size() == 1);
  const auto& [summary, checksum, yanked] = entries[0];
  CHECK(cargo::to_text(summary.version) == "1.2.3");
  CHECK(summary.links == "z");
  CHECK(checksum == "00");
  CHECK(yanked);
  REQUIRE(summary.dependencies.size() == 1);
  const auto& dependency = summary.dependencies[0];
  CHECK(dependency.key == "x");
  CHECK(dependency.package == "y");
  CHECK(dependency.renamed);
  CHECK(dependency.kind == cargo::DependencyKind::build);
  CHECK(dependency.optional);
  CHECK_FALSE(dependency.default_features);
  CHECK(dependency.features == std::vector<std::string>{"f"});
  CHECK(dependency.platform.has_value());
  CHECK(feature_names(entries[0]) == std::vector<std::string>{"one", "two", "x"});
  CHECK(summary.features[0].values.size() == 2);
}

TEST_CASE("an optional dependency that a feature names with `dep:` is no feature itself") {
  const auto entries = parse_index(
      R"({"name":"a","vers":"1.0.0","deps":[{"name":"x","req":"1","optional":true}],"features":{"f":["dep:x"]}})",
      crates_io);
  CHECK(feature_names(entries.at(0)) == std::vector<std::string>{"f"});
}

TEST_CASE("lines that cannot be read and newer schemas are passed over") {
  const auto entries = parse_index(
      "nonsense\n[]\n{\"name\":\"a\",\"vers\":\"1\"}\n"
      "{\"name\":\"a\",\"vers\":\"1.0.0\",\"v\":3}\n"
      "{\"name\":\"a\",\"vers\":\"1.0.1\"}\n",
      crates_io);
  REQUIRE(entries.size() == 1);
  CHECK(cargo::to_text(entries[0].summary.version) == "1.0.1");
}

TEST_CASE("versions alone are the same as with everything else") {
  const std::string text =
      R"json({"name":"a","vers":"1.0.0","deps":[],"features":{"v":[],"vers":["x"]},"yanked":false})json"
      "\n"
      R"json({"name":"a","vers":"1.0.1","deps":[],"features":{"yanked":["vers"]},"yanked":true,"v":2})json"
      "\n"
      R"json({"vers": "1.0.2", "name": "a", "yanked": true})json"
      "\n"
      R"json({"name":"a","vers":"1.0.3","yanked":true,"v":20})json"
      "\n"
      R"json({"name":"a","vers":"1.0","yanked":true})json"
      "\nnonsense\n";
  const auto versions = source::parse_index_versions(text);
  const auto entries = parse_index(text, crates_io);
  REQUIRE(versions.size() == 3);
  REQUIRE(entries.size() == 3);
  for (std::size_t i = 0; i < versions.size(); ++i) {
    CHECK(versions[i].name == "a");
    CHECK(versions[i].version == entries[i].summary.version);
    CHECK(versions[i].yanked == entries[i].yanked);
  }
}

TEST_CASE("Cargo's own copy of an index gives lines and the server's name for them") {
  std::string bytes("\3\2\0\0\0", 5);
  for (const auto* part : {"etag: W/\"x\"", "1.0.0", "{\"a\":1}", "1.0.1", "{\"a\":2}"})
    bytes += std::string(part) + '\0';
  const auto kept = source::parse_cargo_index_cache(bytes);
  REQUIRE(kept);
  CHECK(kept->etag == "W/\"x\"");
  CHECK(kept->text == "{\"a\":1}\n{\"a\":2}\n");
}

TEST_CASE("bytes of another form are no copy of an index") {
  CHECK_FALSE(source::parse_cargo_index_cache(""));
  CHECK_FALSE(source::parse_cargo_index_cache("\4abcdef"));
}
