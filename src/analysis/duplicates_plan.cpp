// SPDX-License-Identifier: MIT OR Apache-2.0
#include "plimsoll/analysis/duplicates_plan.h"

#include <algorithm>
#include <functional>
#include <map>
#include <set>

#include "plimsoll/analysis/duplicates.h"
#include "plimsoll/support/parallel.h"
#include "set_cover.h"
#include "upgrade_plan.h"
#include "upgrade_proof.h"

namespace plimsoll::analysis {
namespace {

using cargo::PackageId;
using graph::PackageIx;

constexpr std::size_t most_candidates = 96;
/// A requirement of one's own is raised only where no number of commands does.
constexpr double price_of_raise = 1000;

/// A version that is to go.
struct Further {
  PackageIx package;
  std::vector<cargo::Version> targets = {};
};

/// A way out of one further version.
struct Candidate {
  UpgradePlan plan;
  std::vector<std::size_t> ends = {};  ///< positions of further versions that are not built after it
};

/// Whether both can be made: no package goes to two versions, and no requirement takes two.
bool fit_together(const UpgradePlan& first, const UpgradePlan& second) {
  const auto same_move = [&](const Move& move) {
    return std::ranges::all_of(second.moves,
                               [&](const Move& other) { return other.package != move.package || other.to == move.to; });
  };
  const auto same_raise = [&](const Raise& raise) {
    return std::ranges::all_of(second.raises, [&](const Raise& other) {
      return other.holder.link != raise.holder.link || other.to == raise.to;
    });
  };
  return std::ranges::all_of(first.moves, same_move) && std::ranges::all_of(first.raises, same_raise);
}

void add(UpgradePlan& all, const UpgradePlan& more) {
  for (const auto& raise : more.raises)
    if (std::ranges::none_of(all.raises, [&](const Raise& one) { return one.holder.link == raise.holder.link; }))
      all.raises.push_back(raise);
  for (const auto& move : more.moves)
    if (std::ranges::find(all.moves, move.package, &Move::package) == all.moves.end()) all.moves.push_back(move);
}

/// Names of which several versions are there, without the first of each.
std::size_t count_further(const std::vector<PackageId>& built) {
  std::set<std::string_view> names;
  for (const auto& id : built) names.insert(id.name);
  return built.size() - names.size();
}

class Planner {
 public:
  Planner(const View& view, std::size_t threads) : view_(view), threads_(threads) {
    for (const auto& copies : find_duplicates(view.graph, view.model))
      for (const auto older : copies.older()) further_.push_back({older, versions_beside(view.graph, copies, older)});
    keep_dearest();
  }

  DuplicatesPlan plan() {
    DuplicatesPlan result;
    const auto now = built_with(view_, {});
    if (!now || further_.empty()) return result;
    result.further = count_further(*now);
    result.within.left = result.further;
    const auto ways = ways_out();
    UpgradePlan made;
    result.within = stage(ways, false, made, result.further);
    result.raised = stage(ways, true, made, result.within.left);
    return result;
  }

 private:
  void keep_dearest() {
    std::ranges::stable_sort(further_, std::greater<>(),
                             [&](const Further& one) { return view_.model.cost_seconds[one.package]; });
    if (further_.size() > most_candidates) further_.resize(most_candidates);
    std::ranges::sort(further_, {}, &Further::package);
  }

  /// Proven ones, in the order of further versions.
  [[nodiscard]] std::vector<UpgradePlan> ways_out() const {
    std::vector<std::optional<UpgradePlan>> found(further_.size());
    support::parallel_for(found.size(), threads_, [&](std::size_t i) {
      found[i] = plan_upgrade(view_, further_[i].package, further_[i].targets);
    });
    std::vector<UpgradePlan> ways;
    for (auto& way : found)
      if (way && way->is_proven && commands_of(view_, *way)) ways.push_back(std::move(*way));
    return ways;
  }

  /// Makes the steps that help most on top of `made`, which Cargo takes and which leaves `left` further versions.
  DuplicatesStage stage(const std::vector<UpgradePlan>& ways, bool raises, UpgradePlan& made, std::size_t left) const {
    auto chosen = choose(candidates(ways, raises, made), made);
    auto outcome = outcome_of(made, chosen);
    if (!outcome || *outcome >= left) return {{}, {}, left};
    leave_out_needless(made, chosen, *outcome);
    auto all = made;
    for (const auto& one : chosen) add(all, one.plan);
    const auto known = made.moves.size();
    made = without_what_goes_by_itself(std::move(all), known);
    UpgradePlan added;
    added.moves.assign(made.moves.begin() + static_cast<std::ptrdiff_t>(known), made.moves.end());
    added.raises = made.raises;
    return {raise_texts(view_, added), commands_of(view_, added).value_or(std::vector<std::string>()),
            outcome_of(made, {}).value_or(left)};
  }

  /// Without moves of packages that the steps before have taken out of the lockfile: Cargo would not find them.
  [[nodiscard]] UpgradePlan without_what_goes_by_itself(UpgradePlan plan, std::size_t from) const {
    const std::vector<Move> moves(plan.moves.begin() + static_cast<std::ptrdiff_t>(from), plan.moves.end());
    plan.moves.resize(from);
    for (const auto& move : moves) {
      const auto locked = locked_with(view_, plan);
      if (!locked || std::ranges::binary_search(*locked, view_.graph.id(move.package))) plan.moves.push_back(move);
    }
    return plan;
  }

  [[nodiscard]] std::vector<Candidate> candidates(const std::vector<UpgradePlan>& ways, bool raises,
                                                  const UpgradePlan& made) const {
    std::vector<Candidate> found;
    for (const auto& way : ways)
      if (way.raises.empty() != raises && fit_together(made, way)) found.push_back({way});
    const auto built = built_with(view_, made);
    support::parallel_for(found.size(), threads_, [&](std::size_t i) {
      auto all = made;
      add(all, found[i].plan);
      found[i].ends = only_in_first(*built, built_with(view_, all).value_or(*built));
    });
    return found;
  }

  /// Positions of further versions, ascending.
  [[nodiscard]] std::vector<std::size_t> only_in_first(const std::vector<PackageId>& first,
                                                       const std::vector<PackageId>& second) const {
    std::vector<std::size_t> found;
    for (std::size_t i = 0; i < further_.size(); ++i) {
      const auto& id = view_.graph.id(further_[i].package);
      if (std::ranges::binary_search(first, id) && !std::ranges::binary_search(second, id)) found.push_back(i);
    }
    return found;
  }

  /// The cheapest of them that end together what any of them ends; of two that exclude each other the first.
  [[nodiscard]] std::vector<Candidate> choose(std::vector<Candidate> candidates, const UpgradePlan& made) const {
    std::map<PackageIx, std::size_t> of_move;
    std::map<std::string, std::size_t> of_raise;
    std::vector<double> prices;
    const auto step = [&](auto& known, const auto& key, double price) {
      const auto [at, is_new] = known.emplace(key, prices.size());
      if (is_new) prices.push_back(price);
      return at->second;
    };
    std::vector<CoverChoice> choices;
    for (const auto& candidate : candidates) {
      auto& choice = choices.emplace_back(CoverChoice{candidate.ends, {}});
      for (const auto& move : candidate.plan.moves)
        if (std::ranges::find(made.moves, move.package, &Move::package) == made.moves.end())
          choice.steps.push_back(step(of_move, move.package, 1));
      for (const auto& text : raise_texts(view_, candidate.plan))
        choice.steps.push_back(step(of_raise, text, price_of_raise));
    }
    std::vector<Candidate> chosen;
    UpgradePlan together = made;
    for (const auto i : cheapest_cover(choices, prices)) {
      if (!fit_together(together, candidates[i].plan)) continue;
      add(together, candidates[i].plan);
      chosen.push_back(std::move(candidates[i]));
    }
    return chosen;
  }

  [[nodiscard]] std::optional<std::size_t> outcome_of(const UpgradePlan& made,
                                                      const std::vector<Candidate>& chosen) const {
    auto all = made;
    for (const auto& one : chosen) add(all, one.plan);
    const auto built = built_with(view_, all);
    if (!built) return std::nullopt;
    return count_further(*built);
  }

  void leave_out_needless(const UpgradePlan& made, std::vector<Candidate>& chosen, std::size_t& left) const {
    for (std::size_t i = chosen.size(); i-- > 0;) {
      auto fewer = chosen;
      fewer.erase(fewer.begin() + static_cast<std::ptrdiff_t>(i));
      const auto outcome = outcome_of(made, fewer);
      if (!outcome || *outcome > left) continue;
      chosen = std::move(fewer);
      left = *outcome;
    }
  }

  const View& view_;
  std::size_t threads_;
  std::vector<Further> further_;  ///< by name and version
};

}  // namespace

DuplicatesPlan plan_against_duplicates(const View& view, std::size_t threads) {
  return Planner(view, threads).plan();
}

}  // namespace plimsoll::analysis
