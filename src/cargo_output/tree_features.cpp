// SPDX-License-Identifier: MIT OR Apache-2.0
// The feature nodes of a tree: those of the command line, and what features enable.
#include <algorithm>

#include "tree_builder.h"

namespace plimsoll::cargo_output {

using cargo::FeatureValue;

void TreeBuilder::add_command_line_features(NodeIx member, const resolve::Seed& seed) {
  const auto* manifest = graph_.manifest(seed.package);
  if (manifest == nullptr) return;
  const auto add = [&](std::string_view name) {
    tree_.nodes_[feature_node(member, name).node].from_command_line = true;
  };
  if (seed.all)
    for (const auto& feature : manifest->features) add(feature.name);
  if (seed.use_default) add("default");
  for (const auto& value : seed.features) add_command_line_value(member, value);
}

/// A dependency that no edge leads to has nothing to show.
void TreeBuilder::add_command_line_value(NodeIx member, const FeatureValue& value) {
  const auto add = [&](NodeIx of, std::string_view name) {
    tree_.nodes_[feature_node(of, name).node].from_command_line = true;
  };
  if (value.kind == FeatureValue::Kind::feature) return add(member, value.feature);
  const auto* found = connections(member, value.dependency);
  if (found == nullptr) return;
  for (const auto& [node, optional] : *found) {
    if (optional) add(member, value.dependency);
    add(node, value.feature);
  }
}

void TreeBuilder::add_enabled_features() {
  struct Open {
    NodeIx node;
    std::vector<Enabled> enabled;
    std::size_t next = 0;
  };
  const auto known = tree_.nodes_.size();
  for (std::size_t i = 0; i < known; ++i) {
    if (!tree_.nodes_[i].is_feature()) continue;
    std::vector<Open> open{{NodeIx(i), enabled_by(NodeIx(i))}};
    while (!open.empty()) {
      auto& last = open.back();
      if (last.next == last.enabled.size()) {
        open.pop_back();
        continue;
      }
      const auto& one = last.enabled[last.next++];
      const auto [below, is_new] = feature_node(one.of, one.name);
      connect(last.node, EdgeKind::feature, below);
      if (is_new && one.is_followed) open.push_back({below, enabled_by(below)});
    }
  }
}

std::vector<TreeBuilder::Enabled> TreeBuilder::enabled_by(NodeIx node) const {
  const auto package = *tree_.nodes_[node].of;
  const auto* manifest = graph_.manifest(tree_.nodes_[node].package);
  const auto* feature =
      manifest == nullptr ? nullptr : cargo::find_feature(manifest->features, tree_.nodes_[node].feature);
  std::vector<Enabled> enabled;
  if (feature == nullptr) return enabled;
  for (const auto& value : feature->values) {
    if (value.kind == FeatureValue::Kind::feature) enabled.push_back({package, value.feature, true});
    if (value.kind != FeatureValue::Kind::dependency_feature) continue;
    const auto* found = connections(package, value.dependency);
    if (found == nullptr) continue;
    for (const auto& [below, optional] : *found) {
      if (optional && !value.weak) enabled.push_back({package, value.dependency, false});
      enabled.push_back({below, value.feature, true});
    }
  }
  return enabled;
}

const std::set<TreeBuilder::Connection>* TreeBuilder::connections(NodeIx package, std::string_view key) const {
  if (connections_.size() <= package) return nullptr;
  const auto found = connections_[package].find(key);
  return found == connections_[package].end() ? nullptr : &found->second;
}

}  // namespace plimsoll::cargo_output
