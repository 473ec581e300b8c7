// SPDX-License-Identifier: MIT OR Apache-2.0
/// Why a package is in the workspace: by which declarations members lead to it.
#pragma once

#include <cstddef>
#include <memory>
#include <optional>
#include <vector>

#include "plimsoll/analysis/view.h"

namespace plimsoll::analysis {

/// One package on a path, and the links from the one before it that count there; none for the first.
struct PathStep {
  graph::PackageIx package;
  std::vector<graph::LinkIx> links = {};
};

using Path = std::vector<PathStep>;

struct FoundPaths {
  std::vector<Path> shown = {};  ///< shortest first; of equals always in the same order
  std::size_t more = 0;          ///< how many there are beyond
  bool all_counted = true;       ///< false: there are more than that
};

/// How far the search for paths goes.
struct PathLimits {
  std::size_t shown = 1;
  std::size_t counted = 1'000;        ///< paths that are looked for in all
  std::size_t steps = 500'000;        ///< that are looked at before what is not found yet stays uncounted
  std::size_t shown_steps = 100'000;  ///< of all paths found; those beyond are counted only, save the first
};

/// Paths from members to packages. A path begins at a member, has no other chosen member on it but its end, and passes
/// no package twice. Refers to the model.
class PathSearch {
 public:
  PathSearch(const graph::PackageGraph&, std::shared_ptr<const resolve::FeatureModel>, const Model&);
  ~PathSearch();
  PathSearch(const PathSearch&) = delete;
  PathSearch& operator=(const PathSearch&) = delete;

  /// Over what brings the package in as its reach says: the build, else with tests, on any platform, or what is merely
  /// locked; there from every member if none that was asked for leads to it. For a member the first path is itself.
  /// None if nobody needs it. Cost: linear in links, then for each path its length times the packages that need one of
  /// its own.
  [[nodiscard]] FoundPaths find(graph::PackageIx, const PathLimits&);

 private:
  struct Nets;
  std::unique_ptr<Nets> nets_;
};

}  // namespace plimsoll::analysis
