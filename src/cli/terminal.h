// SPDX-License-Identifier: MIT OR Apache-2.0
/// What the terminal behind standard output can show.
#pragma once

#include "command.h"

namespace plimsoll::cli {

struct Terminal {
  bool color = false;
  bool ascii = false;  ///< the locale is not UTF-8
  int width = 100;     ///< columns; 0: what reads is no terminal, and lines may have any length
};

/// `--color` and CARGO_TERM_COLOR first, then NO_COLOR, CLICOLOR_FORCE, CLICOLOR and TERM, then whether standard output
/// is a terminal. The width is the terminal's, else COLUMNS.
Terminal terminal_of(const Context&);

}  // namespace plimsoll::cli
