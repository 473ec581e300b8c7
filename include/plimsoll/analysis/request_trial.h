// SPDX-License-Identifier: MIT OR Apache-2.0
/// Every declared request taken away once, and what the build would then be.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "plimsoll/analysis/feature_reasons.h"
#include "plimsoll/analysis/view.h"
#include "plimsoll/resolve/declared_request.h"

namespace plimsoll::analysis {

/// What would be less; below zero where it would be more, as a package whose features no longer agree on both sides is
/// compiled twice.
struct Savings {
  std::int64_t packages = 0;
  std::int64_t units = 0;
  std::int64_t build_scripts = 0;  ///< runs
  std::int64_t proc_macros = 0;    ///< packages
  std::int64_t features = 0;       ///< of packages that stay
  double cost_seconds = 0;
  double critical_path_seconds = 0;
};

/// One feature of a package that stays, and that no unit of it would have any more.
struct FeatureLoss {
  graph::PackageIx package;
  std::string_view feature;
};

struct RequestTrial {
  enum class Outcome {
    idle,     ///< the declaration takes no part in the build: other platforms, tests, features that are off
    nothing,  ///< what is asked for is on anyway
    less,     ///< features go, and perhaps packages
  };

  resolve::DeclaredRequest request;
  graph::PackageIx package;                ///< of which something is asked
  std::optional<graph::PackageIx> member;  ///< nothing for `[workspace.dependencies]`
  Outcome outcome = Outcome::idle;
  std::optional<FeatureReason> anyway = {};  ///< of `nothing`: what else asks for it
  Savings saves = {};
  std::vector<graph::PackageIx> gone = {};     ///< packages, in their order
  std::vector<FeatureLoss> features_off = {};  ///< by package, then name
};

/// Several requests for one thing, of which none decides anything alone, taken away together.
struct SharedRequest {
  RequestTrial trial;                 ///< of the first of them, with what all of them ask for
  std::vector<std::size_t> requests;  ///< positions among the single ones, two or more, ascending
};

struct RequestTrials {
  std::vector<RequestTrial> each;     ///< dearest first, then by the text of the edit
  std::vector<SharedRequest> shared;  ///< those that decide something together; likewise
};

/// Each is taken back from the build in `model` by itself; the units that
/// go with it are priced and the rest is scheduled. Empty for a lockfile alone. Cost: for each request that decides
/// anything, that of what goes and one walk over the units; linear in the workspace for the few after which host and
/// target share other units. Spread over the threads.
RequestTrials try_requests(const graph::PackageGraph&, const Model&, std::size_t threads);

}  // namespace plimsoll::analysis
