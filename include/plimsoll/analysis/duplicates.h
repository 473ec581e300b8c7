// SPDX-License-Identifier: MIT OR Apache-2.0
/// Names of which a build contains several versions, and which of them are there only because another one is.
#pragma once

#include <cstddef>
#include <span>
#include <vector>

#include "plimsoll/analysis/view.h"

namespace plimsoll::analysis {

/// The versions of one name, ascending; the last one is the one to stay.
struct Copies {
  std::vector<graph::PackageIx> all;
  /// The position of the name that it would go with; its own where it is there for itself.
  std::size_t cause = 0;
  [[nodiscard]] graph::PackageIx newest() const { return all.back(); }
  [[nodiscard]] std::span<const graph::PackageIx> older() const { return {all.data(), all.size() - 1}; }
};

using Duplicates = std::vector<Copies>;

/// The versions, ascending, that one of the copies could go to: those of the others from the same source.
std::vector<cargo::Version> versions_beside(const graph::PackageGraph&, const Copies&, graph::PackageIx);

/// Names with more versions in the build than `allowed`, in alphabetical order, each its own cause. Where reach is not
/// known what is locked counts as built. A version that passes another one on (a release that depends on its own
/// successor) does not count. Cost: linear in links.
Duplicates find_copies(const graph::PackageGraph&, const Model&, std::size_t allowed = 1);

/// The same with their causes. Cost: linear in links, times the number of duplicates.
Duplicates find_duplicates(const graph::PackageGraph&, const Model&, std::size_t allowed = 1);

}  // namespace plimsoll::analysis
