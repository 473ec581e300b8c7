// SPDX-License-Identifier: MIT OR Apache-2.0
#include "feature_reader.h"

#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <set>

#include "plimsoll/support/edit_distance.h"

namespace plimsoll::cargo {
namespace {

namespace toml = support::toml;
using support::Diagnostics;
using support::Spanned;

/// The declared keys, and whether one of a key's declarations is optional.
using Keys = std::map<std::string, bool, std::less<>>;

Keys declared_keys(const Package& package) {
  Keys keys;
  for (const auto& dependency : package.dependencies) keys[dependency.key] |= dependency.optional;
  return keys;
}

class Validation {
 public:
  Validation(const Package& package, const Keys& keys, Diagnostics& diagnostics)
      : package_(package), keys_(keys), diagnostics_(diagnostics) {}

  void value(const std::string& feature, const FeatureValue& value, support::Span at) {
    switch (value.kind) {
      case FeatureValue::Kind::feature:
        named_feature(feature, value, at);
        break;
      case FeatureValue::Kind::dependency:
        optional_dependency(value.dependency, to_text(value), at);
        break;
      case FeatureValue::Kind::dependency_feature:
        if (value.weak)
          optional_dependency(value.dependency, to_text(value), at);
        else if (!keys_.contains(value.dependency))
          unknown_dependency(value.dependency, to_text(value), at);
        break;
    }
  }

  void name(const std::string& feature, support::Span at) {
    const auto* allowed = "letters, digits, `_`, `-`, `+` and `.` are allowed";
    if (feature.empty())
      diagnostics_.error(at, "a feature has no name", allowed);
    else if (!std::ranges::all_of(feature, may_stand_in_name))
      diagnostics_.error(at, fmt::format("`{}` cannot be the name of a feature", feature), allowed);
  }

  /// An optional dependency that has lost its own feature to another of its name.
  void reachable(const Dependency& dependency) {
    const auto names = [&](const FeatureValue& value) {
      return value.kind != FeatureValue::Kind::feature && value.dependency == dependency.key;
    };
    const auto uses = [&](const Feature& feature) { return std::ranges::any_of(feature.values, names); };
    if (dependency.optional && std::ranges::none_of(package_.features, uses))
      diagnostics_.error(dependency.at,
                         fmt::format("no feature switches the optional dependency `{}` on", dependency.key),
                         "declared here", fmt::format("write `dep:{}` in a feature", dependency.key));
  }

 private:
  static bool may_stand_in_name(char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_' || c == '-' ||
           c == '+' || c == '.' || static_cast<unsigned char>(c) >= 0x80;
  }

  void named_feature(const std::string& feature, const FeatureValue& value, support::Span at) {
    if (find_feature(package_.features, value.feature)) {
      if (value.feature == feature)
        diagnostics_.error(at, fmt::format("feature `{}` names itself", feature), "would switch itself on");
      return;
    }
    const auto key = keys_.find(value.feature);
    if (key != keys_.end()) {
      const auto* why = key->second ? "it has no feature of its own, because `dep:` is used for it"
                                    : "a dependency that is not optional is always on";
      diagnostics_.error(at, fmt::format("`{}` is a dependency but no feature of `{}`", value.feature, package_.name),
                         why, key->second ? fmt::format("write `dep:{}`", value.feature) : "remove the value");
      return;
    }
    std::vector<std::string> names;
    for (const auto& known : package_.features) names.push_back(known.name);
    diagnostics_.error(at,
                       fmt::format("`{}` is neither a feature nor a dependency of `{}`", value.feature, package_.name),
                       "named here", suggestion(value.feature, names));
  }

  void optional_dependency(const std::string& name, const std::string& text, support::Span at) {
    const auto key = keys_.find(name);
    if (key == keys_.end())
      unknown_dependency(name, text, at);
    else if (!key->second)
      diagnostics_.error(at, fmt::format("`{}` needs an optional dependency, and `{}` is not optional", text, name),
                         "named here", fmt::format("declare `{}` with `optional = true`, or remove the value", name));
  }

  void unknown_dependency(const std::string& name, const std::string& text, support::Span at) {
    std::vector<std::string> names;
    for (const auto& [key, optional] : keys_) names.push_back(key);
    diagnostics_.error(
        at, fmt::format("`{}` is not a dependency of `{}`, so `{}` means nothing", name, package_.name, text),
        "named here", suggestion(name, names));
  }

  static std::string suggestion(const std::string& word, const std::vector<std::string>& names) {
    const auto near = support::nearest(word, names);
    return near ? fmt::format("a similar name exists: `{}`", *near) : std::string();
  }

  const Package& package_;
  const Keys& keys_;
  Diagnostics& diagnostics_;
};

}  // namespace

void read_features(const toml::Value& root, bool validate, Package& package, Diagnostics& diagnostics) {
  std::map<std::string, std::vector<Spanned<std::string>>> written;
  const auto* table = root.find("features");
  if (table && toml::expect_table(*table, "features", diagnostics))
    for (const auto& entry : *table->as_table()) {
      auto values = toml::expect_strings(entry.value, fmt::format("features.{}", entry.key), diagnostics);
      package.features_at[entry.key] = entry.key_at;
      written[entry.key] = values ? std::move(*values) : std::vector<Spanned<std::string>>{};
    }
  std::set<std::string> mentioned;
  for (const auto& [name, values] : written) {
    Feature feature{name, {}};
    for (const auto& value : values) {
      feature.values.push_back(parse_feature_value(value.value));
      if (feature.values.back().kind == FeatureValue::Kind::dependency)
        mentioned.insert(feature.values.back().dependency);
    }
    package.features.push_back(std::move(feature));
  }
  const auto keys = declared_keys(package);
  for (const auto& [key, optional] : keys)
    if (optional && !written.contains(key) && !mentioned.contains(key))
      package.features.push_back({key, {{FeatureValue::Kind::dependency, key, {}, false}}});
  std::ranges::sort(package.features, {}, &Feature::name);
  if (!validate) return;
  Validation validation(package, keys, diagnostics);
  for (const auto& [name, at] : package.features_at) validation.name(name, at);
  for (const auto& dependency : package.dependencies) validation.reachable(dependency);
  for (const auto& [name, values] : written)
    for (const auto& value : values) validation.value(name, parse_feature_value(value.value), value.at);
}

}  // namespace plimsoll::cargo
