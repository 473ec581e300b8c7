// SPDX-License-Identifier: MIT OR Apache-2.0
#include "shortest_path.h"

#include <algorithm>

#include "plimsoll/analysis/view.h"

namespace plimsoll::analysis {
namespace {

using graph::PackageIx;

constexpr auto unreached = Model::no_depth;

/// Breadth-first search in several rounds: a later round goes on from all that earlier ones reached, nearest first.
class WayFinder {
 public:
  explicit WayFinder(const graph::PackageGraph& graph) : graph_(graph) {
    for (std::size_t i = 0; i < graph.package_count(); ++i) ways_.towards_member.emplace_back(i);
    ways_.depth.assign(graph.package_count(), unreached);
    for (const auto member : graph.members()) ways_.depth[member] = 0;
  }

  /// `visit_uses(package, visit)` calls `visit` with each package that one step leads to.
  template <class VisitUses>
  void search(const VisitUses& visit_uses) {
    std::vector<std::vector<PackageIx>> levels;
    for (std::size_t i = 0; i < ways_.depth.size(); ++i)
      if (ways_.depth[i] != unreached) at_level(levels, ways_.depth[i]).emplace_back(i);
    for (std::size_t level = 0; level < levels.size(); ++level) {
      const auto packages = std::move(levels[level]);
      for (const auto package : packages)
        visit_uses(package, [&](PackageIx to) {
          if (ways_.depth[to] != unreached) return;
          ways_.depth[to] = static_cast<std::uint32_t>(level + 1);
          ways_.towards_member[to] = package;
          at_level(levels, level + 1).push_back(to);
        });
    }
  }

  void search_uses(const PackageUse& use) {
    search([&](PackageIx package, const auto& visit) { std::ranges::for_each(use.uses[package], visit); });
  }

  Ways run(const PackageUse& build, const PackageUse& tests) {
    search_uses(build);
    search_uses(tests);
    const auto depth = ways_.depth;
    search([&](PackageIx package, const auto& visit) {
      for (const auto link : graph_.links_from(package)) visit(graph_.link(link).to);
    });
    ways_.depth = depth;
    return std::move(ways_);
  }

 private:
  static std::vector<PackageIx>& at_level(std::vector<std::vector<PackageIx>>& levels, std::size_t level) {
    if (levels.size() <= level) levels.resize(level + 1);
    return levels[level];
  }

  const graph::PackageGraph& graph_;
  Ways ways_;
};

}  // namespace

Ways ways_to_members(const graph::PackageGraph& graph, const PackageUse& build, const PackageUse& tests) {
  return WayFinder(graph).run(build, tests);
}

std::vector<PackageIx> shortest_path(const graph::PackageGraph& graph, const Model& model, PackageIx package) {
  std::vector<PackageIx> path{package};
  while (path.size() <= graph.package_count() && model.towards_member[path.back()] != path.back())
    path.push_back(model.towards_member[path.back()]);
  std::ranges::reverse(path);
  return path;
}

}  // namespace plimsoll::analysis
