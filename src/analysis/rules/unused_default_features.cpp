// SPDX-License-Identifier: MIT OR Apache-2.0
/// Finds default features that were left on and make the build larger.

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
    {"packages", std::int64_t{1}, "from how many packages on that only default features bring in"},
    {"percent", std::int64_t{2}, "or from which share of the build's cost on"},
};

constexpr RuleSpec rules[] = {{
    .name = "unused-default-features",
    .group = Group::features,
    .level = Level::note,
    .needs = Needs::summaries,
    .since = "0.1",
    .summary = "the build is larger only because default features were left on",
    .explanation = R"(## What it finds

Declarations of members, or of `[workspace.dependencies]`, that leave the default features of a package on, where the
build would be smaller without. Every such declaration is tried: features are resolved again with this one changed, the
compiler invocations of both builds are compared, and the finding says what is gone.

## Why it matters

Default features are the choice of the package's authors for everybody. Each package they bring in is compiled, shipped
and has to be trusted.

## What to do

Set `default-features = false`, name the features that the code uses, and compile. The finding's edit does the first
step; `plimsoll what-if no-default-features:MEMBER/DEPENDENCY` shows all that would change.

## Known limits

Whether your code uses what the default features provide is not known here: only the compiler can tell. Two declarations
that both ask for the same do not decide alone: `shared-feature-request` tries them together.
)",
    .options = options,
}};

void report(const View& view, const RequestTrial& trial, finding::Findings& findings) {
  const auto name = support::printable(view.graph.id(trial.package).name);
  const auto link = trial.request.asked.front().link;
  const auto& declaration = *view.graph.declaration(link);
  auto& found = findings.add(rules[0], trial.package,
                             fmt::format("without the default features of `{}` in {}, {}", name,
                                         where_text(view, trial), loss_text(view, trial)));
  found.reach = view.model.reach[trial.package];
  found.location = place_at(view, default_features_place(declaration));
  found.paths.push_back({view.graph.link(link).from, trial.package});
  note_losses(view, trial, found);
  if (auto edit = switch_defaults_off(view, declaration)) found.fix = finding::Fix{{}, {std::move(*edit)}, false};
  found.help = "if your code does not use them, switch them off, and name those that it uses";
  found.discriminator = fmt::format("{}/{}", trial.request.edit.declaration.where, declaration.key);
}

void run(const View& view, finding::Findings& findings) {
  if (view.requests == nullptr) return;
  tell_missing_manifests(view, rules[0], findings);
  for (const auto& trial : view.requests->each)
    if (trial.request.edit.kind == Kind::no_default_features &&
        is_worth_telling(view, trial, view.options.count("packages"), view.options.count("percent")))
      report(view, trial, findings);
}

}  // namespace

extern constinit const Analyzer unused_default_features{rules, run};

}  // namespace plimsoll::analysis
