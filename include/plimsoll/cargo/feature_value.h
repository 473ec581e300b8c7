// SPDX-License-Identifier: MIT OR Apache-2.0
/// The right-hand sides of a `[features]` table.
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace plimsoll::cargo {

/// One thing that a feature switches on (Cargo reference, "Features").
struct FeatureValue {
  enum class Kind {
    feature,             ///< `f`: another feature of the package
    dependency,          ///< `dep:x`: an optional dependency
    dependency_feature,  ///< `x/f` or, weak, `x?/f`: a feature of a dependency
  };
  Kind kind = Kind::feature;
  std::string dependency = {};  ///< the key of the dependency
  std::string feature = {};
  bool weak = false;
  friend bool operator==(const FeatureValue&, const FeatureValue&) = default;
};

/// Never fails: a text that fits no other form is the name of a feature.
FeatureValue parse_feature_value(std::string_view text);
std::string to_text(const FeatureValue&);

/// One feature and what it switches on, in the order written.
struct Feature {
  std::string name;
  std::vector<FeatureValue> values;
};

/// Features sorted by name.
using FeatureTable = std::vector<Feature>;

/// Nothing is found: nullptr. Cost: logarithmic.
const Feature* find_feature(const FeatureTable&, std::string_view name);

}  // namespace plimsoll::cargo
