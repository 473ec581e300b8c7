// SPDX-License-Identifier: MIT OR Apache-2.0
/// The command line.
#pragma once

namespace plimsoll::cli {

/// Runs the program with the arguments of `main`; gives the exit code, as documented in the README.
int run(int argc, char** argv);

}  // namespace plimsoll::cli
