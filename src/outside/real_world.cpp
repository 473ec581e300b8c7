// SPDX-License-Identifier: MIT OR Apache-2.0
#include "plimsoll/outside/real_world.h"

#include <chrono>
#include <cstdlib>

namespace plimsoll::outside {

std::int64_t SystemClock::now() const {
  return std::chrono::duration_cast<std::chrono::seconds>(std::chrono::system_clock::now().time_since_epoch()).count();
}

std::optional<std::string> ProcessEnvironment::get(const std::string& name) const {
  const auto* value = std::getenv(name.c_str());
  if (value == nullptr) return std::nullopt;
  return value;
}

}  // namespace plimsoll::outside
