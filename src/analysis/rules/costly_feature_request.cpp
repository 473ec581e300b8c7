// SPDX-License-Identifier: MIT OR Apache-2.0
/// Finds features in the members' lists that make the build larger and that nothing else asks for.

#include <fmt/format.h>

#include "declaration_edit.h"
#include "missing_manifests.h"
#include "places.h"
#include "plimsoll/analysis/analyzer.h"
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
    {"packages", std::int64_t{3}, "from how many packages on that only this feature brings in"},
    {"percent", std::int64_t{2}, "or from which share of the build's cost on"},
};

constexpr RuleSpec rules[] = {{
    .name = "costly-feature-request",
    .group = Group::features,
    .level = Level::note,
    .needs = Needs::summaries,
    .since = "0.1",
    .summary = "one requested feature makes the build notably larger",
    .explanation = R"(## What it finds

Features in the lists of members' declarations, or of `[workspace.dependencies]`, that only this request switches on and
without which the build would be smaller. Every feature of every list is tried: features are resolved again without it,
the compiler invocations of both builds are compared, and the finding says what is gone.

## Why it matters

A feature is switched on in a moment and never looked at again. This is what each one costs today.

## What to do

Ask whether the code still uses it: take it out with the finding's edit, and compile. If it is needed, accept the finding
with the reason. `plimsoll what-if remove-feature:MEMBER/DEPENDENCY/FEATURE` shows all that would change.

## Known limits

Whether your code uses the feature is not known here: only the compiler can tell. Two declarations that both ask for the
same do not decide alone: `shared-feature-request` tries them together.
)",
    .options = options,
}};

void report(const View& view, const RequestTrial& trial, finding::Findings& findings) {
  const auto& asked = trial.request.asked.front();
  const auto& declaration = *view.graph.declaration(asked.link);
  auto& found =
      findings.add(rules[0], trial.package,
                   fmt::format("without feature `{}` of `{}` in {}, {}", support::printable(trial.request.edit.feature),
                               support::printable(view.graph.id(trial.package).name), where_text(view, trial),
                               loss_text(view, trial)));
  found.reach = view.model.reach[trial.package];
  found.location = place_at(view, trial.request.at);
  found.paths.push_back({view.graph.link(asked.link).from, trial.package});
  note_losses(view, trial, found);
  if (auto edit = take_feature_out(view, declaration, asked.position))
    found.fix = finding::Fix{{}, {std::move(*edit)}, false};
  found.help = "if your code does not use it, take it out";
  found.discriminator =
      fmt::format("{}/{}/{}", trial.request.edit.declaration.where, declaration.key, trial.request.edit.feature);
}

void run(const View& view, finding::Findings& findings) {
  if (view.requests == nullptr) return;
  tell_missing_manifests(view, rules[0], findings);
  for (const auto& trial : view.requests->each)
    if (trial.request.edit.kind == Kind::remove_feature &&
        is_worth_telling(view, trial, view.options.count("packages"), view.options.count("percent")))
      report(view, trial, findings);
}

}  // namespace

extern constinit const Analyzer costly_feature_request{rules, run};

}  // namespace plimsoll::analysis
