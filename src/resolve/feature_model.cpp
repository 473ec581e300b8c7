// SPDX-License-Identifier: MIT OR Apache-2.0
#include "feature_model.h"

#include <algorithm>
#include <numeric>

namespace plimsoll::resolve {

using graph::LinkIx;
using graph::PackageIx;

namespace {

/// Which targets of a package are proc macros.
struct Macros {
  bool library = false;
  bool any_target = false;
};

/// Once for each package: links are many times as many.
std::vector<Macros> macros_of(const graph::PackageGraph& graph) {
  std::vector<Macros> macros(graph.package_count());
  for (std::size_t p = 0; p < macros.size(); ++p)
    if (const auto* manifest = graph.manifest(PackageIx(p)))
      macros[p] = {manifest->is_proc_macro(), manifest->has_proc_macro_target()};
  return macros;
}

}  // namespace

FeatureModel::FeatureModel(const graph::PackageGraph& graph) : graph_(graph) {
  number_features();
  number_keys();
  compile_values();
  note_askers();
  note_links();
}

void FeatureModel::number_features() {
  for (std::size_t p = 0; p < graph_.package_count(); ++p) {
    feature_begin_.push_back(static_cast<std::uint32_t>(feature_name_.size()));
    const auto* manifest = graph_.manifest(PackageIx(p));
    if (!manifest) continue;
    for (const auto& feature : manifest->features) {
      feature_name_.push_back(feature.name);
      feature_package_.emplace_back(p);
    }
  }
  feature_begin_.push_back(static_cast<std::uint32_t>(feature_name_.size()));
}

void FeatureModel::number_keys() {
  for (std::size_t p = 0; p < graph_.package_count(); ++p) {
    const auto first = static_cast<std::uint32_t>(key_name_.size());
    key_begin_.push_back(first);
    const auto* manifest = graph_.manifest(PackageIx(p));
    if (!manifest) continue;
    for (const auto& dependency : manifest->dependencies) key_name_.push_back(dependency.key);
    const auto begin = key_name_.begin() + first;
    std::sort(begin, key_name_.end());
    key_name_.erase(std::unique(begin, key_name_.end()), key_name_.end());
    key_package_.resize(key_name_.size(), PackageIx(p));
    key_optional_.resize(key_name_.size(), 0);
    for (const auto& dependency : manifest->dependencies)
      if (dependency.optional)
        key_optional_[static_cast<std::size_t>(
            std::lower_bound(key_name_.begin() + first, key_name_.end(), dependency.key) - key_name_.begin())] = 1;
  }
  key_begin_.push_back(static_cast<std::uint32_t>(key_name_.size()));
}

std::uint32_t FeatureModel::find(PackageIx package, std::string_view feature) const {
  const auto begin = feature_name_.begin() + feature_begin_[package];
  const auto end = feature_name_.begin() + feature_begin_[package + 1];
  const auto at = std::lower_bound(begin, end, feature);
  return at != end && *at == feature ? static_cast<std::uint32_t>(at - feature_name_.begin()) : none;
}

std::uint32_t FeatureModel::find_key(PackageIx package, std::string_view key) const {
  const auto begin = key_name_.begin() + key_begin_[package];
  const auto end = key_name_.begin() + key_begin_[package + 1];
  const auto at = std::lower_bound(begin, end, key);
  return at != end && *at == key ? static_cast<std::uint32_t>(at - key_name_.begin()) : none;
}

FeatureModel::Value FeatureModel::compile(PackageIx package, const cargo::FeatureValue& value) const {
  Value result{value.kind, value.weak};
  switch (value.kind) {
    case cargo::FeatureValue::Kind::feature:
      result.feature = find(package, value.feature);
      break;
    case cargo::FeatureValue::Kind::dependency:
      result.key = find_key(package, value.dependency);
      break;
    case cargo::FeatureValue::Kind::dependency_feature:
      result.key = find_key(package, value.dependency);
      result.name = value.feature;
      if (result.key != none && key_optional_[result.key]) result.feature = find(package, value.dependency);
      break;
  }
  return result;
}

void FeatureModel::compile_values() {
  for (std::size_t p = 0; p < graph_.package_count(); ++p) {
    const auto* manifest = graph_.manifest(PackageIx(p));
    if (!manifest) continue;
    for (const auto& feature : manifest->features) {
      value_begin_.push_back(static_cast<std::uint32_t>(values_.size()));
      for (const auto& value : feature.values) values_.push_back(compile(PackageIx(p), value));
    }
  }
  value_begin_.push_back(static_cast<std::uint32_t>(values_.size()));
}

void FeatureModel::note_askers() {
  std::vector<std::pair<std::uint32_t, FeatureIx>> asking;
  for (std::size_t i = 0; i < feature_count(); ++i)
    for (const auto& value : values(FeatureIx(i)))
      if (value.kind == cargo::FeatureValue::Kind::dependency_feature && value.key != none)
        asking.emplace_back(value.key, FeatureIx(i));
  std::sort(asking.begin(), asking.end());
  asking.erase(std::unique(asking.begin(), asking.end()), asking.end());
  key_asker_begin_.assign(key_count() + 1, 0);
  for (const auto& [key, feature] : asking) {
    ++key_asker_begin_[key + 1];
    key_askers_.push_back(feature);
  }
  std::partial_sum(key_asker_begin_.begin(), key_asker_begin_.end(), key_asker_begin_.begin());
}

void FeatureModel::note_asked(LinkIx link) {
  asked_begin_.push_back(static_cast<std::uint32_t>(asked_.size()));
  if (const auto* declaration = graph_.declaration(link))
    for (const auto& feature : declaration->features) asked_.push_back(find(graph_.link(link).to, feature));
}

void FeatureModel::note_links() {
  const auto links = graph_.links();
  const auto macros = macros_of(graph_);
  link_facts_.resize(links.size());
  key_link_begin_.assign(key_name_.size() + 1, 0);
  for (std::size_t i = 0; i < links.size(); ++i) {
    const auto& link = links[i];
    auto& facts = link_facts_[i];
    note_asked(LinkIx(i));
    facts.to_proc_macro = macros[link.to].library;
    facts.to_any_proc_macro = macros[link.to].any_target;
    const auto* declaration = graph_.declaration(LinkIx(i));
    if (!declaration) continue;
    facts.key = find_key(link.from, declaration->key);
    facts.optional = declaration->optional;
    facts.kind = declaration->kind;
    if (declaration->default_features) facts.default_feature = find(link.to, "default");
    ++key_link_begin_[facts.key + 1];
  }
  asked_begin_.push_back(static_cast<std::uint32_t>(asked_.size()));
  std::partial_sum(key_link_begin_.begin(), key_link_begin_.end(), key_link_begin_.begin());
  key_links_.resize(key_link_begin_.back());
  auto next = key_link_begin_;
  for (std::size_t i = 0; i < links.size(); ++i)
    if (link_facts_[i].key != none) key_links_[next[link_facts_[i].key]++] = LinkIx(i);
}

}  // namespace plimsoll::resolve
