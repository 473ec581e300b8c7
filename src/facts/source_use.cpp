// SPDX-License-Identifier: MIT OR Apache-2.0
#include "plimsoll/facts/source_use.h"

#include <algorithm>

namespace plimsoll::facts {

template <class Has>
Truth UsedSwitches::on_platforms(const Has& has) const {
  const auto count =
      std::ranges::count_if(use_.platforms, [&](const cargo::Target* platform) { return has(*platform); });
  return count == 0 ? Truth::no : count == std::ssize(use_.platforms) ? Truth::yes : Truth::unknown;
}

Truth UsedSwitches::option(std::string_view name) const {
  const auto anywhere = any_build().option(name);
  if (use_.everywhere || anywhere == Truth::no) return anywhere;
  if (name == "debug_assertions" || name == "overflow_checks" || name == "proc_macro") return Truth::unknown;
  const auto there = on_platforms([&](const cargo::Target& platform) { return platform.has_option(name); });
  return there == Truth::no && package_.build_script() ? Truth::unknown : there;
}

Truth UsedSwitches::value(std::string_view key, std::string_view value) const {
  if (use_.everywhere || key == "panic") return Truth::unknown;
  if (key == "feature") return std::ranges::binary_search(use_.features, value) ? Truth::unknown : Truth::no;
  return on_platforms([&](const cargo::Target& platform) { return platform.has_value(key, value); });
}

}  // namespace plimsoll::facts
