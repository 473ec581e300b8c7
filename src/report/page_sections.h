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

/// A brief page has one way to each package and two pieces of evidence to each finding, and neither findings that are
/// notes nor packages nor explanations.
std::vector<Section> page_sections(const Report&, bool is_brief);

}  // namespace plimsoll::report
