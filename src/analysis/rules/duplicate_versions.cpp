// SPDX-License-Identifier: MIT OR Apache-2.0
/// Finds packages that are built in more versions than allowed, and folds those that are twice there only because
/// another one is.

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>

#include "holders.h"
#include "places.h"
#include "plimsoll/analysis/analyzer.h"
#include "plimsoll/analysis/duplicates.h"
#include "plimsoll/support/text.h"
#include "upgrade_plan.h"

namespace plimsoll::analysis {
namespace {

using finding::Finding;
using finding::Group;
using finding::Level;
using finding::Needs;
using finding::OptionSpec;
using finding::Reach;
using finding::RuleSpec;
using graph::PackageIx;

constexpr OptionSpec options[] = {
    {"versions", std::int64_t{1}, "how many versions of one package may be built together"},
};

constexpr RuleSpec rules[] = {{
    .name = "duplicate-versions",
    .group = Group::duplicates,
    .level = Level::warn,
    .needs = Needs::lockfile,
    .since = "0.1",
    .summary = "a package is built in several versions",
    .explanation = R"(## What it finds

Names of which the build contains more versions than `versions` allows, for the selected targets or the machine that
builds. The finding says who holds each version with which requirement. Names that are doubled only because another name
is are listed under that one, since they go with it. A version that merely passes another one on (a release that depends
on its own successor) is not counted.

## Why it matters

Types of one version are not types of the other, although they have the same name. The code is compiled and shipped once
for each version.

## What to do

1. Run the commands that the finding gives: no requirement of yours has to change for them. Where the index was read they
   may update the packages that hold the older version, and they were tried on a copy of the lockfile.
2. Raise the requirement that holds the older version, or update the package that has it.
3. Where an update is not to be had yet, accept the finding with an end date.

## Known limits

Whether the holder works with the newer version is for the compiler to say. From a lockfile alone what is built cannot be
told: locked versions are counted then, and the finding is a note.
)",
    .options = options,
}};

std::vector<Holder> built_holders(const View& view, PackageIx package) {
  auto holders = holders_of(view, package);
  std::erase_if(holders, [&](const Holder& holder) { return !is_built(view, holder.link); });
  return holders;
}

std::string version_text(const View& view, PackageIx package) {
  return cargo::to_text(view.graph.id(package).version);
}

std::string headline(const View& view, const Copies& copies) {
  std::vector<std::string> versions;
  bool is_known = true;
  for (const auto package : copies.all) {
    versions.push_back(version_text(view, package));
    is_known = is_known && view.model.reach[package] != Reach::unknown;
  }
  const auto last = versions.back();
  versions.pop_back();
  return fmt::format("`{}` is {} in {} versions: {} and {}", support::printable(view.graph.id(copies.newest()).name),
                     is_known ? "built" : "locked", copies.all.size(), fmt::join(versions, ", "), last);
}

/// The copy that fewest hold is the one that is easiest to be rid of; of several the lowest version.
PackageIx easiest_to_remove(const View& view, const Copies& copies) {
  return *std::ranges::min_element(copies.all, {},
                                   [&](PackageIx package) { return built_holders(view, package).size(); });
}

void add_paths(const View& view, const Copies& copies, Finding& found) {
  constexpr std::size_t shown = 8;
  found.paths.push_back(shortest_path(view.graph, view.model, *found.package));
  for (const auto package : copies.all)
    if (package != *found.package && found.paths.size() < shown)
      found.paths.push_back(shortest_path(view.graph, view.model, package));
}

void note_holders(const View& view, PackageIx package, Finding& found) {
  constexpr std::size_t shown = 4;
  const auto holders = built_holders(view, package);
  std::vector<std::string> texts;
  for (std::size_t i = 0; i < std::min(shown, holders.size()); ++i) texts.push_back(to_text(view, holders[i]));
  if (holders.size() > shown) texts.push_back(fmt::format("{} more", holders.size() - shown));
  if (!texts.empty())
    found.notes.push_back(fmt::format("{} is held by {}", version_text(view, package), fmt::join(texts, ", ")));
}

bool is_taken_by_all(const std::vector<Holder>& holders, const cargo::Version& version) {
  return !holders.empty() &&
         std::ranges::all_of(holders, [&](const Holder& holder) { return allows(holder, version).value_or(false); });
}

/// A kept version that every holder of the older one takes already.
std::optional<PackageIx> replacement_of(const View& view, const Copies& copies, PackageIx older) {
  const auto holders = holders_of(view, older);
  for (auto other = copies.all.rbegin(); other != copies.all.rend(); ++other) {
    const bool same_source = view.graph.id(*other).source == view.graph.id(older).source;
    if (*other != older && same_source && is_taken_by_all(holders, view.graph.id(*other).version)) return *other;
  }
  return std::nullopt;
}

std::string help_to_move(const View& view, const Holder& holder, const cargo::Version& version) {
  if (const auto place = place_of(view, holder.link)) return raise_text(*place, version);
  return fmt::format("look for a newer `{}` that takes {}", support::printable(view.graph.id(holder.package).name),
                     cargo::to_text(version));
}

/// What the index knows a way for. False: nothing.
bool add_plan(const View& view, const Copies& copies, PackageIx older, Finding& found) {
  const auto plan = plan_upgrade(view, older, versions_beside(view.graph, copies, older));
  if (!plan || !plan->is_proven) return false;
  const auto commands = commands_of(view, *plan);
  if (!commands) return false;
  if (plan->raises.empty()) {
    if (!found.fix) found.fix = finding::Fix{{}, {}, true};
    for (const auto& command : *commands)
      if (std::ranges::find(found.fix->commands, command) == found.fix->commands.end())
        found.fix->commands.push_back(command);
    return true;
  }
  if (found.help.empty()) found.help = steps_text(view, *plan);
  for (const auto& raise : plan->raises)
    if (const auto place = place_of(view, raise.holder.link))
      found.labels.push_back({*place, fmt::format("holds {}", version_text(view, older))});
  return true;
}

/// What would have to move so that the older version goes: lock entries alone, or else somebody's requirement.
void add_way_out(const View& view, const Copies& copies, PackageIx older, Finding& found) {
  if (const auto other = replacement_of(view, copies, older)) {
    const auto command = update_command(view.graph.id(older), view.graph.id(*other).version);
    if (!command) return;
    if (!found.fix) found.fix = finding::Fix{{}, {}, true};
    found.fix->commands.push_back(*command);
    return;
  }
  if (add_plan(view, copies, older, found)) return;
  const auto& version = view.graph.id(copies.newest()).version;
  for (const auto& holder : built_holders(view, older)) {
    if (allows(holder, version).value_or(true)) continue;
    if (found.help.empty()) found.help = help_to_move(view, holder, version);
    if (const auto place = place_of(view, holder.link))
      found.labels.push_back({*place, fmt::format("holds {}", version_text(view, older))});
  }
}

void note_cost(const View& view, const std::vector<PackageIx>& packages, Finding& found) {
  double seconds = 0;
  bool is_measured = true;
  for (const auto package : packages) {
    seconds += view.model.cost_seconds[package];
    is_measured = is_measured && view.model.cost_measured[package];
  }
  if (seconds < 0.05) return;
  found.notes.push_back(fmt::format("the older versions cost {:.1f} s of compile time ({})", seconds,
                                    is_measured ? "measured" : "an estimate"));
}

void note_consequences(const View& view, const Duplicates& consequences, Finding& found) {
  constexpr std::size_t shown = 5;
  std::vector<std::string> names;
  for (std::size_t i = 0; i < std::min(shown, consequences.size()); ++i)
    names.push_back(fmt::format("`{}`", support::printable(view.graph.id(consequences[i].newest()).name)));
  if (consequences.size() > shown) names.push_back(fmt::format("{} more", consequences.size() - shown));
  if (!names.empty()) found.notes.push_back(fmt::format("doubled only because of this: {}", fmt::join(names, ", ")));
}

void report(const View& view, const Copies& copies, const Duplicates& consequences, finding::Findings& findings) {
  auto& found = findings.add(rules[0], easiest_to_remove(view, copies), headline(view, copies));
  found.reach = view.model.reach[*found.package];
  if (found.reach == Reach::unknown) found.at_most = Level::note;
  found.location = place_of(view, *found.package);
  add_paths(view, copies, found);
  for (const auto package : copies.all) note_holders(view, package, found);
  std::vector<PackageIx> to_go(copies.older().begin(), copies.older().end());
  for (const auto older : copies.older()) add_way_out(view, copies, older, found);
  for (const auto& other : consequences) to_go.insert(to_go.end(), other.older().begin(), other.older().end());
  note_cost(view, to_go, found);
  note_consequences(view, consequences, found);
}

void run(const View& view, finding::Findings& findings) {
  const auto duplicates = find_duplicates(view.graph, view.model, view.options.count("versions"));
  for (std::size_t i = 0; i < duplicates.size(); ++i) {
    if (duplicates[i].cause != i) continue;
    Duplicates consequences;
    for (std::size_t j = 0; j < duplicates.size(); ++j)
      if (j != i && duplicates[j].cause == i) consequences.push_back(duplicates[j]);
    report(view, duplicates[i], consequences, findings);
  }
}

}  // namespace

extern constinit const Analyzer duplicate_versions{rules, run};

}  // namespace plimsoll::analysis
