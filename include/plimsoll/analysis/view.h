// SPDX-License-Identifier: MIT OR Apache-2.0
/// Everything that an analyzer may see: values, all made before it runs.
#pragma once

#include <memory>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "plimsoll/analysis/cost_model.h"
#include "plimsoll/analysis/priced_build.h"
#include "plimsoll/facts/index_facts.h"
#include "plimsoll/facts/package_facts.h"
#include "plimsoll/finding/reach.h"
#include "plimsoll/graph/package_graph.h"
#include "plimsoll/policy/rule_options.h"
#include "plimsoll/resolve/lock_check.h"
#include "plimsoll/resolve/resolution.h"
#include "plimsoll/resolve/schedule.h"
#include "plimsoll/resolve/unit_graph.h"
#include "plimsoll/rustsec/database.h"
#include "plimsoll/support/source_map.h"

namespace plimsoll::analysis {

/// One resolution with its units.
struct Build {
  resolve::Resolution resolution;
  resolve::UnitGraph units;
};

/// What is asked of the workspace.
struct ModelRequest {
  std::vector<graph::PackageIx> packages;
  resolve::FeatureFlags features = {};
  resolve::Platforms platforms;  ///< with explicit targets: reach tells target from host
  std::string profile = "dev";
  const facts::Timings* timings = nullptr;  ///< what stands in for estimates; nullptr: nothing
};

class Measurements;

/// The workspace as built: the same for all analyzers. Not copyable, and it refers to the graph and to the facts.
struct Model {
  /// Resolves for the build and leaves the rest to `build_model`.
  Model(ModelRequest, const graph::PackageGraph&, std::shared_ptr<const resolve::FeatureModel>,
        std::vector<resolve::Seed>);
  Model(const Model&) = delete;
  Model& operator=(const Model&) = delete;
  ~Model() = default;

  ModelRequest request;
  resolve::Platforms built_for;       ///< as `cargo build` is called: without targets where the host is the only one
  Build build;                        ///< `cargo build` for these
  std::vector<finding::Reach> reach;  ///< one for each package
  std::vector<std::uint32_t> depth;   ///< links from the nearest member over live links; no_depth if none
  std::vector<graph::PackageIx>
      towards_member;                ///< the package before this one on the shortest way; itself for members
  std::vector<double> cost_seconds;  ///< one for each package: all its units in the build
  std::vector<char> cost_measured;
  std::shared_ptr<const CostModel> costs;     ///< that estimated the units; nullptr until they are priced
  std::vector<resolve::UnitTime> unit_times;  ///< one for each unit of the build
  std::vector<char> unit_measured;            ///< likewise
  resolve::Schedule schedule;                 ///< without limit on jobs
  std::shared_ptr<const Measurements> measurements;
  double pace = 1;     ///< what estimates were multiplied by, to be those of the machine that was measured
  TimingsUse timings;  ///< where there are measurements
  static constexpr std::uint32_t no_depth = static_cast<std::uint32_t>(-1);
};

/// Resolves for the build, for tests, and for every platform, and works out reach. A closure of nothing but a lockfile
/// gives reach unknown for every package and no units. Error: usage, for features or profiles that do not exist.
support::Result<std::unique_ptr<Model>> plan_model(const graph::PackageGraph&,
                                                   std::shared_ptr<const resolve::FeatureModel>, ModelRequest,
                                                   std::size_t threads);

/// Works out cost and schedule. `facts` has one entry for each package, read for the uses that the build has for their
/// sources.
void price_model(const graph::PackageGraph&, const facts::FactTable& facts, Model&);

/// Both, where the facts are at hand.
support::Result<std::unique_ptr<const Model>> build_model(const graph::PackageGraph&,
                                                          std::shared_ptr<const resolve::FeatureModel>,
                                                          const facts::FactTable&, ModelRequest, std::size_t threads);

/// The shortest way from a member to the package over what is built (or, where it is not built, over any link), members
/// first; only the package itself if no member leads to it. Cost: the length of the way.
std::vector<graph::PackageIx> shortest_path(const graph::PackageGraph&, const Model&, graph::PackageIx);

struct RequestTrials;

struct View {
  const graph::PackageGraph& graph;
  const resolve::LockCheck& lock_check;
  const Model& model;
  const facts::FactTable& facts;
  const rustsec::Database* advisories = nullptr;  ///< nullptr: there is no advisory data, or it was not asked for
  const policy::RuleOptions& options;
  const support::SourceMap& sources;
  const facts::IndexTable* index = nullptr;  ///< nullptr: registries were not asked for
  const RequestTrials* requests = nullptr;   ///< nullptr: no rule needs them, or there are no manifests
};

}  // namespace plimsoll::analysis
