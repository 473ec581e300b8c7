// SPDX-License-Identifier: MIT OR Apache-2.0
#include "workspace_entry.h"

#include <algorithm>

namespace plimsoll::resolve {

namespace toml = support::toml;
using cargo::Dependency;

const toml::Table* workspace_table(const cargo::Closure& closure) {
  if (!closure.root_manifest || !closure.root_manifest->workspace) return nullptr;
  const auto* table = closure.root_manifest->workspace->table.find("dependencies");
  return table ? table->as_table() : nullptr;
}

std::optional<WorkspaceEntry> WorkspaceEntry::find(const cargo::Closure& closure, const std::string& key) {
  const auto* table = workspace_table(closure);
  if (!table) return std::nullopt;
  const auto found = std::ranges::find(*table, key, &toml::Entry::key);
  return found == table->end() ? std::nullopt : std::optional(WorkspaceEntry(*found));
}

bool WorkspaceEntry::is_inherited_by(const Dependency& dependency) const {
  return dependency.inherited && dependency.inherited_at == entry_->key_at;
}

const toml::Entry* WorkspaceEntry::default_features() const {
  const auto* current = entry_->value.find_entry("default-features");
  return current ? current : entry_->value.find_entry("default_features");
}

bool WorkspaceEntry::has_default_features() const {
  const auto* written = default_features();
  const auto* flag = written ? written->value.as_boolean() : nullptr;
  return !flag || *flag;
}

std::vector<std::string> WorkspaceEntry::features() const {
  std::vector<std::string> names;
  for (const auto& value : feature_values())
    if (const auto* name = value.as_string()) names.push_back(*name);
  return names;
}

bool WorkspaceEntry::decides_default_features(const Dependency& dependency) const {
  const auto* written = default_features();
  return dependency.default_features_at == dependency.at ||
         (written && dependency.default_features_at == written->key_at);
}

bool WorkspaceEntry::wrote_feature(const Dependency& dependency, std::size_t feature) const {
  const auto at = dependency.features_at[feature];
  return dependency.inherited && at.is_known() &&
         std::ranges::any_of(feature_values(), [&](const toml::Value& value) { return value.at() == at; });
}

std::span<const toml::Value> WorkspaceEntry::feature_values() const {
  const auto* list = entry_->value.find("features");
  const auto* array = list ? list->as_array() : nullptr;
  return array ? std::span(*array) : std::span<const toml::Value>();
}

std::string edit_name(const Dependency& dependency) {
  std::string name;
  if (dependency.platform) name = cargo::to_text(*dependency.platform) + ":";
  if (dependency.kind == cargo::DependencyKind::build) name += "build:";
  if (dependency.kind == cargo::DependencyKind::development) name += "dev:";
  return name + dependency.key;
}

}  // namespace plimsoll::resolve
