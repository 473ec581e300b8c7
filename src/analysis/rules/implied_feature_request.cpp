// SPDX-License-Identifier: MIT OR Apache-2.0
/// Finds features in the members' lists that the same declaration switches on already.

#include <fmt/format.h>

#include <algorithm>
#include <optional>

#include "declaration_edit.h"
#include "feature_inclusion.h"
#include "missing_manifests.h"
#include "places.h"
#include "plimsoll/analysis/analyzer.h"
#include "plimsoll/analysis/request_trial.h"
#include "plimsoll/support/text.h"

namespace plimsoll::analysis {
namespace {

using finding::Group;
using finding::Level;
using finding::Needs;
using finding::RuleSpec;
using resolve::AskedFeature;
using resolve::DeclaredRequest;

constexpr RuleSpec rules[] = {{
    .name = "implied-feature-request",
    .group = Group::features,
    .level = Level::note,
    .needs = Needs::summaries,
    .since = "0.1",
    .summary = "a requested feature is switched on by the same declaration already",
    .explanation = R"(## What it finds

Features in the lists of members' declarations, or of `[workspace.dependencies]`, that the declaration switches on anyway:
by its default features, or by another feature of the list that includes them. Declarations for tests and for other
platforms count too.

## Why it matters

The word does nothing. Whoever takes the larger feature out later believes that this one was wanted for itself, and
whoever takes this one out sees no change.

## What to do

Take it out with the finding's edit: nothing changes. Or leave the larger feature out and keep this one, if it is all that
the code uses.

## Known limits

Holds for the locked version of the package: another one may no longer include the feature.
)",
}};

/// What else of one declaration includes the feature: "default" or another one of the list. Of two that include each
/// other the first stays.
std::optional<std::string> implied_by(const View& view, AskedFeature asked) {
  const auto& declaration = *view.graph.declaration(asked.link);
  const auto& features = view.graph.manifest(view.graph.link(asked.link).to)->features;
  const auto& feature = declaration.features[asked.position];
  if (declaration.default_features && includes(features, "default", feature)) return "default";
  for (std::size_t i = 0; i < declaration.features.size(); ++i) {
    const auto& other = declaration.features[i];
    if (other == feature || !includes(features, other, feature)) continue;
    if (i > asked.position && includes(features, feature, other)) continue;
    return other;
  }
  return std::nullopt;
}

/// By the same in every declaration that the line decides for.
std::optional<std::string> implied_by(const View& view, const DeclaredRequest& request) {
  std::optional<std::string> by;
  for (const auto asked : request.asked) {
    auto here = implied_by(view, asked);
    if (!here || (by && *by != *here)) return std::nullopt;
    by = std::move(here);
  }
  return by;
}

void report(const View& view, const RequestTrial& trial, const std::string& by, finding::Findings& findings) {
  const auto& asked = trial.request.asked.front();
  const auto& declaration = *view.graph.declaration(asked.link);
  const auto name = support::printable(view.graph.id(trial.package).name);
  const auto feature = support::printable(trial.request.edit.feature);
  auto& found = findings.add(
      rules[0], trial.package,
      by == "default"
          ? fmt::format("feature `{}` of `{}` is one of the default features, which are on here", feature, name)
          : fmt::format("feature `{}` of `{}` is included in `{}`, which is asked for here", feature, name,
                        support::printable(by)));
  found.reach = view.model.reach[trial.package];
  found.location = place_at(view, trial.request.at);
  found.paths.push_back({view.graph.link(asked.link).from, trial.package});
  if (auto edit = take_feature_out(view, declaration, asked.position))
    found.fix = finding::Fix{{}, {std::move(*edit)}, true};
  else
    found.help = "take it out: nothing changes";
  found.discriminator =
      fmt::format("{}/{}/{}", trial.request.edit.declaration.where, declaration.key, trial.request.edit.feature);
}

void run(const View& view, finding::Findings& findings) {
  if (view.requests == nullptr) return;
  tell_missing_manifests(view, rules[0], findings);
  for (const auto& trial : view.requests->each)
    if (trial.request.edit.kind == resolve::Edit::Kind::remove_feature)
      if (const auto by = implied_by(view, trial.request)) report(view, trial, *by, findings);
}

}  // namespace

extern constinit const Analyzer implied_feature_request{rules, run};

}  // namespace plimsoll::analysis
