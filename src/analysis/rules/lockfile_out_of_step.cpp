// SPDX-License-Identifier: MIT OR Apache-2.0
/// Finds disagreement between the lockfile and the manifests.

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

constexpr RuleSpec rules[] = {{
    .name = "lockfile-out-of-step",
    .group = Group::practices,
    .level = Level::warn,
    .needs = Needs::summaries,
    .since = "0.1",
    .summary = "the lockfile does not fit the manifests",
    .explanation = R"(## What it finds

Declarations that nothing in Cargo.lock satisfies, path packages that are not locked or have another version than the
lockfile says, and locked packages that nothing needs any more: what Cargo would change in the lockfile at its next run.

## Why it matters

The next build resolves anew what is not locked, and takes versions that nobody has looked at. What is not locked could
not be audited either, so each such declaration is a gap.

## What to do

1. Run `cargo update --workspace`, which changes only what is out of step, and commit the lockfile.
2. Use `--locked` in automated builds, so that they stop instead of resolving anew.

## Known limits

Whether an entry is needed is told from the manifests at hand; where some are missing, what only they need looks unneeded.
Checksums are not compared with the registry's.
)",
}};

void run(const View& view, finding::Findings& findings) {
  if (view.graph.closure().lockfile_only || view.graph.closure().from_metadata) return;
  auto mismatches = view.lock_check.mismatches();
  // Without a lockfile there is nothing to be out of step, but what would have to be locked is not known.
  if (view.graph.closure().lockfile_path.empty())
    std::erase_if(mismatches, [](const resolve::LockMismatch& mismatch) { return !mismatch.leaves_out; });
  if (mismatches.empty()) return;
  const bool is_absent = view.graph.closure().lockfile_path.empty();
  const auto others = mismatches.size() == 1 ? std::string() : fmt::format(", and {} more", mismatches.size() - 1);
  auto& found = findings.add(
      rules[0], fmt::format("{}: {}{}", is_absent ? "there is no lockfile" : "the lockfile does not fit the manifests",
                            support::printable(mismatches.front().message), others));
  found.location = place_at(view, mismatches.front().at);
  found.fix = finding::Fix{{is_absent ? "cargo generate-lockfile" : "cargo update --workspace"}, {}, false};
  for (const auto& mismatch : mismatches) {
    found.notes.push_back(support::printable(mismatch.message));
    if (mismatch.leaves_out) findings.gap(rules[0], mismatch.subject, support::printable(mismatch.message));
  }
}

}  // namespace

extern constinit const Analyzer lockfile_out_of_step{rules, run};

}  // namespace plimsoll::analysis
