// SPDX-License-Identifier: MIT OR Apache-2.0
/// What a report holds about the time that a build takes.
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <vector>

#include "plimsoll/report/report.h"

namespace plimsoll::report {

/// Whether anything, and whether everything that takes time was measured.
struct Measured {
  bool any = false;
  bool all = false;
};
Measured measured(const Report&);
/// `measured`, `estimated`, `partly measured`
/// Built packages whose cost is neither measured nor estimated from their sources.
std::size_t unseen_packages(const Report&);
std::string measured_text(Measured);

/// Units in which time goes, dearest first; of these packages only, if there are any.
std::vector<const Unit*> dearest_units(const Report&, const std::vector<PackageIx>& about);

/// A package and what a part of it means for the build.
struct Cost {
  PackageIx package;
  double seconds = 0;                        ///< of work that goes into the part
  std::optional<double> saved_seconds = {};  ///< how much sooner the build would end without it, where that was tried
};

/// Proc macros that are built, with the work that would leave the build with them; those first without which it would
/// end soonest.
std::vector<Cost> proc_macro_costs(const Report&);
/// Packages with the compilation and the runs of their build scripts, in the same order.
std::vector<Cost> build_script_costs(const Report&);

/// Whether a unit of the package is on the longest chain.
bool is_critical(const Report&, PackageIx);

/// The place of a package among all that are built, from 1, by its own cost.
std::size_t rank_of(const Report&, PackageIx);

}  // namespace plimsoll::report
