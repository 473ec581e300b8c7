// SPDX-License-Identifier: MIT OR Apache-2.0
/// How the process stands towards the one that started it: signals and standard streams.
#pragma once

namespace plimsoll::outside {

/// From now on SIGINT, SIGTERM and SIGHUP remove the temporary files of writes under way, take the progress line off
/// the terminal and end the process with 128 plus the number of the signal.
void end_cleanly_on_interrupt();

/// Takes the place of standard streams that are closed, so that no file opened later gets their number and with it what
/// was meant for them. Reading and writing them fails as before.
void hold_standard_streams();

}  // namespace plimsoll::outside
