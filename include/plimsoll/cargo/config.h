// SPDX-License-Identifier: MIT OR Apache-2.0
/// Cargo's configuration, as far as it changes what is resolved.
#pragma once

#include <map>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "plimsoll/cargo/manifest.h"
#include "plimsoll/cargo/target.h"
#include "plimsoll/support/toml.h"

namespace plimsoll::cargo {

/// One `[source.NAME]`. Directories are absolute.
struct SourceTable {
  std::optional<std::string> replace_with = {};
  std::optional<std::string> directory = {};
  std::optional<std::string> local_registry = {};
  std::optional<std::string> registry = {};
  std::optional<std::string> git = {};
};

/// One `[target.TRIPLE]` or `[target.'cfg(…)']`.
struct TargetTable {
  std::string spec;
  std::vector<std::string> rustflags = {};
  std::vector<std::string> links_overrides = {};  ///< `links` values whose build script is replaced
};

/// All configuration files of one place, merged: nearer files win, arrays are joined (Cargo reference,
/// "Configuration", Hierarchical structure).
struct Config {
  std::map<std::string, SourceTable, std::less<>> sources = {};
  std::map<std::string, std::string, std::less<>> registries = {};  ///< name to index address
  std::vector<std::string> build_targets = {};
  std::vector<std::string> build_rustflags = {};
  std::vector<TargetTable> targets = {};
  std::vector<Patch> patches = {};
  std::vector<std::string> paths = {};
  Profiles profiles = {};
  std::optional<std::string> target_directory = {};  ///< absolute
  bool offline = false;
  std::optional<bool> incremental = {};
};

/// One configuration file, read.
struct ConfigFile {
  std::string base;  ///< where its relative paths start
  support::toml::Value root;
};

/// Merges files, the farthest first. Values of a wrong type are reported.
Config merge_config(std::span<const ConfigFile> files, support::Diagnostics&);

/// Flags written as one text: separated by blanks.
std::vector<std::string> split_flags(std::string_view text);

/// The compiler flags for one target: of every matching `[target]` table, else of `[build]` (Cargo reference,
/// "build.rustflags": the sources exclude each other). `environment` is RUSTFLAGS, which beats both.
std::vector<std::string> rustflags_for(const Config&, const Target&,
                                       const std::optional<std::vector<std::string>>& environment);

}  // namespace plimsoll::cargo
