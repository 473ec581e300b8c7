// SPDX-License-Identifier: MIT OR Apache-2.0
/// Finds what several declarations ask for, none of which decides alone, and without which the build would be smaller.

#include <fmt/format.h>

#include <algorithm>
#include <set>

#include "declaration_edit.h"
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
using finding::OptionSpec;
using finding::RuleSpec;
using Kind = resolve::Edit::Kind;

constexpr OptionSpec options[] = {
    {"packages", std::int64_t{3}, "from how many packages on that only these requests bring in"},
    {"percent", std::int64_t{2}, "or from which share of the build's cost on"},
};

constexpr RuleSpec rules[] = {{
    .name = "shared-feature-request",
    .group = Group::features,
    .level = Level::note,
    .needs = Needs::summaries,
    .since = "0.1",
    .summary = "several declarations ask for one feature, and without all of them the build is notably smaller",
    .explanation = R"(## What it finds

A feature, or the default features of a package, that several declarations of members or of `[workspace.dependencies]` ask
for. Taking out any one of them changes nothing, because the others ask too; the finding says what goes once none of them
asks. Features are resolved again without all of them together.

## Why it matters

Each of these requests looks free when it is tried alone, so that nobody ever takes one out. Together they are what keeps
the feature on: nothing from outside the workspace asks for it.

## What to do

Ask of every place that the finding names whether the code there uses the feature. The edits take all of them out; compile,
and put back those that are needed. If one is, the others cost nothing.

## Known limits

Whether your code uses the feature is not known here: only the compiler can tell. Where a feature is asked for under
different names, as by itself and by another feature that includes it, the requests are not tried together.
)",
    .options = options,
}};

std::string subject_of(const View& view, const RequestTrial& trial) {
  const auto package = support::printable(view.graph.id(trial.package).name);
  if (trial.request.edit.kind == Kind::no_default_features) return fmt::format("the default features of `{}`", package);
  return fmt::format("feature `{}` of `{}`", support::printable(trial.request.edit.feature), package);
}

std::string places_text(std::size_t count) {
  return count == 2 ? std::string("both places") : fmt::format("all {} places", count);
}

std::optional<finding::Edit> edit_for(const View& view, const RequestTrial& trial) {
  const auto& asked = trial.request.asked.front();
  const auto& declaration = *view.graph.declaration(asked.link);
  if (trial.request.edit.kind == Kind::no_default_features) return switch_defaults_off(view, declaration);
  return take_feature_out(view, declaration, asked.position);
}

/// Nothing where one of them cannot be written: half of the edits would do nothing.
std::optional<finding::Fix> fix_for(const View& view, const SharedRequest& shared) {
  finding::Fix fix{{}, {}, false};
  for (const auto i : shared.requests) {
    auto edit = edit_for(view, view.requests->each[i]);
    if (!edit) return std::nullopt;
    fix.edits.push_back(std::move(*edit));
  }
  return fix;
}

void report(const View& view, const SharedRequest& shared, finding::Findings& findings) {
  const auto& trial = shared.trial;
  auto& found = findings.add(rules[0], trial.package,
                             fmt::format("without {} in {} that ask, {}", subject_of(view, trial),
                                         places_text(shared.requests.size()), loss_text(view, trial)));
  found.reach = view.model.reach[trial.package];
  std::set<graph::PackageIx> members;
  for (const auto i : shared.requests) {
    const auto& one = view.requests->each[i];
    const auto at = place_at(view, one.request.at);
    if (!found.location)
      found.location = at;
    else if (at)
      found.labels.push_back({*at, fmt::format("{} asks for the same", where_text(view, one))});
    if (const auto member = view.graph.link(one.request.asked.front().link).from; members.insert(member).second)
      found.paths.push_back({member, trial.package});
  }
  note_losses(view, trial, found);
  found.fix = fix_for(view, shared);
  found.help = "if your code does not use it, take it out everywhere";
  found.discriminator = trial.request.edit.feature.empty() ? "default" : trial.request.edit.feature;
}

void run(const View& view, finding::Findings& findings) {
  if (view.requests == nullptr) return;
  tell_missing_manifests(view, rules[0], findings);
  for (const auto& shared : view.requests->shared)
    if (is_worth_telling(view, shared.trial, view.options.count("packages"), view.options.count("percent")))
      report(view, shared, findings);
}

}  // namespace

extern constinit const Analyzer shared_feature_request{rules, run};

}  // namespace plimsoll::analysis
