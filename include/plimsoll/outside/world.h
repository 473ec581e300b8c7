// SPDX-License-Identifier: MIT OR Apache-2.0
/// Everything outside the program, in one value that is handed to whoever needs it.
#pragma once

#include <cstdint>
#include <optional>
#include <string>

#include "plimsoll/outside/file_system.h"
#include "plimsoll/outside/http.h"

namespace plimsoll::outside {

class Clock {
 public:
  virtual ~Clock() = default;
  /// Seconds since 1970-01-01T00:00:00Z.
  [[nodiscard]] virtual std::int64_t now() const = 0;
};

class Environment {
 public:
  virtual ~Environment() = default;
  /// Nothing if the variable is not set; an empty string if it is set to nothing.
  [[nodiscard]] virtual std::optional<std::string> get(const std::string& name) const = 0;
};

/// Standard error as a person sees it: notes, warnings, one line of progress. Standard output is not here: only the
/// command line writes results.
class Console {
 public:
  virtual ~Console() = default;
  /// A line above the progress line, a line end added.
  virtual void note(const std::string& line) = 0;
  /// Replaces the progress line; an empty text takes it away. Silent where standard error is no terminal.
  virtual void progress(const std::string& text) = 0;
};

struct World {
  FileSystem& files;
  Http& http;
  const Clock& clock;
  const Environment& environment;
  Console& console;
};

}  // namespace plimsoll::outside
