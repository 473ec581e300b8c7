// SPDX-License-Identifier: MIT OR Apache-2.0
#include "reach.h"

#include <algorithm>
#include <array>

namespace plimsoll::analysis {
namespace {

using cargo::DependencyKind;
using cargo::TargetKind;
using finding::Reach;
using graph::LinkIx;
using graph::PackageIx;
using resolve::Mode;
using resolve::Side;
using resolve::UnitIx;

/// Walks a unit graph from its roots and notes for each unit whether what it makes is for the target, for the host, or
/// for both, as a build for the host alone shares units between the two.
class UseWalk {
 public:
  UseWalk(const resolve::Resolution& resolution, const resolve::UnitGraph& units)
      : resolution_(resolution), graph_(resolution.graph()), units_(units), seen_(units.units.size()) {
    use_.for_target.resize(graph_.package_count());
    use_.for_host.resize(graph_.package_count());
    use_.uses.resize(graph_.package_count());
  }

  PackageUse run() {
    for (const auto root : units_.roots) enter(root, false);
    while (!waiting_.empty()) {
      const auto [unit, for_host] = waiting_.back();
      waiting_.pop_back();
      follow(units_.units[unit], for_host);
    }
    for (auto& uses : use_.uses) {
      std::ranges::sort(uses);
      uses.erase(std::unique(uses.begin(), uses.end()), uses.end());
    }
    return std::move(use_);
  }

 private:
  struct Waiting {
    UnitIx unit;
    bool for_host;
  };

  [[nodiscard]] const cargo::CrateTarget& target_of(const resolve::Unit& unit) const {
    return graph_.manifest(unit.package)->targets[unit.target];
  }

  void mark(PackageIx package, bool for_host) { (for_host ? use_.for_host : use_.for_target)[package] = 1; }

  void enter(UnitIx number, bool parent_for_host) {
    const auto& unit = units_.units[number];
    const auto& target = target_of(unit);
    const bool is_script = target.kind == TargetKind::custom_build && unit.mode != Mode::run_custom_build;
    const bool for_host = parent_for_host || is_script || target.is_proc_macro();
    auto& seen = seen_[number][for_host ? 1 : 0];
    if (seen) return;
    seen = true;
    // A script is no use of its own: its package is used by whoever asks for the library.
    if (target.kind != TargetKind::custom_build) mark(unit.package, for_host);
    waiting_.push_back({number, for_host});
  }

  void follow(const resolve::Unit& unit, bool for_host) {
    for (const auto& dependency : unit.dependencies) {
      const auto to = units_.units[dependency.unit].package;
      if (to != unit.package) use_.uses[unit.package].push_back(to);
      enter(dependency.unit, for_host);
    }
    if (unit.mode == Mode::run_custom_build) return;
    for (const auto link : graph_.links_from(unit.package)) {
      const auto to = graph_.link(link).to;
      if (graph_.manifest(to) || !is_followed(link, unit)) continue;
      use_.uses[unit.package].push_back(to);
      mark(to, for_host);
    }
  }

  /// The rule by which units get their libraries, for a package that cannot have units.
  [[nodiscard]] bool is_followed(LinkIx link, const resolve::Unit& unit) const {
    const auto* declaration = graph_.declaration(link);
    const auto kind = declaration ? declaration->kind : DependencyKind::normal;
    const auto target = target_of(unit).kind;
    if (!resolution_.is_linked(link) || (target == TargetKind::custom_build) != (kind == DependencyKind::build))
      return false;
    const bool is_test = unit.tests || unit.mode == Mode::doctest || target == TargetKind::test ||
                         target == TargetKind::bench || target == TargetKind::example;
    if (kind == DependencyKind::development && !is_test) return false;
    const bool matches =
        unit.platform ? resolution_.matches_target(link, *unit.platform) : resolution_.matches_host(link);
    return matches && resolution_.is_enabled(link, unit.side);
  }

  const resolve::Resolution& resolution_;
  const graph::PackageGraph& graph_;
  const resolve::UnitGraph& units_;
  std::vector<std::array<bool, 2>> seen_;
  std::vector<Waiting> waiting_;
  PackageUse use_;
};

/// Lets everything behind `unread`, a package without a manifest, become unknown as far as it is not as near by itself.
void doubt_behind(const graph::PackageGraph& graph, PackageIx unread, std::vector<Reach>& reach) {
  const auto nearest = reach[unread];
  std::vector<PackageIx> waiting{unread};
  while (!waiting.empty()) {
    const auto package = waiting.back();
    waiting.pop_back();
    for (const auto link : graph.links_from(package)) {
      const auto* declaration = graph.declaration(link);
      const auto to = graph.link(link).to;
      if (declaration && declaration->kind == DependencyKind::development) continue;
      if (reach[to] <= nearest || reach[to] == Reach::unknown) continue;
      reach[to] = Reach::unknown;
      waiting.push_back(to);
    }
  }
}

}  // namespace

PackageUse use_of(const resolve::Resolution& resolution, const resolve::UnitGraph& units) {
  return UseWalk(resolution, units).run();
}

std::vector<char> linked_anywhere(const resolve::Resolution& resolution) {
  const auto& graph = resolution.graph();
  std::vector<char> linked(graph.package_count());
  std::array<std::vector<char>, 2> seen{std::vector<char>(graph.package_count()),
                                        std::vector<char>(graph.package_count())};
  std::vector<std::pair<PackageIx, Side>> waiting;
  const auto enter = [&](PackageIx package, Side side) {
    if (std::exchange(seen[static_cast<std::size_t>(side)][package], char{1}) == 0) waiting.emplace_back(package, side);
  };
  for (const auto& seed : resolution.request().seeds) {
    enter(seed.package, Side::target);
    if (resolution.splits_sides() && resolution.is_active(seed.package, Side::host)) enter(seed.package, Side::host);
  }
  while (!waiting.empty()) {
    const auto [package, side] = waiting.back();
    waiting.pop_back();
    for (const auto link : graph.links_from(package)) {
      const auto* declaration = graph.declaration(link);
      if (declaration && declaration->kind == DependencyKind::development) continue;
      if (!resolution.is_live(link, side)) continue;
      linked[graph.link(link).to] = 1;
      enter(graph.link(link).to, resolution.side_of(link, side, true));
    }
  }
  return linked;
}

std::vector<Reach> reach_of(const graph::PackageGraph& graph, const PackageUse& build, const PackageUse& tests,
                            const std::vector<char>& anywhere) {
  std::vector<Reach> reach(graph.package_count(), Reach::not_enabled);
  for (std::size_t i = 0; i < reach.size(); ++i) {
    if (build.for_target[i])
      reach[i] = Reach::built;
    else if (build.for_host[i])
      reach[i] = Reach::build_time;
    else if (tests.for_target[i] || tests.for_host[i])
      reach[i] = Reach::dev_only;
    else if (anywhere[i])
      reach[i] = Reach::other_target;
  }
  std::vector<PackageIx> unread;
  for (std::size_t i = 0; i < reach.size(); ++i)
    if (!graph.manifest(PackageIx(i)) && reach[i] < Reach::not_enabled) unread.emplace_back(i);
  std::ranges::stable_sort(unread, {}, [&](PackageIx package) { return reach[package]; });
  for (const auto package : unread)
    if (reach[package] != Reach::unknown) doubt_behind(graph, package, reach);
  return reach;
}

}  // namespace plimsoll::analysis
