// SPDX-License-Identifier: MIT OR Apache-2.0
/// Looks at `default-features` of the members' own declarations: left on where they bring much in, switched off where
/// that has no effect.

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <map>
#include <tuple>

#include "declaration_edit.h"
#include "holders.h"
#include "places.h"
#include "plimsoll/analysis/analyzer.h"
#include "plimsoll/support/text.h"

namespace plimsoll::analysis {
namespace {

using finding::Finding;
using finding::Group;
using finding::Level;
using finding::Needs;
using finding::OptionSpec;
using finding::Reach;
using finding::RuleSpec;
using graph::LinkIx;
using graph::PackageIx;
using resolve::Side;

constexpr OptionSpec options[] = {
    {"packages", std::int64_t{1}, "from how many packages on that only default features bring in"},
};

constexpr RuleSpec rules[] = {
    {
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
    },
    {
        .name = "unused-default-features",
        .group = Group::features,
        .level = Level::note,
        .needs = Needs::summaries,
        .since = "0.1",
        .summary = "packages are built only because default features were left on",
        .explanation = R"(## What it finds

Declarations of members that leave the default features of a package on, where these bring in packages that nothing else
in the build asks for. The features are resolved again without them, and the packages that leave are counted.

## Why it matters

Default features are the choice of the package's authors for everybody. Each package they bring in is compiled, shipped
and has to be trusted.

## What to do

Set `default-features = false`, name the features that the code uses, and compile. The finding's edit does the first
step.

## Known limits

Whether your code uses what the default features provide is not known here: only the compiler can tell. At most 64
declarations are tried in one run, those of the packages with the most default features first; the report says how many
were left out.
)",
        .options = options,
    },
};

constexpr const auto& defeated_default_features = rules[0];
constexpr const auto& unused_default_features = rules[1];

constexpr Side sides[] = {Side::target, Side::host};

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

bool leaves_defaults_on(const View& view, LinkIx link) {
  return view.graph.declaration(link)->default_features && has_default_feature(view, view.graph.link(link).to);
}

/// At most some names in backticks, and how many more there are.
std::string listed(const std::vector<std::string>& names) {
  constexpr std::size_t shown = 6;
  std::vector<std::string> quoted;
  for (std::size_t i = 0; i < std::min(shown, names.size()); ++i) quoted.push_back(fmt::format("`{}`", names[i]));
  if (names.size() > shown) quoted.push_back(fmt::format("{} more", names.size() - shown));
  return fmt::format("{}", fmt::join(quoted, ", "));
}

std::optional<finding::Location> setting_place(const View& view, LinkIx link) {
  return place_at(view, default_features_place(*view.graph.declaration(link)));
}

/// @name Defeated: switched off here, on elsewhere
/// @{

/// The links that ask for the default features of the same package on a side where `link` leads to it.
std::vector<LinkIx> defeaters_of(const View& view, LinkIx link) {
  const auto& resolution = view.model.build.resolution;
  const auto leads_to = [&](LinkIx one, Side side) {
    return std::ranges::any_of(sides, [&](Side parent) {
      return resolution.is_active(view.graph.link(one).from, parent) && resolution.is_live(one, parent) &&
             (!resolution.splits_sides() || resolution.side_of(one, parent) == side);
    });
  };
  std::vector<LinkIx> found;
  for (const auto other : view.graph.links_to(view.graph.link(link).to)) {
    const auto* declaration = view.graph.declaration(other);
    if (declaration == nullptr || !declaration->default_features || !is_built(view, other)) continue;
    if (std::ranges::any_of(sides, [&](Side side) { return leads_to(link, side) && leads_to(other, side); }))
      found.push_back(other);
  }
  return found;
}

Finding& report_defeated(const View& view, LinkIx link, const std::vector<LinkIx>& defeaters,
                         finding::Findings& findings) {
  const auto package = view.graph.link(link).to;
  std::vector<std::string> names;
  for (const auto other : defeaters) names.push_back(called(view, view.graph.link(other).from));
  names.erase(std::unique(names.begin(), names.end()), names.end());
  auto& found = findings.add(defeated_default_features, package,
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
/// @}

/// @name Unused: left on, and nobody else asks for what they bring in
/// @{

/// All members' links that one setting decides: those that inherit a declaration have it in common.
struct Setting {
  std::vector<LinkIx> links;
  std::size_t default_features = 0;  ///< how many values the package's `default` has
};

/// The setting alone decides whether the default features are on.
bool decides_alone(const View& view, const std::vector<LinkIx>& links) {
  return std::ranges::none_of(view.graph.links_to(view.graph.link(links.front()).to), [&](LinkIx other) {
    const auto* declaration = view.graph.declaration(other);
    return std::ranges::find(links, other) == links.end() && declaration != nullptr && declaration->default_features &&
           is_built(view, other);
  });
}

bool can_bring_packages(const cargo::Package& package) {
  std::vector<const cargo::Feature*> work{cargo::find_feature(package.features, "default")};
  for (std::size_t next = 0; next < work.size(); ++next) {
    for (const auto& value : work[next]->values) {
      if (value.kind != cargo::FeatureValue::Kind::feature) return true;
      const auto* feature = cargo::find_feature(package.features, value.feature);
      if (feature != nullptr && std::ranges::find(work, feature) == work.end()) work.push_back(feature);
    }
  }
  return false;
}

/// The settings worth trying, those with the most default features first.
std::vector<Setting> settings_to_try(const View& view) {
  std::map<std::tuple<PackageIx, std::uint32_t, support::Position>, std::vector<LinkIx>> by_place;
  for (std::size_t i = 0; i < view.graph.links().size(); ++i) {
    const LinkIx link(i);
    if (!is_own(view, link) || !leaves_defaults_on(view, link)) continue;
    const auto at = default_features_place(*view.graph.declaration(link));
    by_place[{view.graph.link(link).to, at.file.value, at.begin}].push_back(link);
  }
  std::vector<Setting> settings;
  for (auto& [place, links] : by_place) {
    const auto& package = *view.graph.manifest(std::get<0>(place));
    if (view.graph.is_member(std::get<0>(place)) || !can_bring_packages(package) || !decides_alone(view, links))
      continue;
    settings.push_back({std::move(links), cargo::find_feature(package.features, "default")->values.size()});
  }
  std::ranges::stable_sort(settings, std::greater{}, &Setting::default_features);
  return settings;
}

bool is_active(const resolve::Resolution& resolution, PackageIx package) {
  return resolution.is_active(package, Side::target) || resolution.is_active(package, Side::host);
}

/// What leaves the build when a setting is switched off.
struct Loss {
  std::vector<std::string> packages;
  std::vector<std::string> features;  ///< of the package itself
  double seconds = 0;
  bool is_measured = true;
};

Loss loss_without(const View& view, const resolve::FeatureModel& features, const Setting& setting) {
  const auto& before = view.model.build.resolution;
  const auto after = resolve::resolve(view.graph, resolve::without_defaults(features, setting.links), before.request());
  Loss loss;
  for (std::size_t i = 0; i < view.graph.package_count(); ++i) {
    const PackageIx package(i);
    const auto reach = view.model.reach[package];
    if ((reach != Reach::built && reach != Reach::build_time) || is_active(after, package)) continue;
    loss.packages.push_back(called(view, package));
    loss.seconds += view.model.cost_seconds[package];
    loss.is_measured = loss.is_measured && view.model.cost_measured[package];
  }
  const auto changed = view.graph.link(setting.links.front()).to;
  const auto side = before.is_active(changed, Side::target) ? Side::target : Side::host;
  for (const auto feature : before.features(changed, side))
    if (feature != "default" && !after.has_feature(changed, feature, side))
      loss.features.push_back(support::printable(feature));
  return loss;
}

void report_unused(const View& view, const Setting& setting, const Loss& loss, finding::Findings& findings) {
  const auto link = setting.links.front();
  const auto package = view.graph.link(link).to;
  const auto count = loss.packages.size();
  auto& found = findings.add(unused_default_features, package,
                             fmt::format("the default features of `{}` bring in {} {} that nothing else asks for",
                                         name_of(view, package), count, count == 1 ? "package" : "packages"));
  found.reach = view.model.reach[package];
  found.location = setting_place(view, link);
  found.paths.push_back({view.graph.link(link).from, package});
  found.notes.push_back(fmt::format("only they bring in {}", listed(loss.packages)));
  if (!loss.features.empty())
    found.notes.push_back(fmt::format("of `{}` they switch on {}", name_of(view, package), listed(loss.features)));
  if (loss.seconds >= 0.05)
    found.notes.push_back(fmt::format("the packages cost {:.1f} s of compile time ({})", loss.seconds,
                                      loss.is_measured ? "measured" : "an estimate"));
  const auto& declaration = *view.graph.declaration(link);
  if (auto edit = switch_defaults_off(view, declaration)) found.fix = finding::Fix{{}, {std::move(*edit)}, false};
  found.help = "switch them off and name the features that the code uses";
  found.discriminator = declaration.key;
}

void find_unused(const View& view, finding::Findings& findings) {
  constexpr std::size_t most_tries = 64;
  const auto settings = settings_to_try(view);
  const auto features = resolve::model_of(view.graph);
  const auto least = std::max<std::size_t>(1, view.options.count("packages"));
  for (std::size_t i = 0; i < std::min(most_tries, settings.size()); ++i)
    if (const auto loss = loss_without(view, *features, settings[i]); loss.packages.size() >= least)
      report_unused(view, settings[i], loss, findings);
  if (settings.size() > most_tries)
    findings
        .gap(unused_default_features, "the workspace",
             fmt::format("{} of {} declarations were tried", most_tries, settings.size()))
        .decisive = false;
}
/// @}

/// Without its manifest a package's features are not known. A lockfile alone is not asked for them.
void tell_missing(const View& view, finding::Findings& findings) {
  for (const auto& package : view.graph.closure().packages) {
    if (package.package() != nullptr) continue;
    const auto reason =
        package.missing.empty() ? std::string{"its manifest could not be had"} : support::printable(package.missing);
    for (const auto& rule : rules) findings.gap(rule, cargo::to_spec(package.id), reason);
  }
}

void run(const View& view, finding::Findings& findings) {
  if (view.graph.closure().lockfile_only) return;
  tell_missing(view, findings);
  for (std::size_t i = 0; i < view.graph.package_count(); ++i)
    if (has_default_feature(view, PackageIx(i))) find_defeated(view, PackageIx(i), findings);
  find_unused(view, findings);
}

}  // namespace

extern constinit const Analyzer default_features{rules, run};

}  // namespace plimsoll::analysis
