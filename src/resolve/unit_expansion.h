// SPDX-License-Identifier: MIT OR Apache-2.0
/// From the roots to everything that they need, before host and target instances are shared.
#pragma once

#include <cstdint>
#include <map>
#include <string>
#include <unordered_map>
#include <unordered_set>
#include <vector>

#include "plimsoll/resolve/unit_graph.h"
#include "profiles.h"
#include "unit_roots.h"

namespace plimsoll::resolve {

/// What travels along the edges to a unit (Cargo's `UnitFor`).
struct UnitFor {
  bool host = false;           ///< takes the profile of build scripts and proc macros
  bool host_features = false;  ///< takes the features of the host side
  bool always_unwind = false;
  std::int32_t root_platform = 0;  ///< the platform of the root that first led here
  friend auto operator<=>(const UnitFor&, const UnitFor&) = default;
};

/// Platforms of units: positions in `Platforms::targets`, or the host. Without explicit targets the requested platform
/// is position 0 and stands for the host too, which sharing then makes the same.
inline constexpr std::int32_t host_platform = -1;

/// One unit before sharing. Two are the same if everything but the deferral is.
struct ProtoUnit {
  graph::PackageIx package;
  std::uint32_t target = 0;
  Mode mode = Mode::build;
  bool tests = false;
  std::int32_t platform = host_platform;
  Side side = Side::target;   ///< of its features
  std::uint32_t profile = 0;  ///< in `Expansion::profiles`
  bool debuginfo_deferred = false;
};

struct ProtoEdge {
  std::uint32_t to = 0;
  UnitFor unit_for = {};
  std::string extern_name = {};
  friend auto operator<=>(const ProtoEdge&, const ProtoEdge&) = default;
};

struct Expansion {
  std::vector<ProtoUnit> units;
  std::vector<std::vector<ProtoEdge>> edges;
  std::vector<std::uint32_t> roots;
  std::vector<Profile> profiles;
  /// The unit with these attributes; the count of units if there is none.
  [[nodiscard]] std::uint32_t find(const ProtoUnit&) const;

  struct Key {
    std::uint64_t parts[3];
    friend bool operator==(const Key&, const Key&) = default;
  };
  struct KeyHash {
    std::size_t operator()(const Key& key) const noexcept {
      return (key.parts[0] * 0x9E3779B97F4A7C15ULL) ^ (key.parts[1] * 0xC2B2AE3D27D4EB4FULL) ^ key.parts[2];
    }
  };
  std::unordered_map<Key, std::uint32_t, KeyHash> index;
  /// Packages whose features are the same on both sides.
  std::vector<char> same_features;
  [[nodiscard]] Key key_of(const ProtoUnit&) const;
};

/// The unit would be told of the linked package's library, were the declaration on; whether it is, its side decides.
bool may_use(const Resolution&, graph::LinkIx, const ProtoUnit&);

/// Cargo's first pass over units: all that the roots need, then the edges between the runs of build scripts whose
/// packages link native libraries. Error: invalid, for a package that is known by two names. Cost: linear in units and
/// edges.
support::Result<Expansion> expand_units(const Resolution&, const UnitRequest&, const ProfileMaker&,
                                        const std::vector<RootTarget>& roots);

}  // namespace plimsoll::resolve
