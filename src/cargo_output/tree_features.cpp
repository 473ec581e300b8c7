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
  std::vector<NodeIx> waiting;
  for (std::size_t i = 0; i < tree_.nodes_.size(); ++i)
    if (tree_.nodes_[i].is_feature()) waiting.emplace_back(i);
  while (!waiting.empty()) {
    const auto feature = waiting.back();
    waiting.pop_back();
    const auto added = enable(feature);
    waiting.insert(waiting.end(), added.begin(), added.end());
  }
}

std::vector<NodeIx> TreeBuilder::enable(NodeIx node) {
  const auto package = *tree_.nodes_[node].of;
  const auto* manifest = graph_.manifest(tree_.nodes_[node].package);
  const auto* feature =
      manifest == nullptr ? nullptr : cargo::find_feature(manifest->features, tree_.nodes_[node].feature);
  std::vector<NodeIx> added;
  if (feature == nullptr) return added;
  const auto add = [&](NodeIx of, std::string_view name) {
    const auto [below, is_new] = feature_node(of, name);
    connect(node, EdgeKind::feature, below);
    if (is_new) added.push_back(below);
  };
  for (const auto& value : feature->values) {
    if (value.kind == FeatureValue::Kind::feature) add(package, value.feature);
    if (value.kind != FeatureValue::Kind::dependency_feature) continue;
    const auto* found = connections(package, value.dependency);
    if (found == nullptr) continue;
    for (const auto& [below, optional] : *found) {
      if (optional && !value.weak) connect(node, EdgeKind::feature, feature_node(package, value.dependency).node);
      add(below, value.feature);
    }
  }
  return added;
}

const std::set<TreeBuilder::Connection>* TreeBuilder::connections(NodeIx package, std::string_view key) const {
  if (connections_.size() <= package) return nullptr;
  const auto found = connections_[package].find(key);
  return found == connections_[package].end() ? nullptr : &found->second;
}

}  // namespace plimsoll::cargo_output
