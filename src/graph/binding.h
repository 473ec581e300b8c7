// SPDX-License-Identifier: MIT OR Apache-2.0
/// Which locked package a declaration means.
#pragma once

#include <optional>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "plimsoll/cargo/closure.h"

namespace plimsoll::graph {

/// Whether Cargo would ever ask for the declaration: dev-dependencies of others are never activated.
bool is_relevant(const cargo::ClosurePackage&, const cargo::Dependency&);

/// Binds declarations to the packages of one closure, which must outlive it.
class Binding {
 public:
  explicit Binding(const cargo::Closure&);

  /// The package for `dependency` as declared by package `from`; nothing if no locked package satisfies it.
  [[nodiscard]] std::optional<std::uint32_t> bind(std::uint32_t from, const cargo::Dependency& dependency) const;
  /// The packages that the lockfile says `from` needs, sorted.
  [[nodiscard]] const std::vector<std::uint32_t>& locked_children(std::uint32_t from) const { return children_[from]; }

 private:
  /// What a `[patch]` table offers in place of packages of another source.
  struct Offer {
    cargo::SourceId patched;
    std::string package;
    cargo::SourceId source;
  };

  void read_patches();
  void read_overrides();
  [[nodiscard]] std::optional<cargo::SourceId> source_named(std::string_view name) const;
  [[nodiscard]] cargo::SourceId source_of(std::uint32_t from, const cargo::Dependency&) const;
  [[nodiscard]] bool is_offered(const cargo::PackageId&, const cargo::SourceId& patched) const;
  [[nodiscard]] std::optional<std::uint32_t> follow_replacement(std::uint32_t package) const;

  const cargo::Closure& closure_;
  std::unordered_map<std::string_view, std::vector<std::uint32_t>> by_name_;
  std::vector<std::vector<std::uint32_t>> children_;
  std::vector<std::uint32_t> package_of_locked_;
  std::vector<Offer> offers_;
};

}  // namespace plimsoll::graph
