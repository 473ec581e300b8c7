// SPDX-License-Identifier: MIT OR Apache-2.0
#include "plimsoll/analysis/duplicates.h"

#include <algorithm>
#include <map>
#include <string_view>

#include "plimsoll/analysis/built_links.h"

namespace plimsoll::analysis {
namespace {

using graph::PackageIx;

/// A release that depends on another of its name hands that one's types on.
bool passes_on_another(const graph::PackageGraph& graph, const Model& model, PackageIx package) {
  return std::ranges::any_of(graph.links_from(package), [&](graph::LinkIx link) {
    const auto to = graph.link(link).to;
    return to != package && graph.id(to).name == graph.id(package).name && is_built(graph, model, link);
  });
}

/// One entry for each package: whether members reach it over what is built and over none of `stops`, which are reached
/// themselves but not gone through.
std::vector<char> reached_before(const graph::PackageGraph& graph, const Model& model,
                                 const std::map<PackageIx, std::size_t>& stops) {
  std::vector<char> reached(graph.package_count());
  std::vector<PackageIx> work;
  const auto enter = [&](PackageIx package) {
    if (reached[package] != 0) return;
    reached[package] = 1;
    if (!stops.contains(package)) work.push_back(package);
  };
  for (const auto root : model.request.packages.empty() ? graph.members() : model.request.packages) enter(root);
  while (!work.empty()) {
    const auto package = work.back();
    work.pop_back();
    for (const auto link : graph.links_from(package))
      if (is_built(graph, model, link)) enter(graph.link(link).to);
  }
  return reached;
}

/// For each name the one that it would go with; its own position if it is there for itself. Among the older versions
/// that stand above those of a name, the one nearest to a member is there for itself: nothing older stands above it.
class Causes {
 public:
  Causes(const graph::PackageGraph& graph, const Model& model, const Duplicates& duplicates)
      : graph_(graph), model_(model), duplicates_(duplicates) {
    for (std::size_t i = 0; i < duplicates.size(); ++i)
      for (const auto package : duplicates[i].older()) owner_[package] = i;
  }

  [[nodiscard]] std::vector<std::size_t> find() const {
    const auto reached = reached_before(graph_, model_, owner_);
    const auto stands_for_itself = [&](const Copies& copies) {
      return std::ranges::any_of(copies.older(), [&](PackageIx package) { return reached[package] != 0; });
    };
    std::vector<std::size_t> causes;
    for (std::size_t i = 0; i < duplicates_.size(); ++i)
      causes.push_back(stands_for_itself(duplicates_[i]) ? i : nearest_to_member(i));
    for (std::size_t i = 0; i < causes.size(); ++i)
      if (causes[causes[i]] != causes[i]) causes[i] = i;
    return causes;
  }

 private:
  [[nodiscard]] std::size_t nearest_to_member(std::size_t position) const {
    for (const auto package : shortest_path(graph_, model_, duplicates_[position].older().front())) {
      const auto owner = owner_.find(package);
      if (owner != owner_.end() && owner->second != position) return owner->second;
    }
    return position;
  }

  const graph::PackageGraph& graph_;
  const Model& model_;
  const Duplicates& duplicates_;
  std::map<PackageIx, std::size_t> owner_;
};

}  // namespace

std::vector<cargo::Version> versions_beside(const graph::PackageGraph& graph, const Copies& copies, PackageIx one) {
  std::vector<cargo::Version> versions;
  for (const auto other : copies.all)
    if (other != one && graph.id(other).source == graph.id(one).source) versions.push_back(graph.id(other).version);
  return versions;
}

Duplicates find_copies(const graph::PackageGraph& graph, const Model& model, std::size_t allowed) {
  std::map<std::string_view, Copies> by_name;
  for (std::size_t i = 0; i < graph.package_count(); ++i)
    if (const PackageIx package(i);
        finding::may_be_built(model.reach[package]) && !passes_on_another(graph, model, package))
      by_name[graph.id(package).name].all.push_back(package);
  Duplicates duplicates;
  for (auto& [name, copies] : by_name)
    if (copies.all.size() > std::max<std::size_t>(1, allowed)) {
      copies.cause = duplicates.size();
      duplicates.push_back(std::move(copies));
    }
  return duplicates;
}

Duplicates find_duplicates(const graph::PackageGraph& graph, const Model& model, std::size_t allowed) {
  auto duplicates = find_copies(graph, model, allowed);
  const auto causes = Causes(graph, model, duplicates).find();
  for (std::size_t i = 0; i < duplicates.size(); ++i) duplicates[i].cause = causes[i];
  return duplicates;
}

}  // namespace plimsoll::analysis
