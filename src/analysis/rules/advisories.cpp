// SPDX-License-Identifier: MIT OR Apache-2.0
/// Holds every locked package against the known advisories. All that match become findings; how far a package is from
/// what is built only lowers their level.

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <set>

#include "advisory_texts.h"
#include "holders.h"
#include "places.h"
#include "plimsoll/analysis/analyzer.h"
#include "plimsoll/rustsec/advisory_parse.h"
#include "plimsoll/support/text.h"
#include "upgrade.h"
#include "upgrade_plan.h"

namespace plimsoll::analysis {
namespace {

using finding::Finding;
using finding::Group;
using finding::Level;
using finding::Needs;
using finding::Reach;
using finding::RuleSpec;
using graph::PackageIx;
using rustsec::Advisory;
using rustsec::Kind;

constexpr RuleSpec rules[] = {
    {
        .name = "notice-advisory",
        .group = Group::advisories,
        .level = Level::note,
        .needs = Needs::advisories,
        .since = "0.1",
        .summary = "an advisory gives notice of something about a dependency",
        .explanation = notice_explanation,
    },
    {
        .name = "unmaintained-dependency",
        .group = Group::advisories,
        .level = Level::warn,
        .needs = Needs::advisories,
        .since = "0.1",
        .summary = "nobody looks after a dependency any more",
        .explanation = unmaintained_explanation,
    },
    {
        .name = "unsound-dependency",
        .group = Group::advisories,
        .level = Level::warn,
        .needs = Needs::advisories,
        .since = "0.1",
        .summary = "a dependency can break memory safety from safe code",
        .explanation = unsound_explanation,
    },
    {
        .name = "vulnerable-dependency",
        .group = Group::advisories,
        .level = Level::deny,
        .needs = Needs::advisories,
        .since = "0.1",
        .summary = "a dependency has a known vulnerability",
        .explanation = vulnerable_explanation,
    },
};

constexpr const auto& notice_advisory = rules[0];
constexpr const auto& unmaintained_dependency = rules[1];
constexpr const auto& unsound_dependency = rules[2];
constexpr const auto& vulnerable_dependency = rules[3];

const RuleSpec& rule_of(Kind kind) {
  switch (kind) {
    case Kind::vulnerability:
      return vulnerable_dependency;
    case Kind::unmaintained:
      return unmaintained_dependency;
    case Kind::unsound:
      return unsound_dependency;
    case Kind::notice:
    case Kind::other:
      break;
  }
  return notice_advisory;
}

bool is_direct(const View& view, PackageIx package) {
  const auto holders = holders_of(view, package);
  return std::ranges::any_of(holders, [&](const Holder& holder) { return view.graph.is_member(holder.package); });
}

/// The heaviest that a kind of advisory weighs at a distance from what ships. What is not known counts as near.
Level heaviest(const View& view, Kind kind, PackageIx package) {
  const auto reach = view.model.reach[package];
  const bool is_near = finding::may_be_built(reach);
  if (kind == Kind::vulnerability)
    return is_near ? Level::deny : (reach == Reach::dev_only ? Level::warn : Level::note);
  if (!is_near) return Level::note;
  if (kind == Kind::unmaintained) return is_direct(view, package) ? Level::warn : Level::note;
  return kind == Kind::unsound ? Level::warn : Level::note;
}

/// The platforms that the package is compiled for.
std::vector<const cargo::Target*> platforms_of(const View& view, PackageIx package) {
  const auto& platforms = view.model.request.platforms;
  const auto reach = view.model.reach[package];
  std::vector<const cargo::Target*> found;
  if (reach != Reach::build_time)
    for (const auto& target : platforms.targets) found.push_back(&target);
  const bool is_on_host = view.model.build.resolution.is_active(package, resolve::Side::host);
  if (found.empty() || reach != Reach::built || (view.model.build.resolution.splits_sides() && is_on_host))
    found.push_back(&platforms.host);
  return found;
}

/// One of the values is the target's; without any every target will do.
bool names(const std::vector<std::string>& values, const cargo::Target& target, std::string_view key) {
  return values.empty() ||
         std::ranges::any_of(values, [&](const std::string& value) { return target.has_value(key, value); });
}

bool is_applicable(const View& view, const Advisory& advisory, PackageIx package) {
  if (advisory.arch.empty() && advisory.os.empty()) return true;
  if (view.model.request.platforms.every || view.model.reach[package] == Reach::unknown) return true;
  const auto platforms = platforms_of(view, package);
  return std::ranges::any_of(platforms, [&](const cargo::Target* target) {
    return names(advisory.arch, *target, "target_arch") && names(advisory.os, *target, "target_os");
  });
}

std::string title_of(const Advisory& advisory) {
  auto title = support::printable(support::trim(advisory.title));
  while (title.ends_with('.')) title.pop_back();
  return title.empty() ? support::printable(advisory.id) : title;
}

bool needs_attribution(const Advisory& advisory) {
  return advisory.license.starts_with("CC-BY") && !advisory.url.empty();
}

finding::AdvisoryNote payload_of(const Advisory& advisory) {
  finding::AdvisoryNote note;
  note.id = advisory.id;
  note.aliases = advisory.aliases;
  note.kind = rustsec::to_text(advisory.kind == Kind::other ? Kind::notice : advisory.kind);
  if (const auto band = advisory.severity(); band && *band != rustsec::SeverityBand::none)
    note.severity = rustsec::to_text(*band);
  note.score = advisory.score;
  auto url = needs_attribution(advisory) ? advisory.url : rustsec::page_url(advisory);
  if (!url.empty()) note.url = std::move(url);
  note.title = title_of(advisory);
  return note;
}

std::string package_name(const View& view, PackageIx package) {
  return support::printable(view.graph.id(package).name);
}

void note_blockers(const View& view, const Upgrade& upgrade, Finding& found) {
  constexpr std::size_t shown = 3;
  const auto& blockers = upgrade.blocked_by;
  for (std::size_t i = 0; i < std::min(shown, blockers.size()); ++i) {
    found.notes.push_back(fmt::format("held back by {}", to_text(view, blockers[i])));
    if (const auto place = place_of(view, blockers[i].link))
      found.labels.push_back({*place, "this requirement leaves the fixed version out"});
  }
  if (blockers.size() > shown) found.notes.push_back(fmt::format("and by {} more", blockers.size() - shown));
}

std::string help_for_blocked(const View& view, const Upgrade& upgrade, PackageIx package) {
  const auto& first = upgrade.blocked_by.front();
  if (const auto place = place_of(view, first.link)) return raise_text(*place, upgrade.to);
  return fmt::format("look for a newer `{}` that takes `{}` {}", package_name(view, first.package),
                     package_name(view, package), cargo::to_text(upgrade.to));
}

void add_way_out(const View& view, const Upgrade& upgrade, PackageIx package, Finding& found) {
  found.notes.push_back(
      fmt::format("{} {}", upgrade.is_patched ? "fixed in" : "not affected from", cargo::to_text(upgrade.fixed)));
  if (upgrade.to > upgrade.fixed)
    found.notes.push_back(
        fmt::format("{} is the first version without a known vulnerability", cargo::to_text(upgrade.to)));
  if (!upgrade.blocked_by.empty()) {
    note_blockers(view, upgrade, found);
    found.help = help_for_blocked(view, upgrade, package);
    return;
  }
  const auto command = update_command(view.graph.id(package), upgrade.to);
  if (!command) return;
  if (upgrade.is_certain)
    found.fix = finding::Fix{{*command}, {}, true};
  else
    found.help = fmt::format("if its dependents take {}: `{}`", cargo::to_text(upgrade.to), *command);
}

/// Where no version is better only another package is.
std::string help_without_fix(const View& view, const Finding& found, PackageIx package) {
  if (found.paths.empty() || found.paths.front().size() < 3)
    return fmt::format("put another package in the place of `{}`", package_name(view, package));
  return fmt::format("look for a newer `{}` that does without `{}`", package_name(view, found.paths.front()[1]),
                     package_name(view, package));
}

void note_functions(const Advisory& advisory, Finding& found) {
  constexpr std::size_t shown = 4;
  if (advisory.functions.empty()) return;
  std::vector<std::string> names;
  for (std::size_t i = 0; i < std::min(shown, advisory.functions.size()); ++i)
    names.push_back(fmt::format("`{}`", support::printable(advisory.functions[i].path)));
  const auto more = advisory.functions.size() - names.size();
  found.notes.push_back(fmt::format("only where these are called: {}{}", fmt::join(names, ", "),
                                    more == 0 ? "" : fmt::format(" and {} more", more)));
}

/// Dependents that let go of the present version only in a later release of theirs.
void note_moves(const View& view, const UpgradePlan& plan, PackageIx package, Finding& found) {
  for (const auto& move : plan.moves)
    if (move.package != package)
      found.notes.push_back(
          fmt::format("`{}` holds it back, and {} does not", called(view, move.package), cargo::to_text(move.to)));
}

/// What the index knows a way for. False: nothing.
bool add_planned_way_out(const View& view, const Advisory& advisory, PackageIx package, Finding& found) {
  const auto targets = sound_releases(view, advisory, package);
  const auto plan = plan_upgrade(view, package, targets);
  if (!plan || !plan->is_proven) return false;
  const auto commands = commands_of(view, *plan);
  if (!commands) return false;
  found.notes.push_back(
      fmt::format("{} is the lowest release that no known vulnerability touches", cargo::to_text(targets.front())));
  note_moves(view, *plan, package, found);
  if (plan->raises.empty()) {
    found.fix = finding::Fix{*commands, {}, true};
    return true;
  }
  for (const auto& raise : plan->raises)
    if (const auto place = place_of(view, raise.holder.link))
      found.labels.push_back({*place, fmt::format("this requirement leaves {} out", cargo::to_text(raise.to))});
  found.help = steps_text(view, *plan);
  return true;
}

/// Whether the index at hand has any that can be read.
bool has_releases(const View& view, PackageIx package) {
  return std::ranges::any_of(releases_of(view, package), [](const auto& one) { return one.summary() != nullptr; });
}

void add_solution(const View& view, const Advisory& advisory, PackageIx package, Finding& found) {
  if (add_planned_way_out(view, advisory, package, found)) return;
  const bool is_published = !has_releases(view, package) || !sound_releases(view, advisory, package).empty();
  const auto upgrade = upgrade_out_of(view, advisory, package);
  if (upgrade && !is_published) {
    found.notes.push_back(fmt::format("fixed in {}, but the index at hand has no release free of it that stands",
                                      cargo::to_text(upgrade->fixed)));
    found.help = help_without_fix(view, found, package);
    return;
  }
  if (upgrade) {
    add_way_out(view, *upgrade, package, found);
    return;
  }
  if (!advisory.patched.empty()) {
    const auto versions = support::printable(rustsec::patched_text(advisory));
    found.notes.push_back(fmt::format("fixed in {}", versions));
    found.help = fmt::format("update `{}` to a version that is {}", package_name(view, package), versions);
    return;
  }
  if (advisory.kind == Kind::notice || advisory.kind == Kind::other) {
    found.help = "read the advisory, and accept it with what was decided";
    return;
  }
  if (advisory.kind != Kind::unmaintained) found.notes.emplace_back("no fixed version is known");
  found.help = help_without_fix(view, found, package);
}

void report(const View& view, const Advisory& advisory, PackageIx package, finding::Findings& findings) {
  auto& found = findings.add(rule_of(advisory.kind), package,
                             fmt::format("`{}` {}: {}", package_name(view, package),
                                         cargo::to_text(view.graph.id(package).version), title_of(advisory)));
  found.reach = view.model.reach[package];
  found.at_most = heaviest(view, advisory.kind, package);
  found.advisory = payload_of(advisory);
  found.location = place_of(view, package);
  found.paths.push_back(shortest_path(view.graph, view.model, package));
  if (!is_applicable(view, advisory, package)) {
    found.at_most = Level::note;
    found.notes.emplace_back("not applicable on the selected targets");
  }
  add_solution(view, advisory, package, found);
  note_functions(advisory, found);
  if (advisory.kind == Kind::other)
    found.notes.push_back(fmt::format("of a kind unknown here: `{}`", support::printable(advisory.kind_as_written)));
  if (needs_attribution(advisory))
    found.notes.push_back(
        fmt::format("text under {} from {}", support::printable(advisory.license), support::printable(advisory.url)));
}

/// An advisory about a package that is not locked could not have been a finding.
void tell_unreadable(const View& view, finding::Findings& findings) {
  std::set<std::string_view> locked;
  for (std::size_t i = 0; i < view.graph.package_count(); ++i) locked.insert(view.graph.id(PackageIx(i)).name);
  std::size_t harmless = 0;
  for (const auto& file : view.advisories->unreadable()) {
    const auto path = rustsec::parse_advisory_path(file.path);
    if (path && !locked.contains(path->package)) {
      ++harmless;
      continue;
    }
    findings.gap(vulnerable_dependency, support::printable(file.path), support::printable(file.reason));
  }
  if (harmless == 0) return;
  findings
      .gap(vulnerable_dependency, "the advisory database",
           fmt::format("{} of its advisories could not be read; none is about a locked package", harmless))
      .decisive = false;
}

/// Advisories are about packages of crates.io; nobody looked at those of other places.
void tell_foreign(const View& view, finding::Findings& findings) {
  constexpr std::size_t shown = 3;
  std::vector<std::string> names;
  std::size_t foreign = 0;
  for (std::size_t i = 0; i < view.graph.package_count(); ++i) {
    const auto& source = view.graph.id(PackageIx(i)).source;
    if (source.is_path() || source.is_crates_io()) continue;
    if (++foreign <= shown) names.push_back(called(view, PackageIx(i)));
  }
  if (foreign == 0) return;
  const auto more = foreign > shown ? fmt::format(" and {} more", foreign - shown) : "";
  findings
      .gap(vulnerable_dependency, fmt::format("{}{}", fmt::join(names, ", "), more),
           "advisories are about packages of crates.io only")
      .decisive = false;
}

void run(const View& view, finding::Findings& findings) {
  if (view.advisories == nullptr) {
    for (const auto& rule : rules) findings.gap(rule, "the workspace", "there is no advisory data");
    return;
  }
  tell_unreadable(view, findings);
  tell_foreign(view, findings);
  for (std::size_t i = 0; i < view.graph.package_count(); ++i) {
    const PackageIx package(i);
    const auto& id = view.graph.id(package);
    for (const auto* advisory : view.advisories->matches(id.name, id.version, id.source.is_crates_io()))
      report(view, *advisory, package, findings);
  }
}

}  // namespace

extern constinit const Analyzer advisories{rules, run};

}  // namespace plimsoll::analysis
