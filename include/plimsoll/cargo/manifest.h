// SPDX-License-Identifier: MIT OR Apache-2.0
/// A package's manifest, as Cargo understands it after inheritance.
#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "plimsoll/cargo/cfg_expr.h"
#include "plimsoll/cargo/feature_value.h"
#include "plimsoll/cargo/package_id.h"
#include "plimsoll/cargo/version.h"
#include "plimsoll/cargo/version_req.h"
#include "plimsoll/support/diagnostics.h"
#include "plimsoll/support/toml.h"

namespace plimsoll::cargo {

enum class Edition { e2015, e2018, e2021, e2024 };
std::string_view to_text(Edition);

/// In Cargo's order.
enum class DependencyKind { normal, development, build };

/// Where a declaration says that the package is to be had.
struct DependencyOrigin {
  enum class Kind { default_registry, named_registry, registry_index, git, path };
  Kind kind = Kind::default_registry;
  std::string location = {};  ///< registry name, index address, repository address, or absolute directory
  GitReference reference = {};
  friend bool operator==(const DependencyOrigin&, const DependencyOrigin&) = default;
};

/// One entry of one dependency table (a *declaration*).
struct Dependency {
  std::string key;       ///< the name on the left
  std::string package;   ///< the real name
  bool renamed = false;  ///< `package = …` was written, even if equal to the key
  DependencyKind kind = DependencyKind::normal;
  std::optional<PlatformSpec> platform = {};
  VersionReq req = {};
  bool has_req = false;  ///< a `version` was written; without one every version fits, pre-releases included
  DependencyOrigin origin = {};
  bool optional = false;
  bool default_features = true;
  std::vector<std::string> features = {};
  /// Where a person changes it: the key in this manifest, and what was written for the two feature settings. Those of
  /// an inherited declaration may lie in the workspace's manifest.
  support::Span at = {};
  support::Span default_features_at = {};
  std::vector<support::Span> features_at = {};  ///< parallel to `features`
  bool inherited = false;
  support::Span inherited_at = {};  ///< the key in `[workspace.dependencies]`
};

enum class TargetKind { lib, bin, example, test, bench, custom_build };

/// One thing that Cargo can compile from a package. `crate_types` is never empty.
struct CrateTarget {
  TargetKind kind = TargetKind::lib;
  std::string name;
  std::string src_path;  ///< absolute; `..` only where the manifest leads out of its folder
  std::vector<std::string> crate_types = {};
  Edition edition = Edition::e2015;
  std::vector<std::string> required_features = {};
  bool names_required_features = false;  ///< though perhaps none; Cargo's metadata tells
  bool doc = false;
  bool doctest = false;
  bool test = false;
  bool bench = false;
  bool harness = true;
  [[nodiscard]] bool is_proc_macro() const;
  /// Whether others can link it: lib, rlib, dylib or proc-macro.
  [[nodiscard]] bool is_linkable_lib() const;
  /// The kinds as Cargo lists them: the crate types for a library, else one word.
  [[nodiscard]] std::vector<std::string> kinds() const;
};

/// The keys of one `[profile.NAME]` (or override) that were written.
struct ProfileSettings {
  std::optional<std::string> opt_level = {};
  std::optional<std::string> debuginfo = {};  ///< normalised: "0", "1", "2", "line-directives-only", "line-tables-only"
  std::optional<std::string> split_debuginfo = {};
  std::optional<bool> debug_assertions = {};
  std::optional<bool> overflow_checks = {};
  std::optional<bool> incremental = {};
  std::optional<bool> rpath = {};
  std::optional<std::string> panic = {};
  std::optional<std::string> lto = {};  ///< "false", "true", "thin", "fat" or "off", as in Cargo's unit graph
  std::optional<std::string> strip = {};
  std::optional<std::int64_t> codegen_units = {};
  std::optional<std::string> codegen_backend = {};
  std::optional<std::string> inherits = {};
};
struct ProfileTable {
  ProfileSettings settings;
  std::optional<ProfileSettings> build_override = {};
  std::vector<std::pair<std::string, ProfileSettings>> packages = {};  ///< `"*"` or a package id specification
};
using Profiles = std::map<std::string, ProfileTable, std::less<>>;

/// One `[patch.SOURCE]` entry.
struct Patch {
  std::string source;  ///< `crates-io`, a registry's name or an address
  Dependency replacement;
};

/// The `[workspace]` table.
struct WorkspaceTable {
  std::vector<support::Spanned<std::string>> members = {};
  std::vector<support::Spanned<std::string>> exclude = {};
  std::optional<std::vector<support::Spanned<std::string>>> default_members = {};
  std::optional<std::string> resolver = {};
  support::Span at = {};
  support::toml::Value table;  ///< for inheritance: package, dependencies, lints
};

/// The `[package]` table with everything that hangs on it.
struct Package {
  std::string name;
  Version version;
  Edition edition = Edition::e2015;
  std::optional<std::string> rust_version = {};
  std::optional<std::string> license = {};
  std::optional<std::string> license_file = {};
  std::optional<std::string> description = {};
  std::optional<std::string> readme = {};
  std::optional<std::string> repository = {};
  std::optional<std::string> homepage = {};
  std::optional<std::string> documentation = {};
  std::vector<std::string> authors = {};
  std::vector<std::string> categories = {};
  std::vector<std::string> keywords = {};
  std::optional<std::vector<std::string>> publish = {};  ///< nothing: anywhere; empty: nowhere
  std::optional<std::string> links = {};
  std::optional<std::string> default_run = {};
  std::optional<support::toml::Value> metadata = {};
  std::optional<support::toml::Value> hints = {};  ///< the table; Cargo keeps `mostly-unused` of it, whatever it is
  FeatureTable features = {};                      ///< implicit features included
  std::vector<Dependency> dependencies = {};       ///< in declaration order: see `parse_manifest`
  std::vector<CrateTarget> targets = {};           ///< lib, bins, examples, tests, benches, custom-build
  support::Span at = {};                           ///< the package's name
  std::map<std::string, support::Span, std::less<>> features_at = {};

  [[nodiscard]] const CrateTarget* library() const;
  [[nodiscard]] const CrateTarget* build_script() const;
  /// The library is a proc macro.
  [[nodiscard]] bool is_proc_macro() const;
  /// Any target is a proc macro.
  [[nodiscard]] bool has_proc_macro_target() const;
};

/// A whole Cargo.toml.
struct Manifest {
  std::string path;  ///< absolute
  support::FileId file = {};
  std::optional<Package> package = {};
  std::optional<WorkspaceTable> workspace = {};
  std::optional<support::Spanned<std::string>> workspace_pointer = {};  ///< `package.workspace`
  std::optional<std::string> package_resolver = {};
  Profiles profiles = {};
  std::vector<Patch> patches = {};
  bool has_replace = false;
  std::optional<support::toml::Value> workspace_metadata = {};

  [[nodiscard]] std::string_view directory() const;
};

}  // namespace plimsoll::cargo
