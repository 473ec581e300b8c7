// SPDX-License-Identifier: MIT OR Apache-2.0
#include "plimsoll/resolve/unit_pruning.h"

#include <algorithm>
#include <map>
#include <numeric>
#include <span>
#include <string>
#include <tuple>

#include "unit_expansion.h"

namespace plimsoll::resolve {
namespace {

using graph::LinkIx;
using graph::PackageIx;

/// What one package loses, by side.
struct Change {
  PackageIx package;
  std::vector<std::string_view> features[2] = {};
  std::vector<LinkIx> links[2] = {};
  bool gone[2] = {};
};

std::size_t at(Side side) {
  return static_cast<std::size_t>(side);
}

ProtoUnit proto_of(const Unit& unit) {
  const auto platform = unit.platform ? static_cast<std::int32_t>(*unit.platform) : host_platform;
  return {unit.package, unit.target, unit.mode, unit.tests, platform, unit.side};
}

std::vector<std::string_view> difference(const std::vector<std::string_view>& all,
                                         const std::vector<std::string_view>& lost) {
  std::vector<std::string_view> left;
  std::set_difference(all.begin(), all.end(), lost.begin(), lost.end(), std::back_inserter(left));
  return left;
}

/// By package; what is lost is sorted by package already.
class ChangeList {
 public:
  ChangeList(const graph::PackageGraph& graph, const Loss& loss) {
    for (const auto& [package, side] : loss.packages) of(package).gone[at(side)] = true;
    for (const auto& [package, side, feature] : loss.features) of(package).features[at(side)].push_back(feature);
    for (const auto& [link, side] : loss.links) of(graph.link(link).from).links[at(side)].push_back(link);
  }

  std::vector<Change> take() && { return std::move(changes_); }

 private:
  Change& of(PackageIx package) {
    const auto place = std::ranges::lower_bound(changes_, package, {}, &Change::package);
    if (place != changes_.end() && place->package == package) return *place;
    return *changes_.insert(place, Change{package});
  }

  std::vector<Change> changes_;
};

}  // namespace

class UnitPruning::Count {
 public:
  Count(const Resolution& resolution, const UnitGraph& graph, const UnitRequest& request)
      : resolution_(resolution),
        packages_(resolution.graph()),
        units_(graph.units),
        begin_(packages_.package_count() + 1),
        has_twins_(packages_.package_count()),
        decides_targets_(packages_.package_count()),
        needed_by_(units_.size()) {
    for (const auto& unit : units_) {
      ++begin_[unit.package + 1];
      for (const auto& dependency : unit.dependencies) ++needed_by_[dependency.unit];
    }
    std::partial_sum(begin_.begin(), begin_.end(), begin_.begin());
    for (const auto root : graph.roots) ++needed_by_[root];
    for (std::size_t i = 0; i < packages_.package_count(); ++i) has_twins_[i] = have_twins(units_of(PackageIx(i)));
    for (const auto package : request.packages) note_required_features(package);
  }

  std::optional<PrunedUnits> without(const Loss& loss) {
    const auto changes = ChangeList(packages_, loss).take();
    if (!std::ranges::all_of(changes, [&](const Change& change) { return keeps_sharing(change); })) return std::nullopt;
    for (const auto& change : changes) cut_links(change);
    auto result = outcome(changes);
    undo();
    return result;
  }

 private:
  [[nodiscard]] std::span<const Unit> units_of(PackageIx package) const {
    return units_.subspan(begin_[package], begin_[package + 1] - begin_[package]);
  }

  /// Units that only the side or the profile tells apart.
  static bool have_twins(std::span<const Unit> units) {
    std::vector<std::tuple<std::uint32_t, Mode, bool, std::optional<std::uint32_t>>> keys;
    keys.reserve(units.size());
    for (const auto& unit : units) keys.emplace_back(unit.target, unit.mode, unit.tests, unit.platform);
    std::ranges::sort(keys);
    return std::ranges::adjacent_find(keys) != keys.end();
  }

  void note_required_features(PackageIx package) {
    const auto* manifest = packages_.manifest(package);
    if (!manifest) return;
    bool asks_dependencies = false;
    for (const auto& target : manifest->targets)
      for (const auto& feature : target.required_features) {
        decides_targets_[package] = 1;
        asks_dependencies = asks_dependencies || feature.find('/') != std::string::npos;
      }
    if (!asks_dependencies) return;
    for (const auto link : packages_.links_from(package)) decides_targets_[packages_.link(link).to] = 1;
  }

  [[nodiscard]] bool is_on_both_sides(PackageIx package) const {
    return resolution_.splits_sides() && resolution_.is_active(package, Side::target) &&
           resolution_.is_active(package, Side::host);
  }

  [[nodiscard]] bool has_same_features(PackageIx package) const {
    return resolution_.features(package, Side::target) == resolution_.features(package, Side::host);
  }

  /// What the package's units share between the sides, and what they keep apart, stays so (see `Sharing`).
  [[nodiscard]] bool keeps_sharing(const Change& change) const {
    if (decides_targets_[change.package]) return false;
    if (!is_on_both_sides(change.package)) return true;
    const bool had_same = has_same_features(change.package);
    const bool twins = has_twins_[change.package];
    if (change.gone[0] && change.gone[1]) return !twins;
    if (change.gone[0] || change.gone[1]) return !(had_same && twins);
    if (!had_same) return features_after(change, Side::target) != features_after(change, Side::host);
    return change.features[0] == change.features[1] && change.links[0] == change.links[1] &&
           (!twins || change.links[0].empty());
  }

  [[nodiscard]] std::vector<std::string_view> features_after(const Change& change, Side side) const {
    return difference(resolution_.features(change.package, side), change.features[at(side)]);
  }

  /// The side that a unit's features and links are of then: one that both sides shared is left to the other.
  [[nodiscard]] Side side_after(const Change& change, const Unit& unit) const {
    if (!resolution_.splits_sides()) return Side::target;
    const bool shared = is_on_both_sides(change.package) && has_same_features(change.package);
    if (!shared || change.gone[0] == change.gone[1]) return unit.side;
    return change.gone[0] ? Side::host : Side::target;
  }

  void cut_links(const Change& change) {
    const auto units = units_of(change.package);
    for (std::size_t i = 0; i < units.size(); ++i) {
      const auto& lost = change.links[at(side_after(change, units[i]))];
      for (const auto link : lost)
        if (may_use(resolution_, link, proto_of(units[i]))) cut_library(begin_[change.package] + i, link, lost, change);
    }
  }

  /// Unless another declaration of the same package is left.
  void cut_library(std::size_t unit, LinkIx link, const std::vector<LinkIx>& lost, const Change& change) {
    const auto to = packages_.link(link).to;
    const auto side = side_after(change, units_[unit]);
    const auto links = packages_.links_from(change.package);
    const auto link_to = [&](LinkIx other) { return packages_.link(other).to; };
    for (auto other = std::ranges::lower_bound(links, to, {}, link_to); other != links.end() && link_to(*other) == to;
         ++other)
      if (!std::ranges::binary_search(lost, *other) && may_use(resolution_, *other, proto_of(units_[unit])) &&
          resolution_.is_enabled(*other, side))
        return;
    const auto& dependencies = units_[unit].dependencies;
    const auto first = std::ranges::lower_bound(
        dependencies, to, {}, [&](const UnitDependency& dependency) { return units_[dependency.unit].package; });
    for (auto i = static_cast<std::uint32_t>(first - dependencies.begin());
         i < dependencies.size() && units_[dependencies[i].unit].package == to; ++i) {
      if (units_[dependencies[i].unit].mode == Mode::run_custom_build) continue;
      cut_run(unit, dependencies[i].unit);
      cut(unit, i);
    }
  }

  /// The run of the unit's build script no longer waits for that of the library.
  void cut_run(std::size_t unit, std::size_t library) {
    const auto own = run_below(unit);
    const auto other = run_below(library);
    if (!own || !other) return;
    const auto& dependencies = units_[*own].dependencies;
    for (std::uint32_t i = 0; i < dependencies.size(); ++i)
      if (dependencies[i].unit == *other) cut(*own, i);
  }

  [[nodiscard]] std::optional<UnitIx> run_below(std::size_t unit) const {
    for (const auto& dependency : units_[unit].dependencies) {
      const auto& below = units_[dependency.unit];
      if (below.mode == Mode::run_custom_build && below.package == units_[unit].package) return dependency.unit;
    }
    return std::nullopt;
  }

  void cut(std::size_t unit, std::uint32_t position) {
    if (needed_by_[unit] == 0) return;
    const std::pair one(UnitIx(unit), position);
    const auto place = std::ranges::lower_bound(cuts_, one);
    if (place != cuts_.end() && *place == one) return;
    cuts_.insert(place, one);
    release(units_[unit].dependencies[position].unit);
  }

  void release(UnitIx unit) {
    std::vector<UnitIx> waiting{unit};
    while (!waiting.empty()) {
      const auto next = waiting.back();
      waiting.pop_back();
      if (--needed_by_[next] != 0) continue;
      gone_.push_back(next);
      for (std::uint32_t i = 0; i < units_[next].dependencies.size(); ++i)
        if (!is_cut(next, i)) waiting.push_back(units_[next].dependencies[i].unit);
    }
  }

  [[nodiscard]] bool is_cut(UnitIx unit, std::uint32_t position) const {
    return std::ranges::binary_search(cuts_, std::pair(unit, position));
  }

  [[nodiscard]] PrunedUnits outcome(const std::vector<Change>& changes) {
    std::ranges::sort(gone_);
    std::map<UnitIx, Unit> changed;
    for (auto at = cuts_.rbegin(); at != cuts_.rend(); ++at)
      if (auto* unit = changed_unit(at->first, changed))
        unit->dependencies.erase(unit->dependencies.begin() + at->second);
    for (const auto& change : changes) lessen(change, changed);
    PrunedUnits result{gone_, {}};
    for (auto& one : changed) result.changed.emplace_back(one.first, std::move(one.second));
    return result;
  }

  /// nullptr for one that is gone.
  Unit* changed_unit(UnitIx unit, std::map<UnitIx, Unit>& changed) const {
    if (std::ranges::binary_search(gone_, unit)) return nullptr;
    return &changed.try_emplace(unit, units_[unit]).first->second;
  }

  void lessen(const Change& change, std::map<UnitIx, Unit>& changed) const {
    for (std::size_t i = begin_[change.package]; i < begin_[change.package + 1]; ++i) {
      const auto& lost = change.features[at(side_after(change, units_[i]))];
      if (lost.empty()) continue;
      if (auto* unit = changed_unit(UnitIx(i), changed)) unit->features = difference(units_[i].features, lost);
    }
  }

  void undo() {
    for (const auto unit : gone_)
      for (std::uint32_t i = 0; i < units_[unit].dependencies.size(); ++i)
        if (!is_cut(unit, i)) ++needed_by_[units_[unit].dependencies[i].unit];
    for (const auto& [unit, position] : cuts_) ++needed_by_[units_[unit].dependencies[position].unit];
    gone_.clear();
    cuts_.clear();
  }

  const Resolution& resolution_;
  const graph::PackageGraph& packages_;
  std::span<const Unit> units_;
  std::vector<std::size_t> begin_;  // of each package's units
  std::vector<char> has_twins_;
  std::vector<char> decides_targets_;                   // `required-features` look at the package
  std::vector<std::uint32_t> needed_by_;                // edges to each unit, and one for a root
  std::vector<std::pair<UnitIx, std::uint32_t>> cuts_;  // sorted: units and positions of their dependencies
  std::vector<UnitIx> gone_;
};

UnitPruning::UnitPruning(const Resolution& resolution, const UnitGraph& graph, const UnitRequest& request)
    : count_(std::make_unique<Count>(resolution, graph, request)) {}
UnitPruning::~UnitPruning() = default;
UnitPruning::UnitPruning(UnitPruning&&) noexcept = default;

std::optional<PrunedUnits> UnitPruning::without(const Loss& loss) {
  return count_->without(loss);
}

}  // namespace plimsoll::resolve
