// SPDX-License-Identifier: MIT OR Apache-2.0
#include "plimsoll/analysis/published.h"

#include <fmt/format.h>

#include "plimsoll/support/text.h"

namespace plimsoll::analysis {

using cargo::ClosurePackage;
using cargo::PackageId;
using graph::PackageIx;

Published::Published(const graph::PackageGraph& graph, const facts::IndexTable& index) : graph_(graph), index_(index) {
  for (std::size_t i = 0; i < graph.package_count(); ++i)
    if (const PackageIx package(i); !releases(package).empty()) known_.emplace(graph.id(package).name, package);
}

std::span<const facts::Release> Published::releases(PackageIx package) const {
  if (index_.packages.empty()) return {};
  const auto& entry = index_.packages[package];
  if (!entry || !entry->releases) return {};
  return *entry->releases;
}

support::Result<ClosurePackage> Published::find(const PackageId& id) const {
  if (const auto known = known_.find(id.name); known != known_.end())
    for (const auto& release : releases(known->second)) {
      if (release.version() != id.version || release.summary() == nullptr) continue;
      ClosurePackage package;
      package.id = id;
      auto& summary = package.manifest.change().package.emplace(*release.summary());
      if (const auto* manifest = graph_.manifest(known->second)) summary.targets = manifest->targets;
      return package;
    }
  return support::failure(support::ErrorKind::not_found,
                          fmt::format("`{}` is not in the index at hand", support::printable(id.name)));
}

std::optional<PackageId> Published::newest(const cargo::Dependency& dependency) const {
  const auto known = known_.find(dependency.package);
  if (known == known_.end()) return std::nullopt;
  const auto all = releases(known->second);
  for (auto release = all.rbegin(); release != all.rend(); ++release)
    if (!release->is_yanked() && dependency.req.matches(release->version()) && release->summary() != nullptr)
      return PackageId{dependency.package, release->version(), graph_.id(known->second).source};
  return std::nullopt;
}

}  // namespace plimsoll::analysis
