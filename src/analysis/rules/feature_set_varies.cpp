// SPDX-License-Identifier: MIT OR Apache-2.0
/// Finds packages that members, built alone, compile with other features than the workspace does.

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <functional>
#include <map>
#include <numeric>
#include <utility>

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
using graph::PackageIx;
using resolve::Resolution;
using resolve::Side;

constexpr OptionSpec options[] = {
    {"percent", std::int64_t{5}, "from which share of the build's cost on, for one member's build"},
};

constexpr RuleSpec rules[] = {{
    .name = "feature-set-varies",
    .group = Group::features,
    .level = Level::note,
    .needs = Needs::summaries,
    .since = "0.1",
    .summary = "packages are compiled again when single members are built, for their features differ",
    .explanation = R"(## What it finds

Packages from outside the workspace that get other features when one member is built (`cargo build -p MEMBER`) than when
all are. The one finding tells of the member whose build shares the least with that of the workspace, and names the
packages, the dearest first, with the features that each member's build leaves out.

## Why it matters

Cargo keeps one result for each set of features. Going to and fro between single members and the whole, as people and
editors do, compiles such packages and everything above them once for each set, and fills the disk.

## What to do

Ask for the same features in all members that need the package, most simply in `[workspace.dependencies]`; or keep a
member whose only task is to ask for them.

## Known limits

The first 256 members are looked at, each with the features that the audit was asked for. Costs are those of the whole
build.
)",
    .options = options,
}};

constexpr std::size_t most_members = 256;
constexpr Side sides[] = {Side::target, Side::host};

/// What one member's build leaves out of one package.
struct Variation {
  PackageIx member;
  std::vector<std::string_view> missing;
};

using Variations = std::map<PackageIx, std::vector<Variation>>;

std::vector<std::string_view> missing_features(const Resolution& whole, const Resolution& alone, PackageIx package) {
  std::vector<std::string_view> missing;
  for (const auto side : sides) {
    if (!alone.is_active(package, side)) continue;
    for (const auto feature : whole.features(package, side))
      if (!alone.has_feature(package, feature, side)) missing.push_back(feature);
  }
  std::ranges::sort(missing);
  missing.erase(std::unique(missing.begin(), missing.end()), missing.end());
  return missing;
}

/// Packages of others that stand on one of `changed`, and these, as far as the member needs them.
std::vector<PackageIx> compiled_again(const View& view, const Resolution& alone, std::vector<PackageIx> changed) {
  std::vector<char> seen(view.graph.package_count());
  for (const auto package : changed) seen[package] = 1;
  for (std::size_t next = 0; next < changed.size(); ++next)
    for (const auto link : view.graph.links_to(changed[next])) {
      const auto from = view.graph.link(link).from;
      const auto counts = [&](Side side) { return alone.is_followed(link, side); };
      if (seen[from] || view.graph.is_member(from) || std::ranges::none_of(sides, counts)) continue;
      seen[from] = 1;
      changed.push_back(from);
    }
  return changed;
}

/// A member whose build shares the least with that of the workspace.
struct Worst {
  PackageIx member = {};
  std::size_t packages = 0;
  double seconds = 0;
};

class Comparison {
 public:
  explicit Comparison(const View& view) : view_(view) {}

  void add(PackageIx member) {
    const auto& whole = view_.model.build.resolution;
    auto seeds = resolve::seeds_of(view_.graph, std::span(&member, 1), view_.model.request.features);
    if (!seeds) return;  // the flags name features that this member does not have
    const auto alone = resolve::resolve_for(whole, std::move(*seeds));
    std::vector<PackageIx> changed;
    for (std::size_t i = 0; i < view_.graph.package_count(); ++i) {
      const PackageIx package(i);
      if (view_.graph.is_member(package)) continue;
      auto missing = missing_features(whole, alone, package);
      if (missing.empty()) continue;
      changed.push_back(package);
      variations_[package].push_back({member, std::move(missing)});
    }
    rank(member, compiled_again(view_, alone, std::move(changed)));
  }

  [[nodiscard]] const Worst& worst() const { return worst_; }

  /// Packages, those with the dearest code first.
  [[nodiscard]] std::vector<std::pair<PackageIx, std::vector<Variation>>> variations() const {
    std::vector<std::pair<PackageIx, std::vector<Variation>>> sorted(variations_.begin(), variations_.end());
    std::ranges::stable_sort(sorted, std::greater{},
                             [&](const auto& entry) { return view_.model.cost_seconds[entry.first]; });
    return sorted;
  }

 private:
  void rank(PackageIx member, const std::vector<PackageIx>& packages) {
    double seconds = 0;
    for (const auto package : packages) seconds += view_.model.cost_seconds[package];
    if (seconds > worst_.seconds) worst_ = {member, packages.size(), seconds};
  }

  const View& view_;
  Variations variations_;
  Worst worst_;
};

/// `syn 2.0.1` without `full`: `a`, `b`; without `full`, `visit`: `c`
std::string variation_text(const View& view, PackageIx package, const std::vector<Variation>& variations) {
  std::map<std::vector<std::string_view>, std::vector<std::string>> groups;
  for (const auto& [member, missing] : variations)
    groups[missing].push_back(support::printable(view.graph.id(member).name));
  std::vector<std::string> texts;
  for (const auto& [missing, members] : groups) {
    std::vector<std::string> features;
    for (const auto feature : missing) features.push_back(support::printable(feature));
    texts.push_back(fmt::format("without {} for {}", listed(features), listed(members)));
  }
  return fmt::format("`{}`: {}", called(view, package), fmt::join(texts, "; "));
}

void report(const View& view, const Comparison& comparison, finding::Findings& findings) {
  constexpr std::size_t shown = 12;
  const auto variations = comparison.variations();
  const auto& worst = comparison.worst();
  auto& found = findings.add(
      rules[0], fmt::format("building `{}` alone compiles {} of the workspace's packages again, for features differ",
                            support::printable(view.graph.id(worst.member).name), worst.packages));
  const auto& root = view.graph.closure().root_manifest;
  if (root && root->workspace) found.location = place_at(view, root->workspace->at);
  if (worst.seconds >= 0.05) found.notes.push_back(fmt::format("{:.1f} s to compile (an estimate)", worst.seconds));
  for (std::size_t i = 0; i < std::min(shown, variations.size()); ++i)
    found.notes.push_back(variation_text(view, variations[i].first, variations[i].second));
  if (variations.size() > shown) found.notes.push_back(fmt::format("and {} packages more", variations.size() - shown));
  found.help = "ask for the same features in every member, most simply in `[workspace.dependencies]`";
}

void run(const View& view, finding::Findings& findings) {
  const auto& members = view.model.request.packages;
  if (view.graph.closure().lockfile_only || members.size() < 2) return;
  tell_missing_manifests(view, rules[0], findings);
  Comparison comparison(view);
  for (std::size_t i = 0; i < std::min(most_members, members.size()); ++i) comparison.add(members[i]);
  const auto& costs = view.model.cost_seconds;
  const auto whole = std::accumulate(costs.begin(), costs.end(), 0.0);
  const auto least = whole * static_cast<double>(view.options.count("percent")) / 100;
  if (comparison.worst().seconds > 0 && comparison.worst().seconds >= least) report(view, comparison, findings);
  if (members.size() > most_members)
    findings
        .gap(rules[0], "the workspace", fmt::format("{} of {} members were looked at", most_members, members.size()))
        .decisive = false;
}

}  // namespace

extern constinit const Analyzer feature_set_varies{rules, run};

}  // namespace plimsoll::analysis
