// SPDX-License-Identifier: MIT OR Apache-2.0
/// What edits would change in a build, as one value that holds all that both formats show.
#pragma once

#include <compare>
#include <cstddef>
#include <optional>
#include <string>
#include <vector>

#include "plimsoll/report/render.h"

namespace plimsoll::report {

/// One compiler or build-script run, by what tells it apart for people.
struct ForetoldUnit {
  std::string package;  ///< id
  std::string kind;     ///< the target's kinds, `/` between them
  std::string name;
  std::optional<std::string> platform = {};  ///< nothing: the host
  std::string mode = {};
  std::vector<std::string> features = {};
  friend auto operator<=>(const ForetoldUnit&, const ForetoldUnit&) = default;
};

struct ForetoldPackage {
  std::string id;
  std::string text;  ///< name and version
  friend auto operator<=>(const ForetoldPackage&, const ForetoldPackage&) = default;
};

/// A package that is built before and after, with other features.
struct FeatureChange {
  ForetoldPackage package;
  std::vector<std::string> off = {};
  std::vector<std::string> on = {};
};

/// The size of one build.
struct BuildSize {
  std::size_t units = 0;
  std::size_t packages = 0;
  std::vector<std::string> duplicates = {};  ///< names that are built in several versions, sorted
  double cost_seconds = 0;
  double critical_path_seconds = 0;
  std::size_t measured_units = 0;  ///< units whose time was measured
};

struct WhatIf {
  Tool tool = {};
  std::vector<std::string> edits = {};  ///< as written
  std::vector<std::string> notes = {};  ///< sentences without a full stop
  std::vector<std::string> gaps = {};   ///< what the answer leaves out, likewise
  /// Sorted. A unit whose features change is in both.
  std::vector<ForetoldUnit> units_gone = {};
  std::vector<ForetoldUnit> units_added = {};
  std::vector<ForetoldPackage> packages_gone = {};
  std::vector<ForetoldPackage> packages_added = {};
  std::vector<FeatureChange> features = {};
  BuildSize before = {};
  BuildSize after = {};
  std::optional<support::Error> error = {};  ///< there is no answer; all else is empty
};

/// One screen for people.
std::string render_what_if_human(const WhatIf&, const RenderOptions&);

/// The document of format version 1, with a line end.
std::string render_what_if_json(const WhatIf&);

}  // namespace plimsoll::report
