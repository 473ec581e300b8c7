// SPDX-License-Identifier: MIT OR Apache-2.0
/// The page as it is without a script: plain HTML that says all that decides.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "plimsoll/report/report.h"

namespace plimsoll::report {

/// One part of the page: an id, a heading, and markup; left out if that is empty.
struct Section {
  std::string_view id;
  std::string_view title;
  std::string body;
};

enum class Extent {
  whole,
  without_packages,  ///< nor explanations of rules
  brief,  ///< moreover one way and two pieces of evidence to each finding, no notes, and only changes that need eyes
};

std::vector<Section> page_sections(const Report&, Extent);

}  // namespace plimsoll::report
