// SPDX-License-Identifier: MIT OR Apache-2.0
/// The conditions of sources, answered for one unit.
#pragma once

#include <algorithm>
#include <string_view>

#include "plimsoll/cargo/manifest.h"
#include "plimsoll/cargo/target.h"
#include "plimsoll/facts/condition.h"
#include "plimsoll/resolve/selection.h"
#include "plimsoll/resolve/unit_graph.h"

namespace plimsoll::analysis {

/// That the unit is compiled for.
inline const cargo::Target& platform_of(const resolve::Unit& unit, const resolve::Platforms& platforms) {
  return unit.platform ? platforms.targets[*unit.platform] : platforms.host;
}

/// Options that no platform and no compiler has are the build script's to set: unknown where there is one.
class UnitSwitches final : public facts::Switches {
 public:
  UnitSwitches(const resolve::Unit& unit, const cargo::Package& package, const cargo::Target& platform)
      : unit_(unit), package_(package), platform_(platform) {}

  [[nodiscard]] facts::Truth option(std::string_view name) const override {
    if (name == "debug_assertions") return truth(unit_.profile.debug_assertions);
    if (name == "overflow_checks") return truth(unit_.profile.overflow_checks);
    if (name == "proc_macro") return truth(package_.targets[unit_.target].is_proc_macro());
    if (name == "test") return truth(unit_.tests);
    if (platform_.has_option(name)) return facts::Truth::yes;
    if (facts::any_build().option(name) == facts::Truth::no) return facts::Truth::no;
    return package_.build_script() ? facts::Truth::unknown : facts::Truth::no;
  }
  [[nodiscard]] facts::Truth value(std::string_view key, std::string_view value) const override {
    if (key == "feature") return truth(std::ranges::binary_search(unit_.features, value));
    if (key == "panic") return truth(unit_.profile.panic == value);
    return truth(platform_.has_value(key, value));
  }

 private:
  static facts::Truth truth(bool is_on) { return is_on ? facts::Truth::yes : facts::Truth::no; }

  const resolve::Unit& unit_;
  const cargo::Package& package_;
  const cargo::Target& platform_;
};

}  // namespace plimsoll::analysis
