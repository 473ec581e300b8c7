// SPDX-License-Identifier: MIT OR Apache-2.0
#include "plimsoll/analysis/built_links.h"

#include <algorithm>

namespace plimsoll::analysis {
namespace {

using finding::Reach;
using graph::LinkIx;
using graph::PackageIx;
using resolve::Side;

/// Only members' development dependencies are ever locked.
bool may_be_locked(const graph::PackageGraph& graph, LinkIx link) {
  const auto* declaration = graph.declaration(link);
  const bool is_development = declaration != nullptr && declaration->kind == cargo::DependencyKind::development;
  return !is_development || graph.is_member(graph.link(link).from);
}

}  // namespace

bool is_locked(const graph::PackageGraph& graph, LinkIx link) {
  const auto& from = graph.at(graph.link(link).from).locked;
  const auto& to = graph.at(graph.link(link).to).locked;
  if (!may_be_locked(graph, link)) return false;
  if (!from || !to) return true;
  const auto& children = graph.closure().lockfile.packages[*from].dependencies;
  return std::ranges::find(children, *to) != children.end();
}

std::vector<char> locked_links(const graph::PackageGraph& graph) {
  std::vector<char> locked(graph.links().size());
  for (std::size_t i = 0; i < graph.package_count(); ++i) {
    const PackageIx from(i);
    const auto& entry = graph.at(from).locked;
    auto children = entry ? graph.closure().lockfile.packages[*entry].dependencies : std::vector<std::uint32_t>{};
    std::ranges::sort(children);
    for (const auto link : graph.links_from(from)) {
      const auto& to = graph.at(graph.link(link).to).locked;
      const bool is_free = !entry || !to;
      locked[link] = may_be_locked(graph, link) && (is_free || std::ranges::binary_search(children, *to));
    }
  }
  return locked;
}

bool is_built(const graph::PackageGraph& graph, const Model& model, LinkIx link) {
  const auto& [from, to, position] = graph.link(link);
  const auto from_reach = model.reach[from];
  const auto to_reach = model.reach[to];
  if (from_reach == Reach::unknown || to_reach == Reach::unknown) return true;
  if (!finding::is_built(from_reach) || !finding::is_built(to_reach)) return false;
  const auto* declaration = graph.declaration(link);
  if (declaration != nullptr && declaration->kind == cargo::DependencyKind::development) return false;
  const auto& resolution = model.build.resolution;
  const auto is_live_on = [&](Side side) {
    return resolution.is_followed(link, side) && resolution.matches_any(link, side);
  };
  return is_live_on(Side::target) || is_live_on(Side::host);
}

}  // namespace plimsoll::analysis
