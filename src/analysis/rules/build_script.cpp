// SPDX-License-Identifier: MIT OR Apache-2.0
/// Finds build scripts that somebody should look at: programs of others that run on the machine that builds.

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>

#include "places.h"
#include "plimsoll/analysis/analyzer.h"
#include "plimsoll/support/text.h"

namespace plimsoll::analysis {
namespace {

using facts::BuildScriptFacts;
using finding::Group;
using finding::Level;
using finding::Needs;
using finding::OptionSpec;
using finding::RuleSpec;
using graph::PackageIx;

constexpr OptionSpec options[] = {
    {"all", false, "report every build script of the build, whatever it does"},
    {"trusted", std::span<const std::string_view>{}, "names of packages whose build script may do anything"},
};

constexpr RuleSpec rules[] = {{
    .name = "build-script",
    .group = Group::build_cost,
    .level = Level::warn,
    .needs = Needs::sources,
    .since = "0.1",
    .summary = "a build script does more than prepare its own build",
    .explanation = R"(## What it finds

Build scripts (`build.rs`) that are part of the build and

- of any package: reach for the network;
- of packages from outside the workspace: start programs that are neither compilers nor asked for what they can do;
- of the workspace's own packages: do not tell Cargo when to run again.

With `all = true` every build script is reported, with what its text says it does: the list of what runs on your machine
before a line of the program has run. Packages in `trusted` are passed over.

## Why it matters

A build script runs with all your rights whenever the package is built, also in an editor that only checks. One that
uses the network builds something else tomorrow than today. One without `rerun-if-changed` runs again after every change
of any file of its package, and all that depends on it is compiled again.

## What to do

1. Read the script: the finding says which package brings it.
2. Add the package to `trusted` when you have.
3. In a script of your own, print `cargo::rerun-if-changed=build.rs` if it depends on no other file.

## Known limits

The script is read as text. What it leaves to other files, to macros or to crates with a name that says nothing is not
seen, and a script that wants to hide what it does can. Scripts of packages that are not unpacked on this machine cannot
be read.
)",
    .options = options,
}};

struct Trait {
  bool BuildScriptFacts::*fact;
  std::string_view text;
};

constexpr Trait traits[] = {
    {&BuildScriptFacts::compiles_native_code, "compiles native code"},
    {&BuildScriptFacts::links_libraries, "links native libraries"},
    {&BuildScriptFacts::generates_code, "generates code"},
    {&BuildScriptFacts::probes_compiler, "asks the compiler what it can do"},
    {&BuildScriptFacts::reads_environment, "reads environment variables"},
    {&BuildScriptFacts::spawns_programs, "starts programs"},
    {&BuildScriptFacts::uses_network, "uses the network"},
};

std::vector<std::string_view> purposes(const BuildScriptFacts& facts) {
  std::vector<std::string_view> texts;
  for (const auto& [fact, text] : traits)
    if (facts.*fact) texts.push_back(text);
  return texts;
}

/// What one script is reported for.
struct Reason {
  std::string_view text;  ///< after "the build script of `x`"
  std::string_view discriminator;
  Level at_most;
  std::string_view help;
};

constexpr Reason network{"uses the network", "network", Level::warn,
                         "read the script, and add the package to `trusted` if it may"};
constexpr Reason programs{"starts programs", "programs", Level::note,
                          "read the script, and add the package to `trusted` if it may"};
constexpr Reason reruns{"does not say when to run again", "rerun", Level::warn,
                        "print `cargo::rerun-if-changed=build.rs` in it, and the same for each file that it reads"};
constexpr Reason any{"runs on the machine that builds", "any", Level::note, ""};

const Reason* reason_for(const View& view, PackageIx package, const BuildScriptFacts& facts) {
  if (facts.uses_network) return &network;
  const bool is_explained = facts.probes_compiler || facts.compiles_native_code || facts.links_libraries;
  const bool is_own = view.graph.is_member(package);
  if (!is_own && facts.spawns_programs && !is_explained) return &programs;
  if (is_own && !facts.declares_rerun) return &reruns;
  return view.options.flag("all") ? &any : nullptr;
}

bool runs(const View& view, PackageIx package) {
  const auto* manifest = view.graph.manifest(package);
  if (!manifest || !manifest->build_script()) return false;
  return std::ranges::any_of(view.model.build.units.units, [&](const resolve::Unit& unit) {
    return unit.package == package && unit.mode == resolve::Mode::run_custom_build;
  });
}

void report(const View& view, PackageIx package, const BuildScriptFacts& facts, const Reason& reason,
            finding::Findings& findings) {
  auto& found = findings.add(
      rules[0], package,
      fmt::format("the build script of `{}` {}", support::printable(view.graph.id(package).name), reason.text));
  found.reach = view.model.reach[package];
  found.at_most = reason.at_most;
  found.location = place_of(view, package);
  found.paths.push_back(shortest_path(view.graph, view.model, package));
  if (const auto texts = purposes(facts); !texts.empty())
    found.notes.push_back(fmt::format("its text: {}", fmt::join(texts, ", ")));
  if (const auto& links = view.graph.manifest(package)->links)
    found.notes.push_back(fmt::format("it stands for the native library `{}`", support::printable(*links)));
  found.help = reason.help;
  found.discriminator = reason.discriminator;
}

/// One for all: whoever has not fetched the packages has fetched none.
void add_gap(const View& view, finding::Findings& findings) {
  std::size_t unread = 0;
  for (std::size_t i = 0; i < view.graph.package_count(); ++i)
    if (!view.facts[i].build_script && runs(view, PackageIx(i))) ++unread;
  if (unread == 0) return;
  findings
      .gap(
          rules[0], "the workspace",
          fmt::format("{} could not be read", unread == 1 ? "a build script" : fmt::format("{} build scripts", unread)))
      .decisive = false;
}

void run(const View& view, finding::Findings& findings) {
  add_gap(view, findings);
  const auto trusted = view.options.list("trusted");
  for (std::size_t i = 0; i < view.graph.package_count(); ++i) {
    const PackageIx package(i);
    const auto& facts = view.facts[package].build_script;
    if (!facts || std::ranges::find(trusted, view.graph.id(package).name) != trusted.end()) continue;
    if (const auto* reason = reason_for(view, package, *facts); reason && runs(view, package))
      report(view, package, *facts, *reason, findings);
  }
}

}  // namespace

extern constinit const Analyzer build_script{rules, run};

}  // namespace plimsoll::analysis
