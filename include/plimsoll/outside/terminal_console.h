// SPDX-License-Identifier: MIT OR Apache-2.0
/// Standard error.
#pragma once

#include <chrono>
#include <mutex>
#include <string>

#include "plimsoll/outside/world.h"

namespace plimsoll::outside {

/// Progress is shown once work has gone on for half a second, on a terminal that can take a line away again, and not
/// where the variable CI is set or `TERM` is `dumb`. Safe from several threads.
class TerminalConsole final : public Console {
 public:
  /// Who writes where, apart from the process for tests: a descriptor, and whether to show progress on it.
  struct Output {
    int descriptor = 2;
    bool shows_progress = false;
    std::chrono::milliseconds delay = std::chrono::milliseconds(500);
  };
  /// Standard error as the environment has it.
  explicit TerminalConsole(const Environment&);
  explicit TerminalConsole(Output output) : output_(output) {}
  /// Takes the progress line away.
  ~TerminalConsole() override;
  TerminalConsole(const TerminalConsole&) = delete;
  TerminalConsole& operator=(const TerminalConsole&) = delete;

  void note(const std::string& line) override;
  void progress(const std::string& text) override;

 private:
  void clear();
  void draw(const std::string& text);

  Output output_;
  std::mutex mutex_;
  std::string shown_;
  std::chrono::steady_clock::time_point since_;
  std::chrono::steady_clock::time_point drawn_;
  bool is_busy_ = false;
};

}  // namespace plimsoll::outside
