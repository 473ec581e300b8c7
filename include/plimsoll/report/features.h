// SPDX-License-Identifier: MIT OR Apache-2.0
/// Which features are on, as one value that holds all that both formats show.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "plimsoll/report/why.h"

namespace plimsoll::report {

struct PackageFeatures {
  NamedPackage package;
  std::vector<WhyAsker> features = {};  ///< with the first that asked, sorted; those of the host side alone come last
};

struct Features {
  Tool tool = {};
  std::vector<PackageFeatures> packages = {};
  std::optional<support::Error> error = {};  ///< there is no answer; all else is empty
};

/// A line for each feature.
std::string render_features_human(const Features&);

/// The document of format version 1, with a line end.
std::string render_features_json(const Features&);

}  // namespace plimsoll::report
