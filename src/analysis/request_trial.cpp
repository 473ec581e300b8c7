// SPDX-License-Identifier: MIT OR Apache-2.0
#include "plimsoll/analysis/request_trial.h"

#include <algorithm>
#include <numeric>
#include <set>
#include <tuple>
#include <utility>

#include "cost_model.h"
#include "plimsoll/support/parallel.h"

namespace plimsoll::analysis {
namespace {

using graph::PackageIx;
using resolve::AskedFeature;
using resolve::DeclaredRequest;
using resolve::Resolution;
using resolve::Side;
using Outcome = RequestTrial::Outcome;

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

  [[nodiscard]] bool is_built(PackageIx package) const { return !units_of(package).empty(); }
  [[nodiscard]] std::int64_t units() const { return std::ssize(units_); }
  [[nodiscard]] std::int64_t build_scripts() const { return build_scripts_; }
  [[nodiscard]] double cost_seconds() const { return cost_seconds_; }

  /// Those of a package stand together.
  [[nodiscard]] std::span<const resolve::Unit> units_of(PackageIx package) const {
    return units_.subspan(begin_[package], begin_[package + 1] - begin_[package]);
  }

  /// Of all units of the package.
  [[nodiscard]] std::set<std::string_view> features(PackageIx package) const {
    std::set<std::string_view> names;
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

class Trials {
 public:
  Trials(const graph::PackageGraph& graph, const Model& model, const facts::FactTable& facts)
      : graph_(graph), model_(model), facts_(facts), before_(graph, model.build.units, model.unit_times) {}

  std::vector<RequestTrial> run(std::size_t threads) const {
    std::vector<RequestTrial> trials;
    for (auto& request : resolve::declared_requests(graph_)) {
      std::erase_if(request.asked, [&](AskedFeature asked) { return !exists(graph_, asked); });
      if (!request.asked.empty()) trials.push_back(opened(std::move(request)));
    }
    support::parallel_for(trials.size(), threads, [&](std::size_t i) { settle(trials[i]); });
    std::ranges::sort(trials, {}, [](const RequestTrial& trial) {
      return std::tuple(-trial.saves.cost_seconds, std::string_view(trial.request.edit.text));
    });
    return trials;
  }

 private:
  [[nodiscard]] RequestTrial opened(DeclaredRequest request) const {
    RequestTrial trial;
    const auto& link = graph_.link(request.asked.front().link);
    trial.package = link.to;
    if (request.edit.declaration.where != "workspace") trial.member = link.from;
    trial.request = std::move(request);
    return trial;
  }

  void settle(RequestTrial& trial) const {
    const auto& before = model_.build.resolution;
    const auto& asked = trial.request.asked;
    if (std::ranges::none_of(asked, [&](AskedFeature one) { return is_live(before, one.link); })) return;
    trial.outcome = Outcome::nothing;
    if (std::ranges::none_of(asked, [&](AskedFeature one) { return before.is_first_to_ask(one); })) {
      trial.anyway = reason_in(before, asked);
      return;
    }
    const auto after = resolve::resolve_without(before, asked);
    if (after.has_same_outcome(before))
      trial.anyway = reason_in(after, asked);
    else
      compare(after, trial);
  }

  /// Why the first of those that take part is on.
  [[nodiscard]] std::optional<FeatureReason> reason_in(const Resolution& resolution,
                                                       const std::vector<AskedFeature>& asked) const {
    for (const auto one : asked)
      for (const auto parent : sides) {
        const auto& link = graph_.link(one.link);
        if (!resolution.is_followed(one.link, parent)) continue;
        const auto side = resolution.splits_sides() ? resolution.side_of(one.link, parent) : Side::target;
        if (auto reason = feature_reason(resolution, link.to, feature_of(graph_, one), side)) return reason;
      }
    return std::nullopt;
  }

  void compare(const Resolution& resolution, RequestTrial& trial) const {
    trial.outcome = Outcome::less;
    const auto units = resolve::build_unit_graph(
        resolution, {resolve::Command::build, model_.request.profile, {}, model_.request.packages});
    if (!units) return;
    const auto times = estimate_times(graph_, *units, facts_);
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
      if (!before_.is_built(package)) continue;
      if (!after.is_built(package)) {
        trial.gone.push_back(package);
        if (graph_.manifest(package)->is_proc_macro()) ++trial.saves.proc_macros;
        continue;
      }
      if (have_same_features(before_, after, package)) continue;
      const auto left = after.features(package);
      for (const auto feature : before_.features(package))
        if (!left.contains(feature)) trial.features_off.push_back({package, feature});
    }
    trial.saves.packages = std::ssize(trial.gone);
    trial.saves.features = std::ssize(trial.features_off);
  }

  const graph::PackageGraph& graph_;
  const Model& model_;
  const facts::FactTable& facts_;
  BuildCount before_;
};

}  // namespace

std::vector<RequestTrial> try_requests(const graph::PackageGraph& graph, const Model& model,
                                       const facts::FactTable& facts, std::size_t threads) {
  if (graph.closure().lockfile_only) return {};
  return Trials(graph, model, facts).run(threads);
}

}  // namespace plimsoll::analysis
