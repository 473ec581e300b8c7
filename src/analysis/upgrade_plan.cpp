// SPDX-License-Identifier: MIT OR Apache-2.0
#include "upgrade_plan.h"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <map>
#include <tuple>

#include "places.h"
#include "plimsoll/support/text.h"
#include "upgrade_proof.h"

namespace plimsoll::analysis {
namespace {

using cargo::DependencyKind;
using cargo::Version;
using facts::Release;
using graph::PackageIx;

constexpr std::size_t most_targets = 8;
constexpr std::size_t most_moves = 12;
constexpr std::size_t deepest = 6;

/// Whether a release of a dependent would take the version of `name`; one that does without it takes any.
bool takes(const Release& release, const std::string& name, const Version& version) {
  const auto* summary = release.summary();
  if (summary == nullptr) return false;
  bool asks = false;
  for (const auto& dependency : summary->dependencies) {
    if (dependency.package != name || dependency.kind == DependencyKind::development) continue;
    if (dependency.req.matches(version)) return true;
    asks = true;
  }
  return !asks;
}

bool is_taken_by_all(const std::vector<Holder>& holders, const Version& version) {
  return std::ranges::all_of(holders, [&](const Holder& holder) { return allows(holder, version).value_or(false); });
}

class Planner {
 public:
  explicit Planner(const View& view) : view_(view) {}

  /// False: no way there.
  bool move(PackageIx package, const Version& to, std::size_t depth = 0) {
    if (depth > deepest || decided_.size() + plan_.raises.size() > most_moves) return false;
    if (const auto known = decided_.find(package); known != decided_.end()) return known->second == to;
    bool is_needed = false;
    for (const auto& holder : holders_of(view_, package)) {
      if (allows(holder, to).value_or(false))
        is_needed = true;
      else if (!clear(holder, package, to, depth))
        return false;
    }
    decided_.emplace(package, to);
    // Where all holders move to others the entry goes by itself, and Cargo finds no package to update any more.
    if (is_needed) plan_.moves.push_back({package, to});
    return true;
  }

  [[nodiscard]] UpgradePlan take_plan() { return std::move(plan_); }

 private:
  /// Makes a holder take the version.
  bool clear(const Holder& holder, PackageIx package, const Version& to, std::size_t depth) {
    if (holder.declaration == nullptr) return false;
    if (view_.graph.is_member(holder.package)) {
      if (to < view_.graph.id(package).version) return false;
      plan_.raises.push_back({holder, to});
      return true;
    }
    const auto decided = decided_.find(holder.package);
    const auto* release = decided == decided_.end() ? best_release(holder.package, package, to)
                                                    : find_release(holder.package, decided->second);
    if (release == nullptr || !takes(*release, view_.graph.id(package).name, to)) return false;
    return move(holder.package, release->version(), depth + 1);
  }

  [[nodiscard]] const Release* find_release(PackageIx package, const Version& version) const {
    const auto releases = releases_of(view_, package);
    const auto found = std::ranges::find_if(releases, [&](const Release& one) { return one.version() == version; });
    return found == releases.end() ? nullptr : &*found;
  }

  /// The lowest later release that takes the version and that all holders take; else, since Cargo locks the newest for
  /// those who have to let go, the newest of the lowest class that has one.
  [[nodiscard]] const Release* best_release(PackageIx holder, PackageIx package, const Version& to) const {
    const auto& present = view_.graph.id(holder).version;
    const auto holders = holders_of(view_, holder);
    const auto& name = view_.graph.id(package).name;
    const Release* best = nullptr;
    for (const auto& release : releases_of(view_, holder)) {
      const auto& version = release.version();
      if (release.is_yanked() || version.is_prerelease() || version <= present || !takes(release, name, to)) continue;
      if (!is_free(holder, version)) continue;
      if (is_taken_by_all(holders, version)) return &release;
      if (best == nullptr || is_compatible(version, best->version())) best = &release;
    }
    return best;
  }

  /// Cargo locks one version of each compatibility class: no other one that is locked may be in this one's.
  [[nodiscard]] bool is_free(PackageIx package, const Version& version) const {
    const auto& id = view_.graph.id(package);
    const auto is_in_the_way = [&](std::size_t other) {
      const auto& locked = view_.graph.id(PackageIx(other));
      return locked.source == id.source && locked.version != version && is_compatible(locked.version, version);
    };
    const auto is_namesake = [&](std::size_t other) { return view_.graph.id(PackageIx(other)).name == id.name; };
    const auto here = static_cast<std::size_t>(package);
    for (auto i = here; i > 0 && is_namesake(i - 1); --i)
      if (is_in_the_way(i - 1)) return false;
    for (auto i = here + 1; i < view_.graph.package_count() && is_namesake(i); ++i)
      if (is_in_the_way(i)) return false;
    return true;
  }

  static bool is_compatible(const Version& first, const Version& second) {
    return cargo::compatibility_class(first) == cargo::compatibility_class(second);
  }

  const View& view_;
  UpgradePlan plan_;
  std::map<PackageIx, Version> decided_;  ///< also of packages that go where they go by themselves
};

/// Those that every holder takes come first in the ranking anyway, so that the lowest of each compatibility class will
/// do of the others.
std::vector<Version> worth_trying(const View& view, PackageIx package, std::span<const Version> targets) {
  const auto holders = holders_of(view, package);
  std::vector<Version> chosen;
  std::vector<std::string> classes;
  for (const auto& target : targets) {
    auto kind = cargo::compatibility_class(target);
    const bool is_new = std::ranges::find(classes, kind) == classes.end();
    const bool is_taken = is_taken_by_all(holders, target);
    if (is_new || is_taken) chosen.push_back(target);
    if (is_taken || chosen.size() == most_targets) break;
    if (is_new) classes.push_back(std::move(kind));
  }
  return chosen;
}

}  // namespace

std::optional<UpgradePlan> plan_upgrade(const View& view, PackageIx package, std::span<const Version> targets) {
  std::optional<UpgradePlan> best;
  const auto rank = [](const UpgradePlan& plan) { return std::tuple(plan.raises.size(), plan.moves.size()); };
  for (const auto& target : worth_trying(view, package, targets)) {
    Planner planner(view);
    if (!planner.move(package, target)) continue;
    auto plan = planner.take_plan();
    if (!best || rank(plan) < rank(*best)) best = std::move(plan);
  }
  if (best) best->is_proven = leaves_the_build(view, package, *best);
  return best;
}

std::span<const Release> releases_of(const View& view, PackageIx package) {
  if (view.index == nullptr || !view.index->packages[package]) return {};
  const auto& releases = view.index->packages[package]->releases;
  return releases ? std::span<const Release>(*releases) : std::span<const Release>();
}

std::optional<std::vector<std::string>> commands_of(const View& view, const UpgradePlan& plan) {
  std::vector<std::string> commands;
  for (const auto& move : plan.moves) {
    auto command = update_command(view.graph.id(move.package), move.to);
    if (!command) return std::nullopt;
    commands.push_back(std::move(*command));
  }
  return commands;
}

std::vector<std::string> raise_texts(const View& view, const UpgradePlan& plan) {
  const auto name_of = [&](PackageIx package) { return support::printable(view.graph.id(package).name); };
  std::vector<std::string> texts;
  for (const auto& raise : plan.raises) {
    const auto place = place_of(view, raise.holder.link);
    auto text = place ? raise_text(*place, raise.to)
                      : fmt::format("let `{}` take `{}` {}", name_of(raise.holder.package),
                                    name_of(view.graph.link(raise.holder.link).to), cargo::to_text(raise.to));
    if (std::ranges::find(texts, text) == texts.end()) texts.push_back(std::move(text));
  }
  return texts;
}

std::string steps_text(const View& view, const UpgradePlan& plan) {
  auto steps = raise_texts(view, plan);
  if (const auto commands = commands_of(view, plan))
    for (const auto& command : *commands) steps.push_back(fmt::format("`{}`", command));
  return fmt::format("{}", fmt::join(steps, "; "));
}

}  // namespace plimsoll::analysis
