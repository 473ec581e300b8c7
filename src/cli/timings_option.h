// SPDX-License-Identifier: MIT OR Apache-2.0
/// `--timings`: what a real build took.
#pragma once

#include <memory>
#include <optional>
#include <string>

#include "arguments.h"
#include "command.h"
#include "plimsoll/facts/timings.h"

namespace plimsoll::cli {

struct TimingsOption {
  std::optional<std::string> file = {};

  void describe(Arguments&);
  /// nullptr where none was asked for. Error: usage, also for a file that cannot be read.
  [[nodiscard]] support::Result<std::shared_ptr<const facts::Timings>> read(const Context&) const;
};

}  // namespace plimsoll::cli
