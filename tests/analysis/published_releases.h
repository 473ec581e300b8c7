// SPDX-License-Identifier: MIT OR Apache-2.0
/// An index for tests: what was published, as the analyzers see it.
#pragma once

#include <doctest/doctest.h>

#include <map>
#include <memory>
#include <string>
#include <utility>
#include <vector>

#include "plimsoll/facts/index_facts.h"
#include "plimsoll/graph/package_graph.h"

namespace plimsoll::testkit {

/// A release with what it needs: names and requirements.
inline facts::Release release(const std::string& name, const std::string& version,
                              const std::vector<std::pair<std::string, std::string>>& needs = {}) {
  cargo::Package made;
  made.name = name;
  made.version = *cargo::parse_version(version);
  for (const auto& [key, requirement] : needs) {
    cargo::Dependency dependency;
    dependency.key = key;
    dependency.package = key;
    dependency.req = *cargo::parse_version_req(requirement);
    dependency.has_req = true;
    made.dependencies.push_back(std::move(dependency));
  }
  const auto published = made.version;
  return {published, false, [made = std::move(made)] { return made; }};
}

inline facts::Release yanked(const facts::Release& one) {
  return {one.version(), true, [one] { return *one.summary(); }};
}

/// A release whose record is in a form that nobody knows.
inline facts::Release unreadable(const std::string& version) {
  return {*cargo::parse_version(version), false, [] { return std::optional<cargo::Package>(); }};
}

/// Releases by name, ascending.
class PublishedReleases {
 public:
  void add(const facts::Release& one) { add(one.summary()->name, one); }
  void add(const std::string& name, facts::Release one) { by_name_[name].push_back(std::move(one)); }

  /// Every package of a name that was published has all its releases.
  [[nodiscard]] facts::IndexTable table(const graph::PackageGraph& graph) const {
    facts::IndexTable table;
    table.packages.resize(graph.package_count());
    for (std::size_t i = 0; i < graph.package_count(); ++i)
      if (const auto known = by_name_.find(graph.id(graph::PackageIx(i)).name); known != by_name_.end())
        table.packages[i] =
            facts::IndexFacts{false, {}, std::make_shared<const std::vector<facts::Release>>(known->second)};
    return table;
  }

 private:
  std::map<std::string, std::vector<facts::Release>, std::less<>> by_name_;
};

}  // namespace plimsoll::testkit
