// SPDX-License-Identifier: MIT OR Apache-2.0
#include "plimsoll/cargo/feature_value.h"

#include <doctest/doctest.h>

using namespace plimsoll::cargo;
using Kind = FeatureValue::Kind;

TEST_CASE("a plain name is a feature of the package") {
  CHECK(parse_feature_value("std") == FeatureValue{Kind::feature, "", "std", false});
}

TEST_CASE("`dep:` names an optional dependency") {
  CHECK(parse_feature_value("dep:serde") == FeatureValue{Kind::dependency, "serde", "", false});
}

TEST_CASE("a slash names a feature of a dependency, a question mark before it makes it weak") {
  CHECK(parse_feature_value("serde/derive") == FeatureValue{Kind::dependency_feature, "serde", "derive", false});
  CHECK(parse_feature_value("serde?/derive") == FeatureValue{Kind::dependency_feature, "serde", "derive", true});
}

TEST_CASE("only the first slash separates, and it wins over `dep:`") {
  CHECK(parse_feature_value("a/b/c") == FeatureValue{Kind::dependency_feature, "a", "b/c", false});
  CHECK(parse_feature_value("dep:a/b") == FeatureValue{Kind::dependency_feature, "dep:a", "b", false});
}

TEST_CASE("texts of no known form are feature names") {
  CHECK(parse_feature_value("") == FeatureValue{Kind::feature, "", "", false});
  CHECK(parse_feature_value("a?") == FeatureValue{Kind::feature, "", "a?", false});
}

TEST_CASE("a feature value prints as it was written") {
  CHECK(to_text(parse_feature_value("std")) == "std");
  CHECK(to_text(parse_feature_value("dep:serde")) == "dep:serde");
  CHECK(to_text(parse_feature_value("serde/derive")) == "serde/derive");
  CHECK(to_text(parse_feature_value("serde?/derive")) == "serde?/derive");
  CHECK(to_text(parse_feature_value("?/")) == "?/");
}

TEST_CASE("a feature is found by its exact name") {
  const FeatureTable features = {{"alloc", {}}, {"default", {parse_feature_value("std")}}, {"std", {}}};
  REQUIRE(find_feature(features, "default") != nullptr);
  CHECK(find_feature(features, "default")->values.size() == 1);
  CHECK(find_feature(features, "std") == &features[2]);
  CHECK(find_feature(features, "Std") == nullptr);
  CHECK(find_feature(features, "zzz") == nullptr);
  CHECK(find_feature({}, "std") == nullptr);
}
