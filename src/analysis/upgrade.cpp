// SPDX-License-Identifier: MIT OR Apache-2.0
#include "upgrade.h"

#include <algorithm>
#include <span>

#include "upgrade_plan.h"

namespace plimsoll::analysis {
namespace {

using cargo::Version;
using graph::PackageIx;

/// A range that holds its last version ends at the smallest pre-release behind it, which nobody published.
bool is_published_form(const Version& version) {
  return version.pre != "0";
}

std::optional<Version> end_of_range(std::span<const rustsec::AffectedRange> ranges, const Version& version) {
  for (const auto& range : ranges)
    if (rustsec::contains({&range, 1}, version)) return range.fixed;
  return std::nullopt;
}

/// Versions that never had the flaw may lie below the first one that was mended.
std::optional<Version> lowest_patched(const rustsec::Advisory& advisory, const Version& version) {
  const auto unpatched = rustsec::affected_ranges(advisory.patched, {});
  return unpatched ? end_of_range(*unpatched, version) : std::nullopt;
}

bool has_vulnerability(const rustsec::Database& advisories, const std::string& package, const Version& version) {
  const auto found = advisories.matches(package, version, true);
  return std::ranges::any_of(found, [](const auto* a) { return a->kind == rustsec::Kind::vulnerability; });
}

/// Ascending, `fixed` first; later ones are versions that some advisory about the package names and none affects.
std::vector<Version> candidates(const rustsec::Database& advisories, const rustsec::Advisory& advisory,
                                const Version& fixed) {
  std::vector<Version> found{fixed};
  for (const auto& other : advisories.of_package(advisory.package))
    for (auto& version : rustsec::fixed_versions(other))
      if (is_published_form(version) && version > fixed && !rustsec::is_affected(advisory, version))
        found.push_back(std::move(version));
  std::erase_if(found, [&](const Version& v) { return has_vulnerability(advisories, advisory.package, v); });
  std::ranges::sort(found);
  return found;
}

bool is_taken_by_all(const std::vector<Holder>& holders, const Version& version) {
  return std::ranges::all_of(holders, [&](const Holder& holder) { return allows(holder, version).value_or(true); });
}

Version best_of(const std::vector<Version>& candidates, const std::vector<Holder>& holders, const Version& fixed) {
  const auto taken = std::ranges::find_if(candidates, [&](const Version& v) { return is_taken_by_all(holders, v); });
  if (taken != candidates.end()) return *taken;
  if (candidates.empty() || is_taken_by_all(holders, fixed)) return fixed;
  return candidates.front();
}

}  // namespace

std::optional<Upgrade> upgrade_out_of(const View& view, const rustsec::Advisory& advisory, PackageIx package) {
  const auto& version = view.graph.id(package).version;
  const auto patched = lowest_patched(advisory, version);
  const auto fixed = patched ? patched : end_of_range(advisory.affected, version);
  if (!fixed || !is_published_form(*fixed)) return std::nullopt;
  const auto holders = holders_of(view, package);
  Upgrade upgrade{*fixed, patched.has_value(),
                  best_of(candidates(*view.advisories, advisory, *fixed), holders, *fixed)};
  for (const auto& holder : holders) {
    const auto allowed = allows(holder, upgrade.to);
    if (!allowed) upgrade.is_certain = false;
    if (allowed && !*allowed) upgrade.blocked_by.push_back(holder);
  }
  return upgrade;
}

std::vector<Version> sound_releases(const View& view, const rustsec::Advisory& advisory, PackageIx package) {
  const auto& present = view.graph.id(package).version;
  std::vector<Version> found;
  for (const auto& release : releases_of(view, package)) {
    const auto& version = release.version();
    const bool counts =
        !release.is_yanked() && version > present && (!version.is_prerelease() || present.is_prerelease());
    if (counts && !rustsec::is_affected(advisory, version) &&
        !has_vulnerability(*view.advisories, advisory.package, version) && release.summary() != nullptr)
      found.push_back(version);
  }
  return found;
}

}  // namespace plimsoll::analysis
