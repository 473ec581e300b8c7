// SPDX-License-Identifier: MIT OR Apache-2.0
/// What happens when somebody presses Ctrl-C.
#pragma once

namespace plimsoll::outside {

/// From now on SIGINT, SIGTERM and SIGHUP remove the temporary files of writes under way, take the progress line off
/// the terminal and end the process with 128 plus the number of the signal.
void end_cleanly_on_interrupt();

}  // namespace plimsoll::outside
