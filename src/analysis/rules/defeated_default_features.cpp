// SPDX-License-Identifier: MIT OR Apache-2.0
/// Finds declarations of members that switch default features off without effect.

#include <fmt/format.h>

#include <algorithm>

#include "declaration_edit.h"
#include "feature_inclusion.h"
#include "holders.h"
#include "missing_manifests.h"
#include "places.h"
#include "plimsoll/analysis/analyzer.h"
#include "plimsoll/support/text.h"
#include "request_texts.h"

namespace plimsoll::analysis {
namespace {

using finding::Finding;
using finding::Group;
using finding::Level;
using finding::Needs;
using finding::RuleSpec;
using graph::LinkIx;
using graph::PackageIx;

constexpr RuleSpec rules[] = {{
    .name = "defeated-default-features",
    .group = Group::features,
    .level = Level::note,
    .needs = Needs::summaries,
    .since = "0.1",
    .summary = "default features are switched off here and on elsewhere",
    .explanation = R"(## What it finds

Declarations of members with `default-features = false` for a package that is built with its default features all the
same, because another declaration asks for them. The finding names who does.

## Why it matters

Features add up over the whole build: one declaration that leaves the default features on decides for all. What was
switched off is compiled, and the line in the manifest says otherwise.

## What to do

Switch the default features off in the other declaration as well, if it is yours; ask the authors of the package that has
it; or take the setting out, so that nobody is misled.

## Known limits

Looks at the build of the selected members, targets and features. Built alone, a member may well have the features off,
and a library's setting is right for those who depend on it elsewhere.
)",
}};

std::string name_of(const View& view, PackageIx package) {
  return support::printable(view.graph.id(package).name);
}

bool has_default_feature(const View& view, PackageIx package) {
  const auto* manifest = view.graph.manifest(package);
  return manifest != nullptr && cargo::find_feature(manifest->features, "default") != nullptr;
}

/// A declaration of a member that takes part in the build.
bool is_own(const View& view, LinkIx link) {
  return view.graph.declaration(link) != nullptr && view.graph.is_member(view.graph.link(link).from) &&
         is_built(view, link);
}

std::optional<finding::Location> setting_place(const View& view, LinkIx link) {
  return place_at(view, default_features_place(*view.graph.declaration(link)));
}

/// The links that ask for the default features of the same package on a side where `link` leads to it.
std::vector<LinkIx> defeaters_of(const View& view, LinkIx link) {
  std::vector<LinkIx> found;
  for (const auto other : view.graph.links_to(view.graph.link(link).to)) {
    const auto* declaration = view.graph.declaration(other);
    if (declaration == nullptr || !declaration->default_features || !is_built(view, other)) continue;
    if (share_a_side(view, link, other)) found.push_back(other);
  }
  return found;
}

Finding& report_defeated(const View& view, LinkIx link, const std::vector<LinkIx>& defeaters,
                         finding::Findings& findings) {
  const auto package = view.graph.link(link).to;
  std::vector<std::string> names;
  for (const auto other : defeaters) names.push_back(called(view, view.graph.link(other).from));
  names.erase(std::unique(names.begin(), names.end()), names.end());
  auto& found = findings.add(rules[0], package,
                             fmt::format("the default features of `{}` are switched off here, and on by {}",
                                         name_of(view, package), listed(names)));
  found.reach = view.model.reach[package];
  found.location = setting_place(view, link);
  found.paths.push_back(shortest_path(view.graph, view.model, view.graph.link(defeaters.front()).from));
  found.paths.back().push_back(package);
  if (const auto other = place_of(view, defeaters.front())) found.labels.push_back({*other, "left on here"});
  found.help = "switch them off there as well, or take the setting out";
  return found;
}

/// One finding: the first declaration, with the others as further places.
void find_defeated(const View& view, PackageIx package, finding::Findings& findings) {
  Finding* found = nullptr;
  for (const auto link : view.graph.links_to(package)) {
    if (!is_own(view, link) || view.graph.declaration(link)->default_features) continue;
    const auto defeaters = defeaters_of(view, link);
    if (defeaters.empty()) continue;
    if (found == nullptr)
      found = &report_defeated(view, link, defeaters, findings);
    else if (const auto at = setting_place(view, link); at && at != found->location)
      found->labels.push_back({*at, "has no effect either"});
  }
}

void run(const View& view, finding::Findings& findings) {
  if (view.graph.closure().lockfile_only) return;
  tell_missing_manifests(view, rules[0], findings);
  for (std::size_t i = 0; i < view.graph.package_count(); ++i)
    if (has_default_feature(view, PackageIx(i))) find_defeated(view, PackageIx(i), findings);
}

}  // namespace

extern constinit const Analyzer defeated_default_features{rules, run};

}  // namespace plimsoll::analysis
