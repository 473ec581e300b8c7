// SPDX-License-Identifier: MIT OR Apache-2.0
/// The whole run: read, fetch, resolve, analyse, apply the policy, put the report together.
#pragma once

#include <memory>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "plimsoll/facts/timings.h"
#include "plimsoll/finding/level.h"
#include "plimsoll/outside/world.h"
#include "plimsoll/report/report.h"
#include "plimsoll/resolve/selection.h"
#include "plimsoll/source/closure_loader.h"
#include "plimsoll/support/diagnostics.h"

namespace plimsoll::audit {

/// Which rules a run is about. With some in place of all, as for commands that answer one question, all others are
/// silent and advisories are not read.
struct Focus {
  bool every_rule = true;
  std::vector<std::string> rules = {};  ///< where it is not every one
  /// What the index knows of the packages in question is looked up and refreshed, whatever the rules need.
  bool registries = false;
  bool duplicates_plan = false;  ///< one plan against all duplicates is made
};

struct Request {
  source::LoadRequest load = {};
  std::optional<std::string> lockfile = {};     ///< audit this lockfile alone
  std::optional<std::string> metadata = {};     ///< audit this `cargo metadata` document in place of manifests
  std::optional<std::string> policy_file = {};  ///< in place of the workspace's own
  std::optional<std::string> advisory_place = {};
  bool offline = false;
  resolve::PackageChoice packages = {true, {}, {}};
  resolve::FeatureFlags features = {};
  std::vector<std::string> targets = {};  ///< none: those of the configuration, else the host
  std::string host = {};
  std::string profile = "dev";
  std::vector<std::pair<std::string, finding::Level>> levels = {};  ///< rule and level, above the policy
  std::optional<finding::FailOn> fail_on = {};                      ///< above the policy
  std::string version = {};                                         ///< of Plimsoll, for the report
  Focus focus = {};
  std::shared_ptr<const facts::Timings> timings = {};  ///< what stands in for estimates of cost; may be nullptr
  std::size_t jobs = 0;  ///< also tell how long the build takes with so many at once; 0: do not
};

struct Outcome {
  report::Report report;
  finding::FailOn fail_on = finding::FailOn::error;
};

/// Errors: usage for wrong options, policy files and rule names; others for a workspace that cannot be read. Faults of
/// files are in `diagnostics`, also those that led to an Error.
support::Result<Outcome> run(const Request&, outside::World&, support::SourceMap&, support::Diagnostics& diagnostics);

/// Every rule there is, sorted by name: those of the analyzers and those that watch over the policy.
std::vector<const finding::RuleSpec*> every_rule();

/// The rule that has this name now or had it once. Error: usage, with the nearest name there is.
support::Result<const finding::RuleSpec*> rule_called(const std::string& name);

}  // namespace plimsoll::audit
