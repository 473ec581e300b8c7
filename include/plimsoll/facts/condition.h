// SPDX-License-Identifier: MIT OR Apache-2.0
/// Conditions of sources: what stands in `cfg(…)`, asked of one compilation.
#pragma once

#include <cstdint>
#include <string_view>

namespace plimsoll::facts {

/// `unknown` is what only running the build script or the compiler would tell.
enum class Truth : std::uint8_t { no, unknown, yes };

/// What holds in one compilation.
class Switches {
 public:
  virtual ~Switches() = default;
  [[nodiscard]] virtual Truth option(std::string_view name) const = 0;
  [[nodiscard]] virtual Truth value(std::string_view key, std::string_view value) const = 0;
};

/// The options that hold in no build of a package by others, whatever is selected: `test`, `doc`, `miri` and such are
/// no, everything else is unknown.
const Switches& any_build();

/// Source: Rust reference, "Conditional compilation", with Kleene's rules for what is unknown. What is no condition, or
/// nested beyond reason, is unknown. Cost: linear; nothing is allocated.
Truth evaluate(std::string_view condition, const Switches&);

}  // namespace plimsoll::facts
