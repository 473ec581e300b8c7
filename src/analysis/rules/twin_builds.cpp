// SPDX-License-Identifier: MIT OR Apache-2.0
/// Finds packages of which one build compiles one version with two sets of features.

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <map>
#include <numeric>

#include "missing_manifests.h"
#include "places.h"
#include "plimsoll/analysis/analyzer.h"
#include "plimsoll/analysis/feature_reasons.h"
#include "plimsoll/support/text.h"
#include "request_texts.h"

namespace plimsoll::analysis {
namespace {

using finding::Group;
using finding::Level;
using finding::Needs;
using finding::OptionSpec;
using finding::RuleSpec;
using graph::PackageIx;
using resolve::Side;

constexpr OptionSpec options[] = {
    {"percent", std::int64_t{1}, "from which share of the build's cost on, for compiling it once more"},
};

constexpr RuleSpec rules[] = {{
    .name = "twin-builds",
    .group = Group::duplicates,
    .level = Level::note,
    .needs = Needs::summaries,
    .since = "0.1",
    .summary = "one version of a package is compiled twice, with two sets of features",
    .explanation = R"(## What it finds

Packages that one build compiles twice at the same version: once for the program, once for build scripts and proc macros,
because the two sides ask for different features. The finding names the features that only one side has, and who asks.

## Why it matters

With equal features both sides share one result. As it is, the package and what stands on it is compiled twice.

## What to do

Ask for the same features on both sides: a member's dependency with the missing ones makes the sides equal. Weigh it: the
program then contains what before only the build used.

## Known limits

Only where Cargo tells the sides apart, from resolver 2 on, and where host and target are one platform: builds for another
platform compile these packages twice in any case, and are not looked at.
)",
    .options = options,
}};

/// What compiles the library, by the side of its features.
struct Twins {
  std::vector<resolve::UnitIx> of_target;
  std::vector<resolve::UnitIx> of_host;
};

std::map<PackageIx, Twins> find_twins(const View& view) {
  std::map<PackageIx, Twins> twins;
  const auto& units = view.model.build.units.units;
  for (std::size_t i = 0; i < units.size(); ++i) {
    const auto& unit = units[i];
    const auto& target = view.graph.manifest(unit.package)->targets[unit.target];
    if (target.kind != cargo::TargetKind::lib || unit.mode != resolve::Mode::build) continue;
    auto& of_package = twins[unit.package];
    (unit.side == Side::host ? of_package.of_host : of_package.of_target).emplace_back(i);
  }
  std::erase_if(twins, [&](const auto& entry) {
    const auto& [target, host] = entry.second;
    return target.empty() || host.empty() || units[target.front()].features == units[host.front()].features;
  });
  return twins;
}

double time_of(const View& view, const std::vector<resolve::UnitIx>& units) {
  double seconds = 0;
  for (const auto unit : units) seconds += view.model.unit_times[unit].total;
  return seconds;
}

/// The features that one side has and the other has not.
std::vector<std::string_view> only_on(const View& view, PackageIx package, Side side) {
  const auto& resolution = view.model.build.resolution;
  const auto other = side == Side::host ? Side::target : Side::host;
  auto features = resolution.features(package, side);
  std::erase_if(features, [&](std::string_view feature) { return resolution.has_feature(package, feature, other); });
  return features;
}

void note_side(const View& view, PackageIx package, Side side, finding::Finding& found) {
  const auto features = only_on(view, package, side);
  if (features.empty()) return;
  std::vector<std::string> names;
  for (const auto feature : features) names.push_back(support::printable(feature));
  std::optional<FeatureReason> reason;
  for (const auto feature : features) {
    reason = feature_reason(view.model.build.resolution, package, feature, side);
    if (reason && reason->asked_by != package) break;
  }
  found.notes.push_back(fmt::format("only {}: {}{}", side == Side::host ? "for the host" : "in the program",
                                    listed(names), reason ? "; " + to_text(view.model.build.resolution, *reason) : ""));
}

void report(const View& view, PackageIx package, double seconds, finding::Findings& findings) {
  auto& found =
      findings.add(rules[0], package,
                   fmt::format("`{}` is compiled twice, for its features in the program and on the host differ",
                               called(view, package)));
  found.reach = view.model.reach[package];
  found.location = place_of(view, package);
  found.paths.push_back(shortest_path(view.graph, view.model, package));
  note_side(view, package, Side::target, found);
  note_side(view, package, Side::host, found);
  if (seconds >= 0.05)
    found.notes.push_back(fmt::format("compiling it once more costs {:.1f} s ({})", seconds,
                                      view.model.cost_measured[package] ? "measured" : "an estimate"));
  found.help = "ask for the same features on both sides, where the program may have them";
}

void run(const View& view, finding::Findings& findings) {
  if (view.graph.closure().lockfile_only) return;
  tell_missing_manifests(view, rules[0], findings);
  if (!view.model.built_for.targets.empty()) return;
  const auto& costs = view.model.cost_seconds;
  const auto whole = std::accumulate(costs.begin(), costs.end(), 0.0);
  const auto least = whole * static_cast<double>(view.options.count("percent")) / 100;
  for (const auto& [package, twins] : find_twins(view)) {
    const auto seconds = std::min(time_of(view, twins.of_target), time_of(view, twins.of_host));
    if (seconds > 0 && seconds >= least) report(view, package, seconds, findings);
  }
}

}  // namespace

extern constinit const Analyzer twin_builds{rules, run};

}  // namespace plimsoll::analysis
