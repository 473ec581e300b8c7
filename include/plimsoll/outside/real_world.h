// SPDX-License-Identifier: MIT OR Apache-2.0
/// The clock and the environment of this process.
#pragma once

#include "plimsoll/outside/world.h"

namespace plimsoll::outside {

class SystemClock final : public Clock {
 public:
  [[nodiscard]] std::int64_t now() const override;
};

class ProcessEnvironment final : public Environment {
 public:
  [[nodiscard]] std::optional<std::string> get(const std::string& name) const override;
};

}  // namespace plimsoll::outside
