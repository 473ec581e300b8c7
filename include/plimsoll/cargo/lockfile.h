// SPDX-License-Identifier: MIT OR Apache-2.0
/// Cargo.lock, versions 1 to 4.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "plimsoll/cargo/package_id.h"
#include "plimsoll/support/diagnostics.h"

namespace plimsoll::cargo {

/// One `[[package]]`. `dependencies` are positions in `Lockfile::packages` in the order written; an entry that
/// names nothing, or more than one thing, is left out, as Cargo does.
struct LockedPackage {
  std::string name;
  Version version;
  std::optional<SourceId> source = {};  ///< nothing for path packages
  std::optional<std::string> checksum = {};
  std::vector<std::uint32_t> dependencies = {};
  std::optional<std::uint32_t> replaced_by = {};
  support::Span at = {};          ///< the name
  support::Span version_at = {};  ///< the version: where findings about the package point
};

struct Lockfile {
  support::FileId file = {};
  int version = 4;
  std::vector<LockedPackage> packages = {};  ///< in the order of the file
  std::vector<LockedPackage> unused_patches = {};
};

/// Faults of form or meaning go to `diagnostics`, all of them; nothing comes back if there was one. Cost: linear in the
/// text (and n log n in its packages).
std::optional<Lockfile> parse_lockfile(support::FileId, std::string_view text, support::Diagnostics&);

}  // namespace plimsoll::cargo
