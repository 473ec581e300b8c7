// SPDX-License-Identifier: MIT OR Apache-2.0
/// Why packages, and features of them, are in a build.
#pragma once

#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "plimsoll/analysis/package_paths.h"
#include "plimsoll/report/why.h"

namespace plimsoll::audit {

struct WhyRequest {
  std::vector<graph::PackageIx> packages;
  std::optional<std::string> feature = {};
  analysis::PathLimits limits = {};
};

/// Asked text and tool are for the caller to fill in. Error: usage, for a feature that none of the packages has, with
/// the nearest one.
support::Result<report::Why> tell_why(const graph::PackageGraph&, std::shared_ptr<const resolve::FeatureModel>,
                                      const analysis::Model&, const support::SourceMap&, const WhyRequest&);

}  // namespace plimsoll::audit
