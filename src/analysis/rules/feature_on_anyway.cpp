// SPDX-License-Identifier: MIT OR Apache-2.0
/// Finds features in the members' lists that are on in the build whether the list names them or not.

#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <optional>

#include "feature_inclusion.h"
#include "holders.h"
#include "missing_manifests.h"
#include "places.h"
#include "plimsoll/analysis/analyzer.h"
#include "plimsoll/analysis/request_trial.h"
#include "plimsoll/support/text.h"
#include "request_texts.h"

namespace plimsoll::analysis {
namespace {

using finding::Group;
using finding::Level;
using finding::Needs;
using finding::RuleSpec;
using graph::PackageIx;

constexpr RuleSpec rules[] = {{
    .name = "feature-on-anyway",
    .group = Group::features,
    .level = Level::note,
    .needs = Needs::summaries,
    .since = "0.1",
    .summary = "a requested feature is on in the build whether it is requested or not",
    .explanation = R"(## What it finds

Features in the lists of members' declarations, or of `[workspace.dependencies]`, that packages from outside the workspace
switch on too. Taking the request out changes nothing in the build of the selected members. One finding tells of all such
requests to one package, with who else asks.

## Why it matters

To be rid of such a feature it is not enough to change this list: the other package decides. And when that package goes
or changes, the feature goes with it wherever it was not requested.

## What to do

Nothing, where the code uses the feature: naming what one uses is right. Where it does not, take the request out; to
switch the feature off, change the other dependency first.

## Known limits

Looks at the build of the selected members, targets and features. A feature that only members ask for is not told, since
each needs its own request when it is built alone.
)",
}};

/// A request without effect, and who else asks.
struct Void {
  const RequestTrial* trial;
  PackageIx asker;
  std::string reason;
};

/// A package from outside the workspace whose declaration asks for the feature on the same side.
std::optional<PackageIx> outside_asker(const View& view, const RequestTrial& trial) {
  const auto& features = view.graph.manifest(trial.package)->features;
  const auto own = trial.request.asked.front().link;
  for (const auto link : view.graph.links_to(trial.package)) {
    const auto* declaration = view.graph.declaration(link);
    const auto from = view.graph.link(link).from;
    if (declaration == nullptr || view.graph.id(from).source.is_path() || !is_built(view, link)) continue;
    if (asks_for(*declaration, features, trial.request.edit.feature) && share_a_side(view, own, link)) return from;
  }
  return std::nullopt;
}

/// Nothing where only the workspace asks, or the same declaration by another feature.
std::optional<Void> void_of(const View& view, const RequestTrial& trial) {
  if (trial.outcome != RequestTrial::Outcome::nothing || trial.request.edit.kind != resolve::Edit::Kind::remove_feature)
    return std::nullopt;
  if (trial.anyway && trial.anyway->asked_by != trial.package &&
      !view.graph.id(trial.anyway->asked_by).source.is_path())
    return Void{&trial, trial.anyway->asked_by, to_text(view.model.build.resolution, *trial.anyway)};
  const auto asker = outside_asker(view, trial);
  if (!asker) return std::nullopt;
  return Void{&trial, *asker, fmt::format("`{}` asks for it", support::printable(view.graph.id(*asker).name))};
}

std::string anyway_text(const Void& one) {
  return fmt::format("`{}` is on anyway: {}", support::printable(one.trial->request.edit.feature), one.reason);
}

void report(const View& view, PackageIx package, const std::vector<Void>& voids, finding::Findings& findings) {
  std::vector<std::string> features;
  for (const auto& one : voids) {
    auto name = support::printable(one.trial->request.edit.feature);
    if (std::ranges::find(features, name) == features.end()) features.push_back(std::move(name));
  }
  std::ranges::sort(features);
  const auto& first = voids.front();
  auto& found =
      findings.add(rules[0], package,
                   fmt::format("{} of `{}` {} on without being asked for", listed(features),
                               support::printable(view.graph.id(package).name), features.size() == 1 ? "is" : "are"));
  found.reach = view.model.reach[package];
  found.location = place_at(view, first.trial->request.at);
  found.paths.push_back(shortest_path(view.graph, view.model, first.asker));
  found.paths.back().push_back(package);
  found.notes.push_back(anyway_text(first));
  for (std::size_t i = 1; i < voids.size(); ++i)
    if (const auto at = place_at(view, voids[i].trial->request.at))
      found.labels.push_back({*at, anyway_text(voids[i])});
  found.help = "to be rid of it, change who else asks first";
}

void run(const View& view, finding::Findings& findings) {
  if (view.requests == nullptr) return;
  tell_missing_manifests(view, rules[0], findings);
  std::map<PackageIx, std::vector<Void>> by_package;
  for (const auto& trial : view.requests->each)
    if (auto one = void_of(view, trial)) by_package[trial.package].push_back(std::move(*one));
  for (const auto& [package, voids] : by_package) report(view, package, voids, findings);
}

}  // namespace

extern constinit const Analyzer feature_on_anyway{rules, run};

}  // namespace plimsoll::analysis
