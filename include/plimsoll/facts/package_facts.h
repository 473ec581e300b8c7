// SPDX-License-Identifier: MIT OR Apache-2.0
/// What can be known of one package from its files, without building it.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "plimsoll/cargo/manifest.h"
#include "plimsoll/facts/code_tree.h"

namespace plimsoll::facts {

/// What a build script seems to do, read from its text.
struct BuildScriptFacts {
  bool compiles_native_code = false;  ///< `cc`, `cmake`, a compiler started
  bool generates_code = false;        ///< writes into OUT_DIR
  bool links_libraries = false;       ///< prints `cargo:rustc-link-…`
  bool probes_compiler = false;       ///< asks rustc or the toolchain what it can do
  bool reads_environment = false;     ///< variables beyond those that Cargo sets
  bool uses_network = false;
  bool spawns_programs = false;
  bool declares_rerun = false;  ///< prints `rerun-if-changed` or `rerun-if-env-changed`
  friend bool operator==(const BuildScriptFacts&, const BuildScriptFacts&) = default;
};

/// The code of one crate target.
struct TargetCode {
  cargo::TargetKind kind = cargo::TargetKind::lib;
  std::string name;
  CodeTree tree = {};
  friend bool operator==(const TargetCode&, const TargetCode&) = default;
};

/// Facts of a published package never change, so they may be kept by its checksum. They hold for every selection of
/// features and targets.
struct PackageFacts {
  std::vector<TargetCode> code =
      {};                          ///< the library, the programs and the build script, where their sources were found
  std::uint64_t native_bytes = 0;  ///< C, C++ and Objective-C sources, not assembler
  std::uint64_t native_files = 0;
  bool sources_seen = false;  ///< there was something to look at
  std::optional<BuildScriptFacts> build_script = {};
  friend bool operator==(const PackageFacts&, const PackageFacts&) = default;

  /// nullptr: its sources were not found.
  [[nodiscard]] const CodeTree* code_of(const cargo::CrateTarget&) const;
};

/// One entry for each package of a graph, in its order.
using FactTable = std::vector<PackageFacts>;

}  // namespace plimsoll::facts
