// SPDX-License-Identifier: MIT OR Apache-2.0
/// What a build really took.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "plimsoll/cargo/manifest.h"

namespace plimsoll::facts {

/// One run of the compiler or of a build script, by what tells it apart in Cargo's report.
struct MeasuredUnit {
  enum class Work { build, run_script, check, test, other };
  std::string package;
  std::string version;
  cargo::TargetKind kind = cargo::TargetKind::lib;
  std::string target = {};  ///< its name; empty for libraries and build scripts
  Work work = Work::build;
  std::vector<std::string> features = {};  ///< sorted
  double seconds = 0;
  std::optional<double> metadata_seconds = {};  ///< until those that need no more than its metadata could start
};

/// One build on one machine.
struct Timings {
  std::vector<MeasuredUnit> units;  ///< at least one
  std::string profile = {};         ///< empty if it is not told
};

}  // namespace plimsoll::facts
