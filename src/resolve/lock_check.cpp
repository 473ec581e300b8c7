// SPDX-License-Identifier: MIT OR Apache-2.0
#include "plimsoll/resolve/lock_check.h"

#include <fmt/format.h>

#include <algorithm>

#include "feature_model.h"
#include "link_pass.h"
#include "plimsoll/graph/circle.h"

namespace plimsoll::resolve {
namespace {

using cargo::DependencyKind;
using graph::PackageGraph;
using graph::PackageIx;

/// The first pass as Cargo runs it to write a lockfile: members with everything on.
LinkPass everything(const PackageGraph& graph, const FeatureModel& model) {
  std::vector<Seed> seeds;
  for (const auto member : graph.members()) seeds.push_back({member, {}, true, true});
  LinkPass pass(graph, model);
  pass.run(seeds);
  return pass;
}

std::string named(const cargo::PackageId& id) { return fmt::format("{} {}", id.name, cargo::to_text(id.version)); }

LockMismatch unsatisfied(const PackageGraph& graph, const graph::Unbound& unbound) {
  const auto& id = graph.id(unbound.from);
  const auto& dependency = graph.manifest(unbound.from)->dependencies[unbound.declaration];
  const auto requirement = dependency.has_req ? " " + cargo::to_text(dependency.req) : std::string();
  return {named(id), fmt::format("`{}` needs `{}{}`, which is not locked", named(id), dependency.package, requirement),
          dependency.at, true};
}

bool is_needed(const PackageGraph& graph, const LinkPass& pass, const graph::Unbound& unbound) {
  if (!pass.is_reached(unbound.from)) return false;
  const auto& dependency = graph.manifest(unbound.from)->dependencies[unbound.declaration];
  if (graph.is_member(unbound.from)) return true;
  return !dependency.optional && dependency.kind != DependencyKind::development;
}

}  // namespace

std::vector<LockMismatch> lock_mismatches(const PackageGraph& graph, std::shared_ptr<const FeatureModel> model) {
  std::vector<LockMismatch> found;
  const auto pass = everything(graph, *model);
  for (const auto& unbound : graph.unbound())
    if (is_needed(graph, pass, unbound)) found.push_back(unsatisfied(graph, unbound));
  const auto& closure = graph.closure();
  for (std::size_t i = 0; i < graph.package_count(); ++i) {
    const auto& package = graph.at(PackageIx(i));
    const bool reached = pass.is_reached(PackageIx(i));
    if (!package.locked) {
      if (reached)
        found.push_back({named(package.id), fmt::format("`{}` is not in the lockfile", named(package.id)),
                         package.manifest ? package.manifest->package->at : support::Span{}});
      continue;
    }
    const auto& entry = closure.lockfile.packages[*package.locked];
    if (entry.version != package.id.version)
      found.push_back({named(package.id),
                       fmt::format("`{}` is locked as {}, but its manifest says {}", package.id.name,
                                   cargo::to_text(entry.version), cargo::to_text(package.id.version)),
                       entry.version_at});
    if (!reached && entry.source)
      found.push_back({named(package.id), fmt::format("`{}` is locked, but nothing needs it", named(package.id)), entry.at});
  }
  std::ranges::sort(found, {}, &LockMismatch::message);
  return found;
}

std::vector<PackageIx> dependency_circle(const PackageGraph& graph, std::shared_ptr<const FeatureModel> model) {
  const auto pass = everything(graph, *model);
  std::vector<char> along(graph.links().size());
  for (std::size_t i = 0; i < along.size(); ++i) {
    const graph::LinkIx link(i);
    along[i] = pass.is_linked(link) && model->facts(link).kind != DependencyKind::development;
  }
  return graph::find_circle(graph, along);
}

}  // namespace plimsoll::resolve
