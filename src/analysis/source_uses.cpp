// SPDX-License-Identifier: MIT OR Apache-2.0
#include "plimsoll/analysis/source_uses.h"

#include <algorithm>

#include "unit_switches.h"

namespace plimsoll::analysis {

std::vector<facts::SourceUse> source_uses(const graph::PackageGraph& graph, const resolve::UnitGraph& units,
                                          const resolve::Platforms& platforms) {
  std::vector<facts::SourceUse> uses(graph.package_count());
  for (const auto& unit : units.units) {
    if (unit.mode == resolve::Mode::run_custom_build) continue;
    auto& use = uses[unit.package];
    const auto* platform = &platform_of(unit, platforms);
    if (std::ranges::find(use.platforms, platform) == use.platforms.end()) use.platforms.push_back(platform);
    use.features.insert(use.features.end(), unit.features.begin(), unit.features.end());
  }
  for (auto& use : uses) {
    std::ranges::sort(use.features);
    use.features.erase(std::unique(use.features.begin(), use.features.end()), use.features.end());
  }
  return uses;
}

}  // namespace plimsoll::analysis
