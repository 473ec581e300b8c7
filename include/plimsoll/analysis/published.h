// SPDX-License-Identifier: MIT OR Apache-2.0
/// Releases that are not on this machine, as packages of a closure.
#pragma once

#include <map>
#include <optional>
#include <string>

#include "plimsoll/facts/index_facts.h"
#include "plimsoll/graph/package_graph.h"
#include "plimsoll/support/result.h"

namespace plimsoll::analysis {

/// What an index tells of names that are locked already; an empty table tells nothing. Refers to both arguments.
class Published {
 public:
  Published(const graph::PackageGraph&, const facts::IndexTable&);

  /// No index knows targets: those of the version at hand stand in. Error: not_found.
  [[nodiscard]] support::Result<cargo::ClosurePackage> find(const cargo::PackageId&) const;
  /// The newest release that a declaration takes and that was not yanked; nothing if none is known.
  [[nodiscard]] std::optional<cargo::PackageId> newest(const cargo::Dependency&) const;

 private:
  [[nodiscard]] std::span<const facts::Release> releases(graph::PackageIx) const;

  const graph::PackageGraph& graph_;
  const facts::IndexTable& index_;
  std::map<std::string, graph::PackageIx, std::less<>> known_;
};

}  // namespace plimsoll::analysis
