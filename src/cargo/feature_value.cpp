// SPDX-License-Identifier: MIT OR Apache-2.0
#include "plimsoll/cargo/feature_value.h"

#include <algorithm>

namespace plimsoll::cargo {
namespace {

constexpr std::string_view dependency_prefix = "dep:";

}  // namespace

FeatureValue parse_feature_value(std::string_view text) {
  if (const auto slash = text.find('/'); slash != std::string_view::npos) {
    auto dependency = text.substr(0, slash);
    const bool weak = dependency.ends_with('?');
    if (weak) dependency.remove_suffix(1);
    return {FeatureValue::Kind::dependency_feature, std::string(dependency), std::string(text.substr(slash + 1)), weak};
  }
  if (text.starts_with(dependency_prefix))
    return {FeatureValue::Kind::dependency, std::string(text.substr(dependency_prefix.size())), {}, false};
  return {FeatureValue::Kind::feature, {}, std::string(text), false};
}

std::string to_text(const FeatureValue& value) {
  switch (value.kind) {
    case FeatureValue::Kind::feature:
      return value.feature;
    case FeatureValue::Kind::dependency:
      return std::string(dependency_prefix) + value.dependency;
    case FeatureValue::Kind::dependency_feature:
      return value.dependency + (value.weak ? "?/" : "/") + value.feature;
  }
  return {};
}

const Feature* find_feature(const FeatureTable& features, std::string_view name) {
  const auto found = std::ranges::lower_bound(features, name, {},
                                              [](const Feature& feature) { return std::string_view(feature.name); });
  return found != features.end() && found->name == name ? &*found : nullptr;
}

}  // namespace plimsoll::cargo
