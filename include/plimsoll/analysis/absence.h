// SPDX-License-Identifier: MIT OR Apache-2.0
/// How much sooner a build would end if a part of it were gone.
#pragma once

#include <functional>

#include "plimsoll/analysis/view.h"

namespace plimsoll::analysis {

/// With the part goes what nothing else needs; what is left is scheduled again, and takes what it took. Refers to the
/// graph and the model; may be asked by several threads at once.
class Absence {
 public:
  /// With so many jobs at once, 0 without limit.
  Absence(const graph::PackageGraph&, const Model&, std::size_t jobs);

  /// The length of the whole build, in seconds.
  [[nodiscard]] double length() const { return length_; }

  /// Seconds; below zero where what is left happens to be scheduled worse. Cost: one schedule.
  [[nodiscard]] double saved_without(graph::PackageIx) const;
  /// The same for its build script alone: the package stays.
  [[nodiscard]] double saved_without_build_script(graph::PackageIx) const;

 private:
  [[nodiscard]] double saved_without(const std::function<bool(const resolve::Unit&)>& is_part) const;

  const graph::PackageGraph& graph_;
  const resolve::UnitGraph& units_;
  std::size_t jobs_;
  resolve::Scheduler scheduler_;
  double length_;
};

}  // namespace plimsoll::analysis
