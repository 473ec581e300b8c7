// SPDX-License-Identifier: MIT OR Apache-2.0
#include "plimsoll/resolve/unit_graph.h"

#include <algorithm>
#include <map>
#include <numeric>
#include <unordered_map>

#include "profiles.h"
#include "unit_expansion.h"
#include "unit_roots.h"

namespace plimsoll::resolve {
namespace {

using cargo::TargetKind;

/// Cargo's second pass: host instances that equal a target instance become one with it. Units are worked on after all
/// that they depend on, since the dependencies are part of a unit's identity.
class Sharing {
 public:
  Sharing(const Resolution& resolution, Expansion expansion) : resolution_(resolution), before_(std::move(expansion)) {
    shared_.assign(before_.units.size(), unknown);
    for (const auto& profile : before_.profiles) profile_number(profile);
    host_requested_ = resolution.request().platforms->targets.empty();
  }

  UnitGraph run() {
    for (const auto root : before_.roots) visit(root);
    for (const auto root : before_.roots) roots_.push_back(shared_[root]);
    return sorted();
  }

 private:
  static constexpr auto unknown = static_cast<std::uint32_t>(-1);

  /// A unit as it will be, with the dependencies by number.
  struct Shared {
    std::uint32_t proto = 0;
    std::int32_t platform = host_platform;
    std::uint32_t side = 0;
    std::uint32_t profile = 0;  ///< in `profiles_`
    std::vector<std::pair<std::uint32_t, std::string>> dependencies = {};
  };
  /// Everything that tells a unit from others, its dependencies included, as numbers.
  using Identity = std::vector<std::uint32_t>;
  struct IdentityHash {
    std::size_t operator()(const Identity& identity) const noexcept {
      std::size_t hash = 0;
      for (const auto number : identity) hash = (hash ^ number) * 0x9E3779B97F4A7C15ULL;
      return hash;
    }
  };

  std::uint32_t profile_number(const Profile& profile) {
    const auto [at, added] = profile_numbers_.emplace(profile, static_cast<std::uint32_t>(profiles_.size()));
    if (added) profiles_.push_back(profile);
    return at->second;
  }

  void visit(std::uint32_t root) {
    struct Frame {
      std::uint32_t unit;
      bool for_host;
      std::size_t next = 0;
    };
    std::vector<Frame> stack{{root, false}};
    while (!stack.empty()) {
      auto& frame = stack.back();
      if (shared_[frame.unit] != unknown) {
        stack.pop_back();
        continue;
      }
      const auto& edges = before_.edges[frame.unit];
      if (frame.next < edges.size()) {
        const auto& edge = edges[frame.next++];
        if (shared_[edge.to] == unknown) stack.push_back({edge.to, edge.unit_for.host});
        continue;
      }
      shared_[frame.unit] = share(frame.unit, frame.for_host);
      stack.pop_back();
    }
  }

  std::uint32_t share(std::uint32_t number, bool for_host) {
    const auto& unit = before_.units[number];
    Shared result{number, unit.platform, 0, profile_of(number, for_host), {}};
    result.side = before_.same_features[unit.package] ? 0 : static_cast<std::uint32_t>(unit.side);
    if (host_requested_ && result.platform == 0) result.platform = host_platform;
    for (auto& edge : before_.edges[number])
      result.dependencies.emplace_back(shared_[edge.to], std::move(edge.extern_name));
    std::ranges::sort(result.dependencies);
    Identity identity{unit.package.value,
                      unit.target,
                      static_cast<std::uint32_t>(unit.mode),
                      unit.tests ? 1U : 0U,
                      static_cast<std::uint32_t>(result.platform),
                      result.side,
                      result.profile};
    for (const auto& [dependency, name] : result.dependencies) identity.push_back(dependency);
    const auto [at, added] = numbers_.emplace(std::move(identity), static_cast<std::uint32_t>(units_.size()));
    if (added) units_.push_back(std::move(result));
    return at->second;
  }

  /// The unit's profile with what Cargo decides last.
  std::uint32_t profile_of(std::uint32_t number, bool for_host) {
    const auto& unit = before_.units[number];
    const auto& known = profiles_[unit.profile];
    const bool strips = known.strip_deferred && has_no_debuginfo(known) && below_has_no_debuginfo(number);
    bool loses_debuginfo = false;
    if (for_host && host_requested_ && unit.debuginfo_deferred) {
      auto probe = unit;
      probe.platform = 0;
      loses_debuginfo = before_.find(probe) == before_.units.size();
    }
    if (!strips && !loses_debuginfo) return unit.profile;
    auto profile = known;
    if (strips) {
      profile.strip = std::string("debuginfo");
      profile.strip_deferred = false;
    }
    if (loses_debuginfo) profile.debuginfo = std::string("0");
    return profile_number(profile);
  }

  static bool has_no_debuginfo(const Profile& profile) { return profile.debuginfo == "0"; }

  /// Without any of its own, what the standard library brings is stripped too.
  [[nodiscard]] bool below_has_no_debuginfo(std::uint32_t number) const {
    return std::ranges::all_of(before_.edges[number], [&](const ProtoEdge& edge) {
      return has_no_debuginfo(profiles_[units_[shared_[edge.to]].profile]);
    });
  }

  /// Where Cargo's order puts a kind of target.
  static int rank(const cargo::CrateTarget& target) {
    switch (target.kind) {
      case TargetKind::lib:
        return 0;
      case TargetKind::bin:
        return 1;
      case TargetKind::test:
        return 2;
      case TargetKind::bench:
        return 3;
      case TargetKind::example:
        return 4;
      case TargetKind::custom_build:
        return 6;
    }
    return 7;
  }

  /// The host stands before every target, targets stand in the order of their triples.
  [[nodiscard]] std::string_view platform_name(const Shared& shared) const {
    const auto& targets = resolution_.request().platforms->targets;
    return shared.platform == host_platform ? std::string_view()
                                            : targets[static_cast<std::size_t>(shared.platform)].triple();
  }

  [[nodiscard]] UnitGraph sorted() const {
    std::vector<std::uint32_t> order(units_.size());
    std::iota(order.begin(), order.end(), 0U);
    const auto ranks = profile_ranks();
    std::ranges::stable_sort(order, [&](std::uint32_t a, std::uint32_t b) { return compare(a, b, ranks); });
    std::vector<std::uint32_t> position(order.size());
    for (std::uint32_t i = 0; i < order.size(); ++i) position[order[i]] = i;
    UnitGraph graph;
    graph.units.reserve(order.size());
    for (const auto number : order) graph.units.push_back(finished(units_[number], position));
    for (const auto root : roots_) graph.roots.emplace_back(position[root]);
    std::ranges::sort(graph.roots);
    return graph;
  }

  /// The place of each profile in the order of profiles.
  [[nodiscard]] std::vector<std::uint32_t> profile_ranks() const {
    std::vector<std::uint32_t> ranks(profiles_.size());
    std::uint32_t rank = 0;
    for (const auto& entry : profile_numbers_) ranks[entry.second] = rank++;
    return ranks;
  }

  /// Cargo's order, as far as it does not hang on hashes: package, target, profile, platform, mode.
  [[nodiscard]] bool compare(std::uint32_t a, std::uint32_t b, const std::vector<std::uint32_t>& ranks) const {
    const auto& left = units_[a];
    const auto& right = units_[b];
    const auto target_key = [&](const Shared& shared) {
      const auto& unit = before_.units[shared.proto];
      const auto& target = resolution_.graph().manifest(unit.package)->targets[unit.target];
      return std::tuple(unit.package, rank(target), std::string_view(target.name));
    };
    const auto rest_key = [&](const Shared& shared) {
      const auto& unit = before_.units[shared.proto];
      return std::tuple(platform_name(shared), unit.mode, unit.tests, shared.side);
    };
    if (const auto order = target_key(left) <=> target_key(right); order != 0) return order < 0;
    if (left.profile != right.profile) return ranks[left.profile] < ranks[right.profile];
    return rest_key(left) < rest_key(right);
  }

  [[nodiscard]] Unit finished(const Shared& shared, const std::vector<std::uint32_t>& position) const {
    const auto& proto = before_.units[shared.proto];
    Unit unit;
    unit.package = proto.package;
    unit.target = proto.target;
    unit.mode = proto.mode;
    unit.tests = proto.tests;
    if (shared.platform != host_platform) unit.platform = static_cast<std::uint32_t>(shared.platform);
    unit.side = proto.side;
    unit.features = resolution_.features(proto.package, proto.side);
    unit.profile = profiles_[shared.profile];
    for (const auto& [dependency, name] : shared.dependencies)
      unit.dependencies.push_back({UnitIx(position[dependency]), name});
    std::ranges::sort(unit.dependencies, {}, [](const UnitDependency& edge) { return edge.unit; });
    return unit;
  }

  const Resolution& resolution_;
  Expansion before_;
  bool host_requested_ = false;
  std::vector<std::uint32_t> shared_;
  std::vector<Shared> units_;
  std::unordered_map<Identity, std::uint32_t, IdentityHash> numbers_;
  std::vector<Profile> profiles_;
  std::map<Profile, std::uint32_t> profile_numbers_;
  std::vector<std::uint32_t> roots_;
};

}  // namespace

std::string_view to_text(Mode mode) {
  switch (mode) {
    case Mode::test:
      return "test";
    case Mode::build:
      return "build";
    case Mode::check:
      return "check";
    case Mode::doctest:
      return "doctest";
    case Mode::run_custom_build:
      return "run-custom-build";
  }
  return "build";
}

support::Result<UnitGraph> build_unit_graph(const Resolution& resolution, const UnitRequest& request) {
  TRY_INTO(const auto profiles, ProfileMaker::make(resolution.graph(), request.profile));
  TRY_INTO(const auto roots, root_targets(resolution, request));
  TRY_INTO(auto expansion, expand_units(resolution, request, profiles, roots));
  return Sharing(resolution, std::move(expansion)).run();
}

}  // namespace plimsoll::resolve
