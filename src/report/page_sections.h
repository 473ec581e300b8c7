// SPDX-License-Identifier: MIT OR Apache-2.0
/// The page as it is without a script: plain HTML that says all that decides.
#pragma once

#include <cstddef>
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

/// Of more packages than `most_packages` only those with findings are listed.
std::vector<Section> page_sections(const Report&, std::size_t most_packages);

}  // namespace plimsoll::report
