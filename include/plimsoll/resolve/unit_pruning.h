// SPDX-License-Identifier: MIT OR Apache-2.0
/// What is left of a unit graph when its resolution loses something, found without making the graph anew.
#pragma once

#include <memory>
#include <optional>
#include <utility>
#include <vector>

#include "plimsoll/resolve/retraction.h"
#include "plimsoll/resolve/unit_graph.h"

namespace plimsoll::resolve {

/// Positions are those of the whole graph.
struct PrunedUnits {
  std::vector<UnitIx> gone;  ///< sorted
  /// Units that stay with fewer features or dependencies, as they are then; sorted. Nothing that stays depends on what
  /// is gone.
  std::vector<std::pair<UnitIx, Unit>> changed;
};

/// Counts who needs each unit, so that a unit goes when nobody does: units form no cycle. Refers to what it was made
/// from.
class UnitPruning {
 public:
  /// Of a build without tests, examples and benches. Cost: linear in units and their edges.
  UnitPruning(const Resolution&, const UnitGraph&, const UnitRequest&);
  ~UnitPruning();
  UnitPruning(UnitPruning&&) noexcept;

  /// Nothing where the host and the target side may come to share other units than before, or other targets be asked
  /// for: then only a new graph tells. Cost: that of what is lost.
  std::optional<PrunedUnits> without(const Loss&);

 private:
  class Count;
  std::unique_ptr<Count> count_;
};

}  // namespace plimsoll::resolve
