// SPDX-License-Identifier: MIT OR Apache-2.0
#include "plimsoll/analysis/duplicates.h"

#include <algorithm>
#include <map>
#include <set>
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

/// What members still reach over what is built when some packages are taken away.
class Reachability {
 public:
  Reachability(const graph::PackageGraph& graph, const Model& model) : children_(graph.package_count()) {
    for (std::size_t i = 0; i < graph.links().size(); ++i)
      if (const graph::LinkIx link(i); is_built(graph, model, link))
        children_[graph.link(link).from].push_back(graph.link(link).to);
    roots_ = model.request.packages.empty() ? graph.members() : model.request.packages;
  }

  [[nodiscard]] std::vector<char> without(const std::set<PackageIx>& removed) const {
    std::vector<char> seen(children_.size());
    std::vector<PackageIx> work;
    const auto enter = [&](PackageIx package) {
      if (seen[package] || removed.contains(package)) return;
      seen[package] = 1;
      work.push_back(package);
    };
    for (const auto root : roots_) enter(root);
    while (!work.empty()) {
      const auto package = work.back();
      work.pop_back();
      for (const auto child : children_[package]) enter(child);
    }
    return seen;
  }

 private:
  std::vector<std::vector<PackageIx>> children_;
  std::vector<PackageIx> roots_;
};

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
    const Reachability reachability(graph_, model_);
    std::vector<std::size_t> causes;
    for (std::size_t i = 0; i < duplicates_.size(); ++i)
      causes.push_back(stands_for_itself(reachability, i) ? i : nearest_to_member(i));
    for (std::size_t i = 0; i < causes.size(); ++i)
      if (causes[causes[i]] != causes[i]) causes[i] = i;
    return causes;
  }

 private:
  [[nodiscard]] bool stands_for_itself(const Reachability& reachability, std::size_t position) const {
    std::set<PackageIx> others;
    for (const auto& [package, owner] : owner_)
      if (owner != position) others.insert(package);
    const auto seen = reachability.without(others);
    return std::ranges::any_of(duplicates_[position].older(), [&](PackageIx package) { return seen[package] != 0; });
  }

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
