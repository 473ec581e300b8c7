// SPDX-License-Identifier: MIT OR Apache-2.0
#include "plimsoll/graph/package_graph.h"

#include <algorithm>
#include <numeric>

#include "binding.h"

namespace plimsoll::graph {
namespace {

/// Positions of links grouped by `key`, each group in the order of the links: `begin[p]` to `begin[p + 1]`.
template <class Key>
void group(std::span<const Link> links, std::size_t packages, const Key& key, std::vector<LinkIx>& order,
           std::vector<std::uint32_t>& begin) {
  begin.assign(packages + 1, 0);
  for (const auto& link : links) ++begin[key(link) + 1];
  std::partial_sum(begin.begin(), begin.end(), begin.begin());
  order.resize(links.size());
  auto next = begin;
  for (std::size_t i = 0; i < links.size(); ++i) order[next[key(links[i])]++] = LinkIx(i);
}

}  // namespace

PackageGraph PackageGraph::build(cargo::Closure closure) {
  PackageGraph graph;
  graph.closure_ = std::move(closure);
  const Binding binding(graph.closure_);
  for (std::uint32_t from = 0; from < graph.closure_.packages.size(); ++from) {
    const auto& package = graph.closure_.packages[from];
    const auto first = graph.links_.size();
    if (const auto* manifest = package.package()) {
      for (std::uint32_t i = 0; i < manifest->dependencies.size(); ++i) {
        if (!is_relevant(package, manifest->dependencies[i])) continue;
        if (const auto to = binding.bind(from, manifest->dependencies[i]))
          graph.links_.push_back({PackageIx(from), PackageIx(*to), i});
        else
          graph.unbound_.push_back({PackageIx(from), i});
      }
    } else {
      for (const auto to : binding.locked_children(from)) graph.links_.push_back({PackageIx(from), PackageIx(to)});
    }
    std::stable_sort(graph.links_.begin() + static_cast<std::ptrdiff_t>(first), graph.links_.end(),
                     [](const Link& a, const Link& b) { return a.to < b.to; });
  }
  const auto count = graph.closure_.packages.size();
  group(
      graph.links_, count, [](const Link& link) { return link.from; }, graph.outgoing_, graph.outgoing_begin_);
  group(
      graph.links_, count, [](const Link& link) { return link.to; }, graph.incoming_, graph.incoming_begin_);
  return graph;
}

const cargo::Dependency* PackageGraph::declaration(LinkIx link) const {
  const auto& known = links_[link];
  if (known.declaration == Link::no_declaration) return nullptr;
  return &manifest(known.from)->dependencies[known.declaration];
}

std::span<const LinkIx> PackageGraph::links_from(PackageIx package) const {
  return std::span(outgoing_).subspan(outgoing_begin_[package],
                                      outgoing_begin_[package + 1] - outgoing_begin_[package]);
}

std::span<const LinkIx> PackageGraph::links_to(PackageIx package) const {
  return std::span(incoming_).subspan(incoming_begin_[package],
                                      incoming_begin_[package + 1] - incoming_begin_[package]);
}

std::optional<PackageIx> PackageGraph::find(const cargo::PackageId& id) const {
  const auto& packages = closure_.packages;
  const auto found = std::ranges::lower_bound(packages, id, {}, &cargo::ClosurePackage::id);
  if (found == packages.end() || found->id != id) return std::nullopt;
  return PackageIx(static_cast<std::size_t>(found - packages.begin()));
}

std::vector<PackageIx> PackageGraph::members() const {
  std::vector<PackageIx> result;
  for (const auto member : closure_.members) result.emplace_back(member);
  return result;
}

}  // namespace plimsoll::graph
