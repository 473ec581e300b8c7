// SPDX-License-Identifier: MIT OR Apache-2.0
#include <doctest/doctest.h>

#include "manifest_fixture.h"

namespace plimsoll::cargo {
namespace {

/// `NAME=VALUE,VALUE` of every feature.
std::vector<std::string> features_of(const Understood& understood) {
  std::vector<std::string> result;
  for (const auto& feature : understood.package().features) {
    auto text = feature.name + "=";
    for (const auto& value : feature.values) text += (text.ends_with('=') ? "" : ",") + to_text(value);
    result.push_back(text);
  }
  return result;
}

using Table = std::vector<std::string>;

const std::string optional_x = "[dependencies]\nx = { version = \"1\", optional = true }\n";
const std::string required_x = "[dependencies]\nx = \"1\"\n";

TEST_CASE("features are sorted, their values are not") {
  CHECK(features_of(sound_package("[features]\nb = []\na = [\"c\", \"b\"]\nc = []\n")) == Table{"a=c,b", "b=", "c="});
}

TEST_CASE("an optional dependency that nobody mentions has a feature of its name") {
  CHECK(features_of(sound_package(optional_x)) == Table{"x=dep:x"});
}

TEST_CASE("`dep:` takes the implicit feature away") {
  CHECK(features_of(sound_package(optional_x + "[features]\nf = [\"dep:x\"]\n")) == Table{"f=dep:x"});
}

TEST_CASE("a slash does not take the implicit feature away") {
  CHECK(features_of(sound_package(optional_x + "[features]\nf = [\"x/y\"]\n")) == Table{"f=x/y", "x=dep:x"});
  CHECK(features_of(sound_package(optional_x + "[features]\nf = [\"x?/y\"]\n")) == Table{"f=x?/y", "x=dep:x"});
}

TEST_CASE("one optional declaration of a key is enough") {
  CHECK(features_of(sound_package(
            "[dependencies]\nx = \"1\"\n[build-dependencies]\nx = { version = \"1\", optional = true }\n")) ==
        Table{"x=dep:x"});
}

TEST_CASE("an optional dependency may be called `default`") {
  CHECK(features_of(sound_package("[dependencies]\ndefault = { version = \"1\", optional = true }\n")) ==
        Table{"default=dep:default"});
}

TEST_CASE("edition 2024 still makes implicit features") {
  CHECK(features_of(sound({package_text(optional_x, "2024")})) == Table{"x=dep:x"});
}

TEST_CASE("features know where they are written, implicit ones do not") {
  const auto package = sound_package(optional_x + "[features]\nf = []\n").package();
  CHECK(package.features_at.at("f").begin == support::Position{8, 1});
  CHECK_FALSE(package.features_at.contains("x"));
}

TEST_CASE("features may lead to each other in a longer circle") {
  CHECK(sound_package("[features]\na = [\"b\"]\nb = [\"a\"]\n").package().features.size() == 2);
}

TEST_CASE("a feature cannot name itself") {
  CHECK(faults_of("[features]\nf = [\"f\"]\n") == Faults{"6:6 feature `f` names itself"});
}

TEST_CASE("a value must be a feature or a dependency") {
  CHECK(faults_of("[features]\nf = [\"g\"]\n") == Faults{"6:6 `g` is neither a feature nor a dependency of `m`"});
}

TEST_CASE("a plain value cannot name a required dependency") {
  CHECK(faults_of(required_x + "[features]\nf = [\"x\"]\n") == Faults{"8:6 `x` is a dependency but no feature of `m`"});
}

TEST_CASE("a plain value cannot name an optional dependency whose feature `dep:` took away") {
  CHECK(faults_of(optional_x + "[features]\nf = [\"dep:x\"]\ng = [\"x\"]\n") ==
        Faults{"9:6 `x` is a dependency but no feature of `m`"});
}

TEST_CASE("`dep:` needs an optional dependency") {
  CHECK(faults_of(required_x + "[features]\nf = [\"dep:x\"]\n") ==
        Faults{"8:6 `dep:x` needs an optional dependency, and `x` is not optional"});
  CHECK(faults_of("[features]\nf = [\"dep:x\"]\n") ==
        Faults{"6:6 `x` is not a dependency of `m`, so `dep:x` means nothing"});
}

TEST_CASE("a weak value needs an optional dependency") {
  CHECK(faults_of(required_x + "[features]\nf = [\"x?/y\"]\n") ==
        Faults{"8:6 `x?/y` needs an optional dependency, and `x` is not optional"});
}

TEST_CASE("a feature of a dependency needs the dependency") {
  CHECK(sound_package(required_x + "[features]\nf = [\"x/y\"]\n").package().features.size() == 1);
  CHECK(faults_of("[features]\nf = [\"x/y\"]\n") ==
        Faults{"6:6 `x` is not a dependency of `m`, so `x/y` means nothing"});
}

TEST_CASE("`dep:` and a slash do not go together") {
  CHECK(faults_of(optional_x + "[features]\nf = [\"dep:x/y\"]\n").size() == 1);
}

TEST_CASE("an optional dependency that no feature can switch on is refused") {
  CHECK(faults_of(optional_x + "[features]\nx = []\n") ==
        Faults{"6:1 no feature switches the optional dependency `x` on"});
  CHECK(sound_package(optional_x + "[features]\nx = []\nf = [\"x/y\"]\n").package().features.size() == 2);
}

TEST_CASE("names of features have few characters to choose from") {
  CHECK(sound_package("[features]\n\"1.0+x_y-z\" = []\n").package().features.size() == 1);
  CHECK(faults_of("[features]\n\"a/b\" = []\n") == Faults{"6:1 `a/b` cannot be the name of a feature"});
  CHECK(faults_of("[features]\n\"dep:a\" = []\n") == Faults{"6:1 `dep:a` cannot be the name of a feature"});
  CHECK(faults_of("[features]\n\"\" = []\n") == Faults{"6:1 a feature has no name"});
}

TEST_CASE("values of a wrong kind are told one by one") {
  CHECK(faults_of("[features]\nf = [1, true]\n").size() == 2);
  CHECK(faults_of("[features]\nf = \"g\"\n").size() == 1);
}

TEST_CASE("what a registry's package says wrongly is no fault of the reader's") {
  CHECK(features_of(sound(
            {package_text("[features]\nf = [\"g\", \"dep:x\"]\n"), {"src/lib.rs"}, {}, ManifestOwner::registry})) ==
        Table{"f=g,dep:x"});
}

}  // namespace
}  // namespace plimsoll::cargo
