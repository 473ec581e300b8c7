// SPDX-License-Identifier: MIT OR Apache-2.0
/// What differs between an earlier report, the base, and a report.
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "plimsoll/finding/finding.h"
#include "plimsoll/finding/reach.h"
#include "plimsoll/graph/ids.h"

namespace plimsoll::report {

enum class ChangeKind {
  added,
  removed,
  moved,     ///< another version, or the same from another source
  features,  ///< other features are on
  reach,     ///< it is built for something else, or no longer
};

/// `added`, `removed`, `moved`, `features`, `reach`.
std::string_view to_text(ChangeKind);

/// What became of one package.
struct Change {
  ChangeKind kind = ChangeKind::moved;
  std::string name;
  std::optional<std::string> from = {};           ///< version; nothing if it was not there
  std::optional<std::string> to = {};             ///< version; nothing if it is there no longer
  std::optional<graph::PackageIx> package = {};   ///< of the later report
  std::optional<finding::Reach> reach_from = {};  ///< nothing if it was not there
  std::optional<finding::Reach> reach = {};       ///< nothing if it is there no longer
  bool new_build_script = false;
  bool new_proc_macro = false;
  std::optional<std::string> license_from = {};  ///< where it has another one; `none` where it had none
  std::optional<std::string> license_to = {};    ///< likewise, and of what came in under terms that are new here
  std::optional<std::string> source_from = {};
  std::optional<std::string> source_to = {};
  std::vector<std::string> features_on = {};   ///< now, and not before; of what is and was built
  std::vector<std::string> features_off = {};  ///< before, and not now
  std::vector<std::string> look_because = {};  ///< why a reviewer should look at it: `new package`, `another licence`
};

/// Changes that have one edit as their cause.
struct ChangeGroup {
  std::string title;                               ///< where the edit is, or what else brought them about
  std::optional<finding::Location> location = {};  ///< of an edited declaration; in the base if it is gone
  std::optional<std::string> before = {};          ///< the declaration as TOML; nothing if it is new
  std::optional<std::string> after = {};           ///< nothing if it is gone
  std::vector<Change> changes = {};                ///< those to look at first, then by name
};

/// A finding of the base that is there no longer.
struct FixedFinding {
  std::string rule;
  finding::Level level = finding::Level::warn;
  std::string message;
};

struct FindingChanges {
  std::size_t added = 0;
  std::size_t existing = 0;
  std::size_t fixed = 0;
  std::size_t unknown = 0;  ///< of the base, and not looked for again
};

struct SinceBase {
  std::string name;                 ///< of the base, for people
  std::vector<ChangeGroup> groups;  ///< edits by their places, what has no edit last
  FindingChanges findings = {};
  std::vector<FixedFinding> fixed;   ///< worst first
  std::vector<std::string> remarks;  ///< what makes the two hard to compare, one sentence each
};

}  // namespace plimsoll::report
