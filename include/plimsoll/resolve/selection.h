// SPDX-License-Identifier: MIT OR Apache-2.0
/// What is asked for: packages, features, platforms.
#pragma once

#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "plimsoll/cargo/feature_value.h"
#include "plimsoll/cargo/target.h"
#include "plimsoll/graph/package_graph.h"
#include "plimsoll/support/result.h"

namespace plimsoll::resolve {

class Resolution;

/// `--features`, `--all-features` and `--no-default-features`, as written; features already split at commas and blanks.
struct FeatureFlags {
  std::vector<std::string> features = {};
  bool all = false;
  bool no_default = false;
};

/// The platforms of a request. Without `targets` the build is for the host, as `cargo build` without `--target`.
struct Platforms {
  cargo::Target host;
  std::vector<cargo::Target> targets = {};
  bool every = false;  ///< no declaration is left out for its platform, on either side
};

/// What stands in place of triples to ask for `Platforms::every`, as for `cargo tree --target all`.
inline constexpr std::string_view every_platform = "all";

/// Without targets, or with `every_platform` alone, they are those of the configuration. Compiler flags change what
/// `cfg` a platform has: with explicit targets they hold for those only, without for the host (Cargo reference,
/// "build.rustflags"). The triples must be known. Error: usage,
/// or invalid where the configuration names it.
support::Result<Platforms> platforms_of(const cargo::Closure&, const std::string& host,
                                        std::span<const std::string> targets);

/// Features of one member at the start of a resolution.
struct Seed {
  graph::PackageIx package;
  std::vector<cargo::FeatureValue> features = {};
  bool all = false;
  bool use_default = true;
};

/// Which packages a command means.
struct PackageChoice {
  bool workspace = false;
  std::vector<std::string> packages = {};  ///< package id specifications or globs of names
  std::vector<std::string> excluded = {};
};

/// All packages that the choice fits, in the order of package ids. Without a choice: the current package, or the
/// default members when the root manifest is the current one (Cargo reference, "Package Selection"). Error: usage, for
/// a specification that names nothing, with the nearest name; an exclusion may name nothing.
support::Result<std::vector<graph::PackageIx>> choose_packages(const graph::PackageGraph&, const PackageChoice&);

/// The same of what takes part in a resolution. Error: usage, for a specification that names nothing there, or several
/// packages without being a glob.
support::Result<std::vector<graph::PackageIx>> choose_packages(const Resolution&, const PackageChoice&);

/// Which member gets which feature flags; they differ between resolver 1 in a package and everything else (Cargo
/// reference, "Features", Command-line feature options). Error: usage, for a feature that no chosen package has.
support::Result<std::vector<Seed>> seeds_of(const graph::PackageGraph&, std::span<const graph::PackageIx> chosen,
                                            const FeatureFlags&);

/// What the seeds switch on may ask for features that do not exist. Error: usage, with the first of them.
support::Result<void> accept_features(const Resolution&);

}  // namespace plimsoll::resolve
