// SPDX-License-Identifier: MIT OR Apache-2.0
/// Which version of a package an advisory leaves alone, and who stands in the way of it.
#pragma once

#include <optional>
#include <vector>

#include "holders.h"

namespace plimsoll::analysis {

/// The way out of one advisory by locking another version.
struct Upgrade {
  cargo::Version fixed;                 ///< the lowest patched one above the present, or else the lowest not affected
  bool is_patched = true;               ///< of `fixed`: false where nothing later was patched
  cargo::Version to;                    ///< the one to go to: no vulnerability of it is known, or else `fixed`
  std::vector<Holder> blocked_by = {};  ///< those whose requirement leaves `to` out
  bool is_certain = true;               ///< the requirement of every holder is known
};

/// Nothing if no later version is better. `advisory` must affect the package; prefers a version that all holders take.
/// Whether the version was ever published is not known here.
std::optional<Upgrade> upgrade_out_of(const View&, const rustsec::Advisory& advisory, graph::PackageIx);

/// Later releases of the package, ascending, that are not yanked and that neither the advisory nor any known
/// vulnerability touches. Empty also where the index was not read.
std::vector<cargo::Version> sound_releases(const View&, const rustsec::Advisory& advisory, graph::PackageIx);

}  // namespace plimsoll::analysis
