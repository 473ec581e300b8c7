// SPDX-License-Identifier: MIT OR Apache-2.0
#include "plimsoll/analysis/request_trial.h"

#include <algorithm>
#include <atomic>
#include <iterator>
#include <map>
#include <numeric>
#include <optional>
#include <set>
#include <span>
#include <tuple>
#include <utility>

#include "plimsoll/resolve/retraction.h"
#include "plimsoll/resolve/unit_pruning.h"
#include "plimsoll/support/parallel.h"
#include "unit_costs.h"

namespace plimsoll::analysis {
namespace {

using graph::PackageIx;
using resolve::AskedFeature;
using resolve::DeclaredRequest;
using resolve::Resolution;
using resolve::Side;
using Outcome = RequestTrial::Outcome;
using Features = std::vector<std::string_view>;
using FeatureNames = std::set<std::string_view>;

constexpr Side sides[] = {Side::target, Side::host};

std::string_view feature_of(const graph::PackageGraph& graph, AskedFeature asked) {
  if (asked.position == AskedFeature::default_features) return "default";
  return graph.declaration(asked.link)->features[asked.position];
}

/// Whether the package has what is asked for. Of one whose manifest is not at hand nobody knows.
bool exists(const graph::PackageGraph& graph, AskedFeature asked) {
  const auto* manifest = graph.manifest(graph.link(asked.link).to);
  return manifest != nullptr && cargo::find_feature(manifest->features, feature_of(graph, asked)) != nullptr;
}

bool is_live(const Resolution& resolution, graph::LinkIx link) {
  return std::ranges::any_of(sides, [&](Side side) { return resolution.is_followed(link, side); });
}

/// What is counted of one build, to be held against another.
class BuildCount {
 public:
  BuildCount(const graph::PackageGraph& graph, const resolve::UnitGraph& units,
             std::span<const resolve::UnitTime> times)
      : units_(units.units), begin_(graph.package_count() + 1) {
    for (const auto& unit : units_) {
      ++begin_[unit.package + 1];
      if (unit.mode == resolve::Mode::run_custom_build) ++build_scripts_;
    }
    std::partial_sum(begin_.begin(), begin_.end(), begin_.begin());
    for (const auto& time : times) cost_seconds_ += time.total;
  }

  [[nodiscard]] std::size_t first_unit(std::size_t package) const { return begin_[package]; }
  [[nodiscard]] bool is_built(PackageIx package) const { return !units_of(package).empty(); }
  [[nodiscard]] std::int64_t units() const { return std::ssize(units_); }
  [[nodiscard]] std::int64_t build_scripts() const { return build_scripts_; }
  [[nodiscard]] double cost_seconds() const { return cost_seconds_; }

  /// Those of a package stand together.
  [[nodiscard]] std::span<const resolve::Unit> units_of(PackageIx package) const {
    return units_.subspan(begin_[package], begin_[package + 1] - begin_[package]);
  }

  /// Of all units of the package.
  [[nodiscard]] FeatureNames features(PackageIx package) const {
    FeatureNames names;
    for (const auto& unit : units_of(package)) names.insert(unit.features.begin(), unit.features.end());
    return names;
  }

 private:
  std::span<const resolve::Unit> units_;
  std::vector<std::size_t> begin_;
  std::int64_t build_scripts_ = 0;
  double cost_seconds_ = 0;
};

bool have_same_features(const BuildCount& one, const BuildCount& other, PackageIx package) {
  return std::ranges::equal(one.units_of(package), other.units_of(package), {}, &resolve::Unit::features,
                            &resolve::Unit::features);
}

std::size_t position_of(const std::pair<resolve::UnitIx, resolve::Unit>& changed) {
  return changed.first;
}

/// Tries one request after the other; what it works with is put back each time.
class Trial {
 public:
  Trial(const graph::PackageGraph& graph, const Model& model, const BuildCount& before,
        const resolve::Scheduler& scheduler)
      : graph_(graph),
        model_(model),
        before_(before),
        scheduler_(scheduler),
        retraction_(model.build.resolution),
        pruning_(model.build.resolution, model.build.units, request()) {}

  void settle(RequestTrial& trial) {
    const auto& before = model_.build.resolution;
    const auto& asked = trial.request.asked;
    if (std::ranges::none_of(asked, [&](AskedFeature one) { return is_live(before, one.link); })) return;
    trial.outcome = Outcome::nothing;
    if (std::ranges::none_of(asked, [&](AskedFeature one) { return before.is_first_to_ask(one); })) {
      trial.anyway = reason_in(before, asked);
      return;
    }
    const auto loss = retraction_.without(asked);
    if (loss.empty())
      trial.anyway = reason_in(retraction_, asked);
    else if (const auto pruned = pruning_.without(loss))
      measure(*pruned, trial);
    else
      compare(resolve::resolve_without(before, asked), trial);
  }

 private:
  [[nodiscard]] resolve::UnitRequest request() const {
    return {resolve::Command::build, model_.request.profile, {}, model_.request.packages};
  }

  /// Why the first of those that take part is on.
  template <class Resolved>
  [[nodiscard]] std::optional<FeatureReason> reason_in(const Resolved& resolved,
                                                       const std::vector<AskedFeature>& asked) const {
    const auto& before = model_.build.resolution;
    for (const auto one : asked)
      for (const auto parent : sides) {
        const auto& link = graph_.link(one.link);
        if (!before.is_followed(one.link, parent)) continue;
        const auto side = before.splits_sides() ? before.side_of(one.link, parent) : Side::target;
        const auto feature = feature_of(graph_, one);
        if (const auto cause = resolved.why(link.to, feature, side))
          return reason_of(graph_, link.to, feature, side, *cause);
      }
    return std::nullopt;
  }

  /// What is gone or less, against what was there.
  void measure(const resolve::PrunedUnits& pruned, RequestTrial& trial) const {
    trial.outcome = Outcome::less;
    const auto& units = model_.build.units.units;
    trial.saves.units = std::ssize(pruned.gone);
    for (const auto unit : pruned.gone) {
      trial.saves.cost_seconds += model_.unit_times[unit].total;
      if (units[unit].mode == resolve::Mode::run_custom_build) ++trial.saves.build_scripts;
    }
    std::vector<resolve::UnitTime> times;
    for (const auto& [unit, changed] : pruned.changed) {
      times.push_back(
          cost_unit(graph_, model_.build.units, *model_.costs, changed, model_.measurements.get(), model_.pace));
      trial.saves.cost_seconds += model_.unit_times[unit].total - times.back().total;
    }
    trial.saves.critical_path_seconds = model_.schedule.length - scheduler_.length_without(pruned, times);
    note_packages(pruned, trial);
  }

  void note_packages(const resolve::PrunedUnits& pruned, RequestTrial& trial) const {
    std::set<PackageIx> packages;
    for (const auto unit : pruned.gone) packages.insert(model_.build.units.units[unit].package);
    for (const auto& [unit, changed] : pruned.changed) packages.insert(changed.package);
    for (const auto package : packages) note_package(package, pruned, trial);
  }

  /// What the unit is compiled with then; nullptr: it is gone.
  [[nodiscard]] const Features* features_left(std::size_t unit, const resolve::PrunedUnits& pruned) const {
    if (std::ranges::binary_search(pruned.gone, resolve::UnitIx(unit))) return nullptr;
    const auto changed = std::ranges::lower_bound(pruned.changed, unit, {}, &position_of);
    const bool is_changed = changed != pruned.changed.end() && changed->first == unit;
    return is_changed ? &changed->second.features : &model_.build.units.units[unit].features;
  }

  void note_package(PackageIx package, const resolve::PrunedUnits& pruned, RequestTrial& trial) const {
    FeatureNames lost;
    std::vector<const Features*> left;
    for (auto unit = before_.first_unit(package); unit != before_.first_unit(package + 1); ++unit) {
      const auto& before = model_.build.units.units[unit].features;
      const auto* after = features_left(unit, pruned);
      if (after != nullptr) left.push_back(after);
      if (after == &before) continue;
      const std::span<const std::string_view> kept = after ? std::span(*after) : std::span<const std::string_view>();
      std::ranges::set_difference(before, kept, std::inserter(lost, lost.end()));
    }
    if (left.empty()) {
      note_gone(package, trial);
      return;
    }
    for (const auto name : lost)
      if (std::ranges::none_of(left, [&](const auto* after) { return std::ranges::binary_search(*after, name); }))
        note_loss(package, name, trial);
  }

  void note_gone(PackageIx package, RequestTrial& trial) const {
    trial.gone.push_back(package);
    ++trial.saves.packages;
    if (graph_.manifest(package)->is_proc_macro()) ++trial.saves.proc_macros;
  }

  static void note_loss(PackageIx package, std::string_view feature, RequestTrial& trial) {
    trial.features_off.push_back({package, feature});
    ++trial.saves.features;
  }

  void compare(const resolve::Resolution& resolution, RequestTrial& trial) const {
    trial.outcome = Outcome::less;
    const auto units = resolve::build_unit_graph(resolution, request());
    if (!units) return;
    const auto times = cost_units(graph_, *units, *model_.costs, model_.measurements.get(), model_.pace).times;
    const BuildCount after(graph_, *units, times);
    trial.saves.units = before_.units() - after.units();
    trial.saves.build_scripts = before_.build_scripts() - after.build_scripts();
    trial.saves.cost_seconds = before_.cost_seconds() - after.cost_seconds();
    trial.saves.critical_path_seconds = model_.schedule.length - resolve::schedule(graph_, *units, times, 0).length;
    note_packages(after, trial);
  }

  void note_packages(const BuildCount& after, RequestTrial& trial) const {
    for (std::size_t i = 0; i < graph_.package_count(); ++i) {
      const PackageIx package(i);
      if (!before_.is_built(package) || have_same_features(before_, after, package)) continue;
      if (!after.is_built(package)) {
        note_gone(package, trial);
        continue;
      }
      const auto left = after.features(package);
      for (const auto feature : before_.features(package))
        if (!left.contains(feature)) note_loss(package, feature, trial);
    }
  }

  const graph::PackageGraph& graph_;
  const Model& model_;
  const BuildCount& before_;
  const resolve::Scheduler& scheduler_;
  resolve::Retraction retraction_;
  resolve::UnitPruning pruning_;
};

std::vector<RequestTrial> open_trials(const graph::PackageGraph& graph) {
  std::vector<RequestTrial> trials;
  for (auto& request : resolve::declared_requests(graph)) {
    std::erase_if(request.asked, [&](AskedFeature asked) { return !exists(graph, asked); });
    if (request.asked.empty()) continue;
    const auto& link = graph.link(request.asked.front().link);
    auto& trial = trials.emplace_back();
    trial.package = link.to;
    if (request.edit.declaration.where != "workspace") trial.member = link.from;
    trial.request = std::move(request);
  }
  return trials;
}

/// Requests that decide nothing alone, those for one thing together.
std::vector<SharedRequest> shared_requests(const std::vector<RequestTrial>& trials) {
  std::map<std::tuple<PackageIx, resolve::Edit::Kind, std::string_view>, SharedRequest> by_thing;
  for (std::size_t i = 0; i < trials.size(); ++i) {
    const auto& [edit, at, asked] = trials[i].request;
    if (trials[i].outcome != Outcome::nothing) continue;
    auto& shared = by_thing[{trials[i].package, edit.kind, edit.feature}];
    if (shared.requests.empty()) {
      shared.trial.request = trials[i].request;
      shared.trial.package = trials[i].package;
      shared.trial.member = trials[i].member;
    } else {
      auto& all = shared.trial.request.asked;
      all.insert(all.end(), asked.begin(), asked.end());
    }
    shared.requests.push_back(i);
  }
  std::vector<SharedRequest> several;
  for (auto& [thing, shared] : by_thing) {
    if (shared.requests.size() < 2) continue;
    auto& asked = shared.trial.request.asked;
    std::ranges::sort(asked);
    asked.erase(std::unique(asked.begin(), asked.end()), asked.end());
    several.push_back(std::move(shared));
  }
  return several;
}

/// Dearest first, then by the text of the edit.
bool comes_first(const RequestTrial& one, const RequestTrial& other) {
  const auto rank = [](const RequestTrial& trial) {
    return std::tuple(-trial.saves.cost_seconds, std::string_view(trial.request.edit.text));
  };
  return rank(one) < rank(other);
}

}  // namespace

RequestTrials try_requests(const graph::PackageGraph& graph, const Model& model, std::size_t threads) {
  if (graph.closure().lockfile_only) return {};
  RequestTrials trials{open_trials(graph), {}};
  const BuildCount before(graph, model.build.units, model.unit_times);
  const resolve::Scheduler scheduler(graph, model.build.units, model.unit_times);
  std::vector<std::optional<Trial>> workers(std::min(threads, trials.each.size()));
  const auto settle = [&](std::size_t count, const auto& trial_at) {
    std::atomic<std::size_t> next = 0;
    support::parallel_for(std::min(workers.size(), count), threads, [&](std::size_t worker) {
      if (!workers[worker]) workers[worker].emplace(graph, model, before, scheduler);
      for (auto i = next++; i < count; i = next++) workers[worker]->settle(trial_at(i));
    });
  };
  settle(trials.each.size(), [&](std::size_t i) -> RequestTrial& { return trials.each[i]; });
  std::ranges::sort(trials.each, comes_first);
  trials.shared = shared_requests(trials.each);
  settle(trials.shared.size(), [&](std::size_t i) -> RequestTrial& { return trials.shared[i].trial; });
  std::erase_if(trials.shared, [](const SharedRequest& shared) { return shared.trial.outcome != Outcome::less; });
  std::ranges::sort(trials.shared, comes_first, &SharedRequest::trial);
  return trials;
}

}  // namespace plimsoll::analysis
