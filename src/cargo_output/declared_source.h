// SPDX-License-Identifier: MIT OR Apache-2.0
/// The source that a declaration names, before any lockfile.
#pragma once

#include <optional>
#include <string>

#include "plimsoll/cargo/config.h"
#include "plimsoll/cargo/manifest.h"

namespace plimsoll::cargo_output {

/// Answers for the declarations of one package; refers to its arguments.
class DeclaredSource {
 public:
  DeclaredSource(const cargo::Config& config, const cargo::SourceId& declared_by)
      : config_(config), declared_by_(declared_by) {}

  /// The text of `dependencies[].source`; nothing for a path.
  [[nodiscard]] std::optional<std::string> of(const cargo::Dependency&) const;
  /// The index address of a registry that was named; nothing for the default one.
  [[nodiscard]] std::optional<std::string> registry_of(const cargo::Dependency&) const;
  /// It is a folder beside the package. A path in a git checkout means the checkout.
  [[nodiscard]] bool is_path(const cargo::Dependency&) const;

 private:
  [[nodiscard]] std::optional<cargo::SourceId> named_registry(const cargo::Dependency&) const;

  const cargo::Config& config_;
  const cargo::SourceId& declared_by_;
};

/// An index address, `sparse+` in front or not, as a source.
cargo::SourceId index_source(const std::string& address);

}  // namespace plimsoll::cargo_output
