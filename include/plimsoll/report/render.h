// SPDX-License-Identifier: MIT OR Apache-2.0
/// The formats of a report. Every renderer is a pure function of its arguments.
#pragma once

#include <string>
#include <vector>

#include "plimsoll/report/report.h"
#include "plimsoll/support/result.h"

namespace plimsoll::report {

/// What a run asks of its formats. All behind the first two matter to the terminal only.
struct RenderOptions {
  finding::FailOn fail_on = finding::FailOn::error;
  bool exit_zero = false;
  bool color = false;
  bool ascii = false;
  bool all = false;                    ///< everything, in place of one screen
  int width = 100;                     ///< columns, taken into 40..120; 0: no line is broken or cut
  bool quiet = false;                  ///< findings and verdict only
  std::vector<std::string> only = {};  ///< rules and levels, as reports write them, whose findings are shown; none: all
};

/// One screen for people, at most 45 lines unless everything is asked for. What is held back is counted.
std::string render_human(const Report&, const RenderOptions&);

/// The document of format version 1, with a line end.
std::string render_json(const Report&, const RenderOptions&);

/// A complete document of the same shape for a run that failed: empty lists, and the error in `error`.
std::string render_failure_json(const Tool&, const support::Error&);

/// One page that needs nothing else and asks for nothing. All of it that matters is there without a script.
std::string render_html(const Report&, const RenderOptions&);

}  // namespace plimsoll::report
