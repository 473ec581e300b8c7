// SPDX-License-Identifier: MIT OR Apache-2.0
/// A clock that stands still, and an environment with nothing in it but what a test puts there.
#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "plimsoll/outside/world.h"

namespace plimsoll::testkit {

/// 2026-01-02T03:04:05Z unless a test says otherwise.
class FixedClock final : public outside::Clock {
 public:
  explicit FixedClock(std::int64_t now = 1767323045) : now_(now) {}
  [[nodiscard]] std::int64_t now() const override { return now_; }
  void advance(std::int64_t seconds) { now_ += seconds; }

 private:
  std::int64_t now_;
};

class FixedEnvironment final : public outside::Environment {
 public:
  explicit FixedEnvironment(std::map<std::string, std::string> variables = {}) : variables_(std::move(variables)) {}
  [[nodiscard]] std::optional<std::string> get(const std::string& name) const override {
    const auto found = variables_.find(name);
    if (found == variables_.end()) return std::nullopt;
    return found->second;
  }
  void set(const std::string& name, std::string value) { variables_[name] = std::move(value); }

 private:
  std::map<std::string, std::string> variables_;
};

/// Keeps what a person would have seen on standard error.
class RecordingConsole final : public outside::Console {
 public:
  void note(const std::string& line) override { notes.push_back(line); }
  void progress(const std::string& text) override { progress_lines.push_back(text); }

  std::vector<std::string> notes;
  std::vector<std::string> progress_lines;
};

}  // namespace plimsoll::testkit
