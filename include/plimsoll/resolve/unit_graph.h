// SPDX-License-Identifier: MIT OR Apache-2.0
/// The compiler and build-script invocations that Cargo would make.
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "plimsoll/cargo/manifest.h"
#include "plimsoll/resolve/resolution.h"
#include "plimsoll/support/index.h"

namespace plimsoll::resolve {

using UnitIx = support::Index<struct UnitIxTag>;

enum class Command { build, check, test };
enum class Mode : std::uint8_t { test, build, check, doctest, run_custom_build };
/// As in Cargo's JSON; a check in test mode is a check.
std::string_view to_text(Mode);

/// A profile after all overrides; texts as in Cargo's unit graph.
struct Profile {
  std::string name = "dev";
  std::string opt_level = "0";
  std::string lto = "false";
  std::optional<std::string> codegen_backend = {};
  std::optional<std::int64_t> codegen_units = {};
  std::string debuginfo = "2";
  std::optional<std::string> split_debuginfo = {};
  bool debug_assertions = true;
  bool overflow_checks = true;
  bool rpath = false;
  bool incremental = true;
  std::string panic = "unwind";
  std::string strip = "none";
  bool strip_deferred = true;  ///< no one wrote `strip`, so Cargo may still choose
  friend auto operator<=>(const Profile&, const Profile&) = default;
};

struct UnitDependency {
  UnitIx unit;
  std::string extern_name;
};

/// One invocation.
struct Unit {
  graph::PackageIx package;
  std::uint32_t target = 0;  ///< position in the package's `targets`
  Mode mode = Mode::build;
  bool tests = false;                          ///< compiled as a test; with mode `check` the JSON does not show it
  std::optional<std::uint32_t> platform = {};  ///< position in `Platforms::targets`; nothing: the host
  Side side = Side::target;                    ///< where its features come from
  std::vector<std::string_view> features = {};
  Profile profile = {};
  std::vector<UnitDependency> dependencies = {};  ///< sorted by unit
};

/// Which targets of the chosen packages are asked for.
struct TargetChoice {
  bool lib = false;
  bool bins = false;
  bool examples = false;
  bool tests = false;
  bool benches = false;
  bool all = false;
  std::vector<std::string> bin_names = {};
  std::vector<std::string> example_names = {};
  std::vector<std::string> test_names = {};
  std::vector<std::string> bench_names = {};
  [[nodiscard]] bool is_default() const;
};

struct UnitRequest {
  Command command = Command::build;
  std::string profile = "dev";
  TargetChoice targets = {};
  std::vector<graph::PackageIx> packages = {};
};

/// Tests, examples or benches are asked for by the flags, whether any exist or not.
bool has_dev_units(const UnitRequest&);

struct UnitGraph {
  std::vector<Unit> units;  ///< sorted as Cargo sorts them, as far as that is reproducible
  std::vector<UnitIx> roots;
};

/// Cargo's unit graph for a resolution made with `dev_units` as `has_dev_units` says. Units that a host and a target
/// build can share are one unit, as in Cargo. Error: usage, for a profile that does not exist or a named target that is
/// not there. Cost: linear in units and their edges.
support::Result<UnitGraph> build_unit_graph(const Resolution&, const UnitRequest&);

/// Error: usage, for a profile that is neither built in nor defined.
support::Result<void> check_profile(const graph::PackageGraph&, const std::string& name);

}  // namespace plimsoll::resolve
