// SPDX-License-Identifier: MIT OR Apache-2.0
/// The flags that choose packages, features and platforms, in Cargo's words.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "arguments.h"
#include "command.h"
#include "plimsoll/graph/package_graph.h"
#include "plimsoll/resolve/selection.h"

namespace plimsoll::cli {

/// All are taken by every command; those that mean nothing to it are left out of its help.
void describe(Arguments&, GlobalOptions&, Command::Uses);

struct FeatureOptions {
  std::vector<std::string> features = {};
  bool all = false;
  bool no_default = false;

  void describe(Arguments&);
  [[nodiscard]] resolve::FeatureFlags flags() const;
};

struct PackageOptions {
  std::vector<std::string> packages = {};
  bool workspace = false;
  std::vector<std::string> excluded = {};

  void describe(Arguments&);
  [[nodiscard]] resolve::PackageChoice choice() const { return {workspace, packages, excluded}; }
  [[nodiscard]] bool is_given() const { return workspace || !packages.empty() || !excluded.empty(); }
  /// Error: usage, also if nothing is left.
  [[nodiscard]] support::Result<std::vector<graph::PackageIx>> choose(const graph::PackageGraph&) const;
};

struct PlatformOptions {
  std::vector<std::string> targets = {};
  std::optional<std::string> host = {};

  void describe(Arguments&);
  /// Error: usage, for a triple that nobody knows; invalid, where Cargo's configuration names it.
  [[nodiscard]] support::Result<resolve::Platforms> platforms(const cargo::Closure&) const;
};

struct ProfileOptions {
  bool release = false;
  std::optional<std::string> profile = {};

  void describe(Arguments&);
  /// Error: usage, for both at once.
  [[nodiscard]] support::Result<std::string> name(const std::string& fallback = "dev") const;
  /// For commands whose answer is the same in every profile. Error: usage, also for one that is not defined.
  [[nodiscard]] support::Result<void> check(const graph::PackageGraph&) const;
};

}  // namespace plimsoll::cli
