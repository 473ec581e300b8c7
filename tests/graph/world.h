// SPDX-License-Identifier: MIT OR Apache-2.0
/// Closures made by hand.
#pragma once

#include <doctest/doctest.h>

#include <algorithm>
#include <string>
#include <utility>
#include <vector>

#include "plimsoll/graph/package_graph.h"

namespace plimsoll::graph {

inline cargo::VersionReq req(const std::string& text) {
  auto parsed = cargo::parse_version_req(text);
  REQUIRE(parsed.has_value());
  return *parsed;
}

/// A declaration; without a requirement every version fits.
inline cargo::Dependency needs(const std::string& name, const std::string& requirement,
                               cargo::DependencyOrigin origin = {}) {
  cargo::Dependency dependency;
  dependency.key = dependency.package = name;
  dependency.origin = std::move(origin);
  dependency.has_req = !requirement.empty();
  if (dependency.has_req) dependency.req = req(requirement);
  return dependency;
}

/// A closure with a member `top`, made package by package in the order of their ids.
class World {
 public:
  explicit World(std::vector<cargo::Dependency> dependencies) {
    closure.root_manifest.emplace();
    add("top", "0.1.0", cargo::SourceId::path("/ws"), std::move(dependencies)).is_member = true;
  }

  cargo::ClosurePackage& add(const std::string& name, const std::string& version,
                             const cargo::SourceId& source = cargo::SourceId::crates_io(),
                             std::vector<cargo::Dependency> dependencies = {}) {
    auto parsed = cargo::parse_version(version);
    REQUIRE(parsed.has_value());
    cargo::ClosurePackage package;
    package.id = {name, *parsed, source};
    package.locked = static_cast<std::uint32_t>(closure.lockfile.packages.size());
    auto& manifest = package.manifest.change().package.emplace();
    manifest.name = name;
    manifest.dependencies = std::move(dependencies);
    cargo::LockedPackage locked;
    locked.name = name;
    locked.version = *parsed;
    if (!source.is_path()) locked.source = source;
    closure.lockfile.packages.push_back(locked);
    closure.packages.push_back(std::move(package));
    return closure.packages.back();
  }

  /// The lockfile's edge between packages by the order in which they were added.
  void lock_edge(std::uint32_t from, std::uint32_t to) { closure.lockfile.packages[from].dependencies.push_back(to); }

  PackageGraph graph() {
    std::ranges::sort(closure.packages, {}, &cargo::ClosurePackage::id);
    for (std::uint32_t i = 0; i < closure.packages.size(); ++i)
      if (closure.packages[i].is_member) closure.members = {i};
    return PackageGraph::build(closure);
  }

  /// `NAME VERSION SOURCE-KIND` of what `top` is linked to.
  std::vector<std::string> linked() {
    const auto graph = this->graph();
    std::vector<std::string> result;
    for (const auto link : graph.links_from(graph.members().front())) {
      const auto& id = graph.id(graph.link(link).to);
      result.push_back(id.name + " " + to_text(id.version) +
                       (id.source.is_path()  ? " path"
                        : id.source.is_git() ? " git"
                                             : ""));
    }
    return result;
  }

  cargo::Closure closure;
};

}  // namespace plimsoll::graph
