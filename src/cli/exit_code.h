// SPDX-License-Identifier: MIT OR Apache-2.0
/// The exit codes, the same for every command and format.
#pragma once

namespace plimsoll::cli {

enum class ExitCode : int {
  success = 0,
  findings = 1,      ///< findings at or above the failing level
  usage = 2,         ///< command line, policy, unknown rule name
  unreadable = 3,    ///< workspace or lockfile
  inconclusive = 4,  ///< a check that was asked for could not run
  bug = 70,
  reader_gone = 141,  ///< nobody reads standard output any more
};

}  // namespace plimsoll::cli
