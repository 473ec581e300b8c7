// SPDX-License-Identifier: MIT OR Apache-2.0
/// The page for reviewers as one file.
#pragma once

#include <string>
#include <string_view>

#include "plimsoll/report/render.h"

namespace plimsoll::report {

/// What makes the page interactive, as built from data/report; empty where that was left out.
struct Application {
  std::string_view script = {};
  std::string_view style = {};
  std::string_view notices = {};  ///< licences of what is in the script
  [[nodiscard]] bool is_there() const { return !script.empty(); }
};

/// The static page and, with an application, the application and the whole report as data: the JSON document, packed,
/// deflated, in base 64.
std::string page_text(const Report&, const RenderOptions&, const Application&);

}  // namespace plimsoll::report
