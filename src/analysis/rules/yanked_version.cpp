// SPDX-License-Identifier: MIT OR Apache-2.0
/// Finds locked versions that their authors took back.

#include <fmt/format.h>

#include "places.h"
#include "plimsoll/analysis/analyzer.h"
#include "plimsoll/support/text.h"

namespace plimsoll::analysis {
namespace {

using finding::Group;
using finding::Level;
using finding::Needs;
using finding::RuleSpec;
using graph::PackageIx;

constexpr RuleSpec rules[] = {{
    .name = "yanked-version",
    .group = Group::advisories,
    .level = Level::warn,
    .needs = Needs::index,
    .since = "0.1",
    .summary = "a locked version was yanked from its registry",
    .explanation = R"(## What it finds

Packages of the lockfile whose version is marked as yanked in the index of their registry. What is not built here is a
note at most.

## Why it matters

Authors yank a version that is broken, unsound or published by mistake. A lockfile keeps it working, and so keeps the
fault; a project without the lockfile cannot choose that version any more.

## What to do

Run the command of the finding, which locks the newest compatible version that stands. Where there is none, look for the
reason in the package's repository, and move to another version line.

## Known limits

The registry's word is taken from what Cargo or Plimsoll kept of its index. Without `--offline` the registry is asked
about versions that are not in there. Where the policy or the command line names this rule, it is asked anew about every
package once a day, and a package of which nothing could be learned makes the audit inconclusive; otherwise such packages
are a small gap. Git and path packages cannot be yanked.
)",
}};

void report(const View& view, PackageIx package, const facts::IndexFacts& facts, finding::Findings& findings) {
  const auto& id = view.graph.id(package);
  const auto name = support::printable(id.name);
  auto& found = findings.add(rules[0], package,
                             fmt::format("`{}` {} was yanked from its registry", name, cargo::to_text(id.version)));
  found.reach = view.model.reach[package];
  if (!finding::may_be_built(found.reach)) found.at_most = Level::note;
  found.location = place_of(view, package);
  found.paths.push_back(shortest_path(view.graph, view.model, package));
  if (facts.successor) {
    found.fix.emplace();
    found.fix->commands.push_back(fmt::format("cargo update {}@{} --precise {}", id.name, cargo::to_text(id.version),
                                              cargo::to_text(*facts.successor)));
  } else {
    found.help = "no compatible version stands; move to another version line or to another package";
  }
}

void add_gap(const View& view, std::size_t unknown, std::size_t all, finding::Findings& findings) {
  const auto* because = view.index->unknown_because.empty() ? "the registry's index does not have them"
                                                            : view.index->unknown_because.c_str();
  findings
      .gap(rules[0], "the workspace",
           fmt::format("whether {} of {} packages from registries are yanked is not known: {}", unknown, all, because))
      .decisive = false;
}

void run(const View& view, finding::Findings& findings) {
  if (!view.index) return;
  std::size_t unknown = 0;
  std::size_t all = 0;
  for (std::size_t i = 0; i < view.graph.package_count(); ++i) {
    const PackageIx package(i);
    if (!view.graph.id(package).source.is_registry()) continue;
    ++all;
    const auto& facts = view.index->packages[i];
    if (!facts)
      ++unknown;
    else if (facts->yanked)
      report(view, package, *facts, findings);
  }
  if (unknown > 0) add_gap(view, unknown, all, findings);
}

}  // namespace

extern constinit const Analyzer yanked_version{rules, run};

}  // namespace plimsoll::analysis
