// SPDX-License-Identifier: MIT OR Apache-2.0
/// Entries of `[workspace.dependencies]`, from which declarations of members inherit.
#pragma once

#include <optional>
#include <span>
#include <string>
#include <vector>

#include "plimsoll/cargo/closure.h"
#include "plimsoll/support/toml.h"

namespace plimsoll::resolve {

/// nullptr where there is no such table.
const support::toml::Table* workspace_table(const cargo::Closure&);

/// What the table says of one key. Refers to the closure.
class WorkspaceEntry {
 public:
  explicit WorkspaceEntry(const support::toml::Entry& entry) : entry_(&entry) {}
  static std::optional<WorkspaceEntry> find(const cargo::Closure&, const std::string& key);

  [[nodiscard]] const std::string& key() const { return entry_->key; }
  [[nodiscard]] bool is_inherited_by(const cargo::Dependency&) const;
  [[nodiscard]] bool has_default_features() const;
  [[nodiscard]] std::vector<std::string> features() const;
  /// Whether this entry, and not the inheriting declaration, says if the default features are on.
  [[nodiscard]] bool decides_default_features(const cargo::Dependency&) const;
  /// Whether a feature of an inheriting declaration, by position, was written in this entry.
  [[nodiscard]] bool wrote_feature(const cargo::Dependency&, std::size_t feature) const;

 private:
  [[nodiscard]] const support::toml::Entry* default_features() const;
  [[nodiscard]] std::span<const support::toml::Value> feature_values() const;

  const support::toml::Entry* entry_;
};

/// The declaration's name as a person would write it in an edit: `build:cc`, `cfg(unix):libc`.
std::string edit_name(const cargo::Dependency&);

}  // namespace plimsoll::resolve
