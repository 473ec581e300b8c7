// SPDX-License-Identifier: MIT OR Apache-2.0
/// When each unit would start and end, and which chain of them sets the length of the build.
#pragma once

#include <cstddef>
#include <memory>
#include <span>
#include <vector>

#include "plimsoll/resolve/unit_graph.h"
#include "plimsoll/resolve/unit_pruning.h"

namespace plimsoll::resolve {

/// What one unit takes, in seconds. `metadata` is when those that need no more than its metadata may start: the
/// frontend's part of `total`.
struct UnitTime {
  double metadata = 0;
  double total = 0;
};

struct Slot {
  double start = 0;
  double metadata = 0;
  double end = 0;
};

struct Schedule {
  std::vector<Slot> slots;            ///< one for each unit
  std::vector<UnitIx> critical_path;  ///< the chain that ends last, in the order of compilation
  double length = 0;                  ///< seconds from the start of the first unit to the end of the last
};

/// An edge waits for metadata alone if both ends are plain libraries (lib, rlib) being built; every other one waits for
/// the end. `jobs` is how many units run at once, 0 without limit; of those that could start, the one that the longest
/// chain of work waits for goes first. Units on a cycle, which Cargo refuses, are left at zero.
/// Cost: linear without limit, n log n with one.
Schedule schedule(const graph::PackageGraph&, const UnitGraph&, std::span<const UnitTime> times, std::size_t jobs);

/// The length of a schedule without limit on jobs, asked again and again for what is left of the graph. Refers to the
/// graph and the times.
class OpenLength {
 public:
  OpenLength(const graph::PackageGraph&, const UnitGraph&, std::span<const UnitTime> times);
  ~OpenLength();
  OpenLength(OpenLength&&) noexcept;
  /// `changed` has one time for each changed unit. Cost: linear in units and edges, without sorting them again.
  [[nodiscard]] double without(const PrunedUnits&, std::span<const UnitTime> changed) const;

 private:
  struct Ordered;
  std::unique_ptr<const Ordered> ordered_;
};

}  // namespace plimsoll::resolve
