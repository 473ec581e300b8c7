// SPDX-License-Identifier: MIT OR Apache-2.0
/// Finds packages that bring native libraries into the build.

#include <fmt/format.h>

#include <algorithm>

#include "places.h"
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
    {"allowed", std::span<const std::string_view>{}, "`links` names of the native libraries that may be built in"},
};

constexpr RuleSpec rules[] = {{
    .name = "native-library",
    .group = Group::build_cost,
    .level = Level::note,
    .needs = Needs::summaries,
    .since = "0.1",
    .summary = "the build needs a native library or a C compiler",
    .explanation = R"(## What it finds

Packages of the build that stand for a native library (`links` in their manifest) and whose build script compiles C or
C++ code or links a library of the system. The finding says which of the two, how much native code there is, and who
brings it. Libraries in `allowed` are passed over. Packages that use `links` for nothing native are not reported.

## Why it matters

Native code needs a C compiler or a library on every machine that builds, is compiled for each target anew, makes
cross-compiling harder, and is outside of what Rust checks and RustSec watches.

## What to do

1. Look for a feature of the dependency that takes a Rust implementation in place of the native one.
2. Prefer the library of the system, or prefer the built-in copy, but choose: builds differ otherwise.
3. Add libraries that you mean to have to `allowed`.

## Known limits

What a build script compiles is read from its text. Where the sources are not on this machine, every package with `links`
is reported.
)",
    .options = options,
}};

/// The name is also used to have no more than one version of a package in a build.
bool is_native(const facts::PackageFacts& facts) {
  if (!facts.build_script) return !facts.sources_seen;
  return facts.build_script->compiles_native_code || facts.build_script->links_libraries;
}

std::string what_it_does(const facts::PackageFacts& facts) {
  if (!facts.build_script) return "its build script could not be read";
  if (!facts.build_script->compiles_native_code) return "links the library of the system";
  constexpr std::uint64_t kilobyte = 1000;
  if (facts.native_bytes < kilobyte) return "compiles native code";
  return fmt::format("compiles native code, {} kB of sources", facts.native_bytes / kilobyte);
}

void report(const View& view, PackageIx package, const std::string& links, finding::Findings& findings) {
  auto& found = findings.add(rules[0], package,
                             fmt::format("`{}` brings the native library `{}` into the build",
                                         support::printable(view.graph.id(package).name), support::printable(links)));
  found.reach = view.model.reach[package];
  found.location = place_of(view, package);
  found.paths.push_back(shortest_path(view.graph, view.model, package));
  found.notes.push_back(what_it_does(view.facts[package]));
  found.help = "add the library to `allowed` if it is meant to be there";
  found.discriminator = links;
}

void run(const View& view, finding::Findings& findings) {
  const auto allowed = view.options.list("allowed");
  for (std::size_t i = 0; i < view.graph.package_count(); ++i) {
    const PackageIx package(i);
    const auto* manifest = view.graph.manifest(package);
    if (!manifest || !manifest->links || !finding::is_built(view.model.reach[package]) ||
        !is_native(view.facts[package]))
      continue;
    if (std::ranges::find(allowed, *manifest->links) == allowed.end())
      report(view, package, *manifest->links, findings);
  }
}

}  // namespace

extern constinit const Analyzer native_library{rules, run};

}  // namespace plimsoll::analysis
