// SPDX-License-Identifier: MIT OR Apache-2.0
#include "plimsoll/outside/interrupt.h"

#include <fcntl.h>
#include <unistd.h>

#include <csignal>
#include <string_view>

#include "temporary_files.h"

namespace plimsoll::outside {
namespace {

extern "C" void end_on_signal(int signal) {
  remove_temporary_files();
  constexpr std::string_view clear = "\r\x1b[K";
  if (is_progress_shown()) {
    [[maybe_unused]] const auto written = ::write(STDERR_FILENO, clear.data(), clear.size());
  }
  ::_exit(128 + signal);
}

}  // namespace

void end_cleanly_on_interrupt() {
  for (const int signal : {SIGINT, SIGTERM, SIGHUP}) {
    struct sigaction action = {};
    action.sa_handler = end_on_signal;
    sigfillset(&action.sa_mask);
    sigaction(signal, &action, nullptr);
  }
}

void hold_standard_streams() {
  for (const int stream : {STDIN_FILENO, STDOUT_FILENO, STDERR_FILENO})
    if (::fcntl(stream, F_GETFD) < 0) ::open("/dev/null", stream == STDIN_FILENO ? O_WRONLY : O_RDONLY);
}

}  // namespace plimsoll::outside
