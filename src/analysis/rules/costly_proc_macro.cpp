// SPDX-License-Identifier: MIT OR Apache-2.0
/// Finds procedural macros of others that take long to compile, together with what is built for nobody else.

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <optional>

#include "exclusive_cost.h"
#include "places.h"
#include "plimsoll/analysis/absence.h"
#include "plimsoll/analysis/analyzer.h"
#include "plimsoll/support/text.h"

namespace plimsoll::analysis {
namespace {

using finding::Group;
using finding::Level;
using finding::Needs;
using finding::OptionSpec;
using finding::RuleSpec;
using graph::PackageIx;

constexpr OptionSpec options[] = {
    {"seconds", std::int64_t{4}, "how long a macro may take with all that leaves the build with it, in seconds"},
};

constexpr RuleSpec rules[] = {{
    .name = "costly-proc-macro",
    .group = Group::build_cost,
    .level = Level::note,
    .needs = Needs::sources,
    .since = "0.1",
    .summary = "a procedural macro makes the build wait",
    .explanation = R"(## What it finds

Procedural macros from outside the workspace that take more than `seconds` to compile, together with all packages that
nothing else in the build needs. The finding says what leaves with the macro, who uses it, and, if it stands on the
critical path (the chain of compilations that sets the length of the build), how much shorter that would be without the
macro: what is left is scheduled again, for other chains are nearly as long.

## Why it matters

Whoever uses a macro cannot begin to compile before the macro is compiled and linked. A macro with a parser of its own
keeps everything above it waiting, on any number of processors.

## What to do

1. Look whether the macro is behind a feature that you do not need, such as `derive` or `macros`.
2. Use a lighter crate for the same purpose, or write by hand what a few uses would expand to.
3. Where several versions of the parser beneath it are built, unite them first: see `duplicate-versions`.

## Known limits

Seconds are estimates from the size of sources: good for ranking, bad as
numbers. A parser that several macros share counts for none of them. What the macro's output costs where it is used is
not seen.
)",
    .options = options,
}};

struct Candidate {
  PackageIx package;
  std::vector<PackageIx> leaving;
  double seconds = 0;
};

bool is_foreign_macro(const View& view, PackageIx package) {
  const auto* manifest = view.graph.manifest(package);
  return manifest && manifest->is_proc_macro() && !view.graph.is_member(package) &&
         view.model.cost_seconds[package] > 0;
}

std::vector<Candidate> find_candidates(const View& view, double least) {
  std::vector<Candidate> candidates;
  for (std::size_t i = 0; i < view.graph.package_count(); ++i) {
    const PackageIx package(i);
    if (!is_foreign_macro(view, package)) continue;
    Candidate candidate{package, leaving_with(view, package), 0};
    for (const auto leaving : candidate.leaving) candidate.seconds += view.model.cost_seconds[leaving];
    if (candidate.seconds >= least) candidates.push_back(std::move(candidate));
  }
  return candidates;
}

bool is_critical(const View& view, PackageIx package) {
  return std::ranges::any_of(view.model.schedule.critical_path, [&](resolve::UnitIx unit) {
    return view.model.build.units.units[unit].package == package;
  });
}

std::string names_of(const View& view, const std::vector<PackageIx>& packages) {
  constexpr std::size_t shown = 6;
  std::vector<std::string> names;
  for (std::size_t i = 0; i < std::min(shown, packages.size()); ++i)
    names.push_back(fmt::format("`{}`", support::printable(view.graph.id(packages[i]).name)));
  if (packages.size() > shown) names.push_back(fmt::format("{} more", packages.size() - shown));
  return fmt::format("{}", fmt::join(names, ", "));
}

/// The packages whose units wait for the macro.
std::vector<PackageIx> users_of(const View& view, PackageIx package) {
  std::vector<PackageIx> users;
  const auto& units = view.model.build.units.units;
  for (const auto& unit : units)
    for (const auto& dependency : unit.dependencies)
      if (units[dependency.unit].package == package && unit.package != package) users.push_back(unit.package);
  std::ranges::sort(users);
  users.erase(std::unique(users.begin(), users.end()), users.end());
  return users;
}

/// Tells how much shorter the critical path would be without a macro on it. Each takes a schedule, so that there are no
/// more than some.
class PathNotes {
 public:
  explicit PathNotes(const View& view) : view_(view) {}

  void add(PackageIx package, finding::Finding& found) {
    constexpr std::size_t most = 64;
    if (count_ == most || !is_critical(view_, package)) return;
    ++count_;
    if (!absence_) absence_.emplace(view_.graph, view_.model, 0);
    found.notes.push_back(fmt::format("it stands on the critical path, which would be {:.1f} s shorter without it",
                                      absence_->saved_without(package)));
  }

 private:
  const View& view_;
  std::optional<Absence> absence_;
  std::size_t count_ = 0;
};

void report(const View& view, const Candidate& candidate, PathNotes& path_notes, finding::Findings& findings) {
  const auto package = candidate.package;
  const bool is_measured =
      std::ranges::all_of(candidate.leaving, [&](PackageIx leaving) { return view.model.cost_measured[leaving] != 0; });
  auto& found = findings.add(rules[0], package,
                             fmt::format("the procedural macro `{}` takes {:.1f} s of compile time ({})",
                                         support::printable(view.graph.id(package).name), candidate.seconds,
                                         is_measured ? "measured" : "an estimate"));
  found.reach = view.model.reach[package];
  found.location = place_of(view, package);
  found.paths.push_back(shortest_path(view.graph, view.model, package));
  const std::vector<PackageIx> others(candidate.leaving.begin() + 1, candidate.leaving.end());
  if (!others.empty())
    found.notes.push_back(fmt::format("{:.1f} s of this is for what nothing else needs: {}",
                                      candidate.seconds - view.model.cost_seconds[package], names_of(view, others)));
  found.notes.push_back(fmt::format("used by {}", names_of(view, users_of(view, package))));
  path_notes.add(package, found);
  found.help = "see whether the feature that brings it can go";
}

void add_gap(const View& view, finding::Findings& findings) {
  std::size_t unseen = 0;
  for (std::size_t i = 0; i < view.graph.package_count(); ++i)
    if (is_foreign_macro(view, PackageIx(i)) && !view.facts[i].sources_seen) ++unseen;
  if (unseen == 0) return;
  findings
      .gap(rules[0], "the workspace",
           fmt::format("the sources of {} are not unpacked",
                       unseen == 1 ? "a procedural macro" : fmt::format("{} procedural macros", unseen)))
      .decisive = false;
}

void run(const View& view, finding::Findings& findings) {
  add_gap(view, findings);
  const auto least = static_cast<double>(view.options.count("seconds"));
  PathNotes path_notes(view);
  for (const auto& candidate : find_candidates(view, least)) report(view, candidate, path_notes, findings);
}

}  // namespace

extern constinit const Analyzer costly_proc_macro{rules, run};

}  // namespace plimsoll::analysis
