// SPDX-License-Identifier: MIT OR Apache-2.0
#include "upgrade_proof.h"

#include <algorithm>

#include "plimsoll/analysis/published.h"
#include "plimsoll/graph/held.h"
#include "plimsoll/resolve/edit.h"

namespace plimsoll::analysis {
namespace {

using cargo::ClosurePackage;
using cargo::Dependency;
using cargo::PackageId;
using graph::PackageIx;

/// The member's declaration takes the version from now on.
void raise(cargo::Closure& closure, const View& view, const Raise& raise) {
  for (auto& package : closure.packages) {
    if (package.id != view.graph.id(raise.holder.package) || !package.package()) continue;
    auto requirement = cargo::parse_version_req(cargo::to_text(raise.to));
    if (!requirement) return;
    auto& declarations = package.manifest.change().package->dependencies;
    declarations[view.graph.link(raise.holder.link).declaration].req = std::move(*requirement);
  }
}

resolve::Edit use(const PackageId& id, const cargo::Version& to) {
  resolve::Edit edit;
  edit.kind = resolve::Edit::Kind::use;
  edit.package = id.name;
  edit.from = id.version;
  edit.to = to;
  return edit;
}

/// What Cargo locks for a raised requirement: a version that is locked already, or else the newest.
cargo::Version locked_for(const View& view, const Published& releases, const Raise& raise) {
  const auto& present = view.graph.id(view.graph.link(raise.holder.link).to);
  auto asked = *raise.holder.declaration;
  auto requirement = cargo::parse_version_req(cargo::to_text(raise.to));
  if (!requirement || view.graph.find({present.name, raise.to, present.source})) return raise.to;
  asked.req = std::move(*requirement);
  const auto newest = releases.newest(asked);
  return newest ? newest->version : raise.to;
}

/// What a raised requirement asks for is locked by an edit of its own.
std::vector<resolve::Edit> edits_of(const View& view, const Published& releases, const UpgradePlan& plan) {
  std::vector<resolve::Edit> edits;
  std::vector<PackageIx> made;
  for (const auto& move : plan.moves) {
    edits.push_back(use(view.graph.id(move.package), move.to));
    made.push_back(move.package);
  }
  for (const auto& raise : plan.raises) {
    const auto package = view.graph.link(raise.holder.link).to;
    if (std::ranges::find(made, package) != made.end()) continue;
    edits.push_back(use(view.graph.id(package), locked_for(view, releases, raise)));
    made.push_back(package);
  }
  return edits;
}

/// Nothing where a step cannot be made.
std::optional<cargo::Closure> closure_with(const View& view, const UpgradePlan& plan) {
  const facts::IndexTable nothing;
  const Published releases(view.graph, view.index == nullptr ? nothing : *view.index);
  auto closure = view.graph.closure();
  for (const auto& one : plan.raises) raise(closure, view, one);
  auto edited = resolve::apply_edits(
      std::move(closure), edits_of(view, releases, plan), [&](const PackageId& id) { return releases.find(id); },
      [&](const Dependency& dependency) { return releases.newest(dependency); });
  if (!edited) return std::nullopt;
  return std::move(edited->closure);
}

std::optional<graph::PackageGraph> graph_with(const View& view, const UpgradePlan& plan) {
  auto closure = closure_with(view, plan);
  if (!closure) return std::nullopt;
  return graph::PackageGraph::build(std::move(*closure));
}

/// One entry for each package.
std::vector<char> activity_in(const resolve::Resolution& resolution) {
  std::vector<char> active(resolution.graph().package_count());
  for (std::size_t i = 0; i < active.size(); ++i) active[i] = resolution.is_active(PackageIx(i)) ? 1 : 0;
  return active;
}

/// Of all members, on every platform, tests included.
std::optional<std::vector<char>> activity_anywhere(const View& view, const graph::PackageGraph& graph,
                                                   const resolve::FeatureFlags& flags) {
  auto seeds = resolve::seeds_of(graph, graph.members(), flags);
  if (!seeds) return std::nullopt;
  auto platforms = view.model.built_for;
  platforms.every = true;
  return activity_in(resolve::resolve(graph, resolve::model_of(graph),
                                      {.seeds = std::move(*seeds), .platforms = &platforms, .dev_units = true}));
}

std::vector<PackageId> ids_of(const graph::PackageGraph& graph, const std::vector<char>& active) {
  std::vector<PackageId> ids;
  for (std::size_t i = 0; i < active.size(); ++i)
    if (active[i] != 0) ids.push_back(graph.id(PackageIx(i)));
  return ids;
}

/// The packages of the other graph that the model was asked for.
std::vector<PackageIx> chosen_of(const View& view, const graph::PackageGraph& graph) {
  std::vector<PackageIx> chosen;
  for (const auto package : view.model.request.packages)
    if (const auto same = graph.find(view.graph.id(package))) chosen.push_back(*same);
  return chosen;
}

}  // namespace

bool leaves_the_build(const View& view, PackageIx package, const UpgradePlan& plan) {
  auto closure = closure_with(view, plan);
  if (!closure) return false;
  const auto old = std::ranges::find(closure->packages, view.graph.id(package), &ClosurePackage::id);
  if (old == closure->packages.end()) return true;
  const PackageIx place(static_cast<std::size_t>(old - closure->packages.begin()));
  if (!graph::may_be_held(*closure, place)) return true;
  const auto graph = graph::PackageGraph::build(std::move(*closure));
  const auto active = activity_anywhere(view, graph, {});
  return active && (*active)[place] == 0;
}

std::optional<std::vector<PackageId>> built_with(const View& view, const UpgradePlan& plan) {
  const auto graph = graph_with(view, plan);
  if (!graph) return std::nullopt;
  auto seeds = resolve::seeds_of(*graph, chosen_of(view, *graph), view.model.request.features);
  if (!seeds) return std::nullopt;
  return ids_of(*graph,
                activity_in(resolve::resolve(*graph, resolve::model_of(*graph),
                                             {.seeds = std::move(*seeds), .platforms = &view.model.built_for})));
}

std::optional<std::vector<PackageId>> locked_with(const View& view, const UpgradePlan& plan) {
  const auto graph = graph_with(view, plan);
  if (!graph) return std::nullopt;
  resolve::FeatureFlags flags;
  flags.all = true;
  const auto active = activity_anywhere(view, *graph, flags);
  if (!active) return std::nullopt;
  return ids_of(*graph, *active);
}

}  // namespace plimsoll::analysis
