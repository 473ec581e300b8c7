// SPDX-License-Identifier: MIT OR Apache-2.0
/// What can be known of one package from its files, without building it.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "plimsoll/cargo/package_id.h"

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

/// Facts of a published package never change, so they may be kept by its checksum.
struct PackageFacts {
  std::uint64_t rust_bytes = 0;  ///< of the sources below the library's folder; 0 if none were found
  std::uint64_t rust_files = 0;
  std::uint64_t weighed_bytes = 0;  ///< of `rust_bytes`, what is likely to be compiled on one platform
  std::uint64_t native_bytes = 0;   ///< C, C++ and assembler sources
  bool sources_seen = false;        ///< there was something to look at
  std::optional<BuildScriptFacts> build_script = {};
  friend bool operator==(const PackageFacts&, const PackageFacts&) = default;
};

/// One entry for each package of a graph, in its order.
using FactTable = std::vector<PackageFacts>;

}  // namespace plimsoll::facts
