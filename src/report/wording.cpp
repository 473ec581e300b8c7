// SPDX-License-Identifier: MIT OR Apache-2.0
#include "wording.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <map>
#include <set>
#include <utility>

#include "cost_parts.h"
#include "plimsoll/support/assert.h"

namespace plimsoll::report {
namespace {

using finding::Level;
using finding::Reach;

/// Packages at either end of a path that are named; the rest is counted.
constexpr std::size_t path_ends = 4;
constexpr std::size_t named_loads = 4;

std::string grouped(std::size_t number) {
  auto digits = std::to_string(number);
  for (std::size_t at = digits.size(); at > 3; at -= 3) digits.insert(at - 3, ",");
  return digits;
}

std::string join(const std::vector<std::string>& parts, std::string_view between) {
  return fmt::format("{}", fmt::join(parts, between));
}

/// `8 errors (8 advisories in 6 packages)`: those about one package are told as one wherever findings are listed. Of
/// what weighs less the number alone will do.
std::string level_count(const Report& report, Level level, std::size_t number) {
  std::size_t advisories = 0;
  std::set<PackageIx> packages;
  for (const auto& finding : report.findings) {
    if (finding.level != level || !finding.advisory || !finding.package) continue;
    ++advisories;
    packages.insert(*finding.package);
  }
  auto text = counted(number, finding::report_word(level));
  if (level == Level::deny && advisories > packages.size())
    text += fmt::format(" ({} advisories in {})", grouped(advisories), counted(packages.size(), "package"));
  return text;
}

std::string finding_counts(const Report& report) {
  const auto& summary = report.summary;
  std::vector<std::string> parts;
  for (const auto& [level, number] : {std::pair(Level::deny, summary.error), std::pair(Level::warn, summary.warning),
                                      std::pair(Level::note, summary.note)})
    if (number != 0) parts.push_back(level_count(report, level, number));
  return parts.empty() ? "nothing found" : join(parts, ", ");
}

/// `1 rule switched off by the command line (yanked-version)`
std::string switched_off_text(const Report& report) {
  constexpr std::size_t named = 2;
  std::vector<std::string> rules;
  std::set<std::string> by;
  for (const auto& one : report.switched_off) {
    rules.push_back(one.rule);
    by.insert(one.by);
  }
  return fmt::format("{} switched off by {} ({})", counted(rules.size(), "rule"), fmt::join(by, " and "),
                     examples(rules, named));
}

std::string source_counts(const Report& report) {
  std::size_t registry = 0;
  std::size_t git = 0;
  for (const auto& package : report.packages) {
    if (!package.source) continue;
    ++(package.source->starts_with("git+") ? git : registry);
  }
  std::vector<std::string> parts;
  if (registry != 0) parts.push_back(grouped(registry) + " registry");
  if (git != 0) parts.push_back(grouped(git) + " git");
  return parts.empty() ? "" : " (" + join(parts, ", ") + ")";
}

bool is_live(const Package& package) {
  return finding::may_be_built(package.reach);
}

/// Live packages of one kind, dearest first.
template <class Predicate>
std::vector<std::string> names_of(const Report& report, Predicate predicate) {
  std::vector<const Package*> chosen;
  for (const auto& package : report.packages)
    if (is_live(package) && predicate(package)) chosen.push_back(&package);
  std::ranges::stable_sort(chosen, std::ranges::greater{},
                           [](const Package* package) { return package->cost_seconds.value_or(0); });
  std::vector<std::string> names;
  for (const auto* package : chosen) names.push_back(package_text(*package));
  return names;
}

std::vector<std::string> duplicate_names(const Report& report) {
  std::map<std::string_view, std::size_t> copies;
  for (const auto& package : report.packages)
    if (is_live(package)) ++copies[package.name];
  std::vector<std::pair<std::string_view, std::size_t>> several;
  for (const auto& entry : copies)
    if (entry.second > 1) several.emplace_back(entry);
  std::ranges::stable_sort(several, std::ranges::greater{}, &std::pair<std::string_view, std::size_t>::second);
  std::vector<std::string> names;
  for (const auto& entry : several) names.push_back(fmt::format("{} x{}", entry.first, entry.second));
  return names;
}

std::string with_examples(std::vector<std::string> names) {
  if (names.empty()) return "none";
  const auto number = grouped(names.size());
  return number + ": " + examples(names, named_loads);
}

Load packages_load(const Report& report) {
  const auto build_time = std::ranges::count(report.packages, Reach::build_time, &Package::reach);
  auto text = counted(report.summary.packages, "package");
  if (report.summary.built != 0) text += fmt::format(", {} of them built", grouped(report.summary.built));
  if (build_time != 0)
    text += fmt::format(", {} only for the build itself", grouped(static_cast<std::size_t>(build_time)));
  return {"packages", std::move(text)};
}

Load features_load(const Report& report) {
  std::size_t on = 0;
  for (const auto& package : report.packages)
    if (is_live(package)) on += package.features.size();
  return {"features", grouped(on) + " switched on"};
}

std::vector<PackageIx> chain_packages(const Report& report) {
  std::vector<PackageIx> path;
  for (const auto& step : report.critical_path)
    if (path.empty() || path.back() != step.package) path.push_back(step.package);
  return path;
}

Load cost_load(const Report& report) {
  const auto known = measured(report);
  const auto unseen = unseen_packages(report);
  return {"compile time",
          fmt::format("{} on one core ({}{})", duration_text(report.summary.cost_seconds),
                      known.any ? measured_text(known) : "an estimate",
                      unseen == 0 ? "" : fmt::format(", {} without its sources", counted(unseen, "package")))};
}

Load chain_load(const Report& report, std::string_view arrow) {
  return {"longest chain", fmt::format("{}: {}", duration_text(report.summary.critical_path_seconds),
                                       path_text(report, chain_packages(report), arrow))};
}

/// `2026-11-22 (1 day old)`: of the last change where it is known, else of the newest advisory.
std::string age_text(const AdvisoryDatabase& database) {
  constexpr std::size_t date_length = 10;
  const auto& day = database.commit_time ? database.commit_time : database.newest;
  const auto days = database.commit_time ? database.age_days : database.newest_days;
  if (!day) return {};
  return day->substr(0, date_length) + (days ? fmt::format(" ({} old)", counted(*days, "day")) : std::string());
}

/// How many rules could not look, out of how many.
std::string unmade_checks(const Report& report) {
  std::set<std::string_view> rules;
  for (const auto& gap : report.gaps) rules.insert(gap.rule);
  if (report.rules.size() < rules.size()) return counted(rules.size(), "check");
  return fmt::format("{} of {}", grouped(rules.size()), counted(report.rules.size(), "check"));
}

}  // namespace

std::string counted(std::size_t number, std::string_view singular) {
  return fmt::format("{} {}{}", grouped(number), singular, number == 1 ? "" : "s");
}

std::string examples(std::span<const std::string> names, std::size_t most) {
  const auto shown = names.first(std::min(most, names.size()));
  const auto rest = names.size() - shown.size();
  return fmt::format("{}{}", fmt::join(shown, ", "), rest == 0 ? "" : fmt::format(" and {} more", grouped(rest)));
}

std::string date_text(std::chrono::year_month_day date) {
  return fmt::format("{:04}-{:02}-{:02}", static_cast<int>(date.year()), static_cast<unsigned>(date.month()),
                     static_cast<unsigned>(date.day()));
}

std::string duration_text(double seconds) {
  constexpr double seconds_per_minute = 60;
  constexpr double shown_in_minutes = 600;
  if (seconds < 10) return fmt::format("{:.1f} s", seconds);
  if (seconds < shown_in_minutes) return fmt::format("{:.0f} s", seconds);
  return fmt::format("{:.0f} min", seconds / seconds_per_minute);
}

std::string_view headline(Verdict verdict) {
  constexpr std::array<std::string_view, 3> words{"above water", "OVER THE LINE", "NOT CERTAIN"};
  return words[static_cast<std::size_t>(verdict)];
}

std::string verdict_sentence(const Report& report, Verdict verdict) {
  auto text = finding_counts(report);
  if (!report.gaps.empty())
    text +=
        fmt::format("{} {} could not be made", verdict == Verdict::not_certain ? ", but" : ";", unmade_checks(report));
  if (!report.switched_off.empty()) text += "; " + switched_off_text(report);
  if (report.summary.accepted != 0) text += fmt::format("; {} accepted", grouped(report.summary.accepted));
  return text;
}

std::vector<std::string> scope_parts(const Report& report) {
  std::vector<std::string> parts;
  if (!report.workspace.name.empty()) parts.push_back(report.workspace.name);
  if (!report.workspace.members.empty()) parts.push_back(counted(report.workspace.members.size(), "member"));
  parts.push_back(counted(report.packages.size(), "package") + source_counts(report));
  const auto& targets = report.selection.targets;
  if (report.selection.is_for_every_platform())
    parts.emplace_back("all targets");
  else if (!targets.empty())
    parts.push_back(counted(targets.size(), "target"));
  return parts;
}

std::string database_text(const Report& report) {
  if (!report.advisory_database) return "no advisory database";
  const auto& database = *report.advisory_database;
  const auto age = age_text(database);
  return counted(database.advisories, "advisory record") +
         (age.empty() ? " of unknown age" : (database.commit_time ? " of " : ", the newest of ") + age);
}

std::string advisory_age_text(const Report& report) {
  const auto age = report.advisory_database ? age_text(*report.advisory_database) : std::string();
  return age.empty() ? age : "advisories of " + age;
}

std::set<std::string_view> rules_at_work(const Report& report) {
  std::set<std::string_view> rules;
  for (const auto* findings : {&report.findings, &report.accepted})
    for (const auto& finding : *findings) rules.insert(finding.rule);
  for (const auto& gap : report.gaps) rules.insert(gap.rule);
  return rules;
}

const Package& package_at(const Report& report, PackageIx package) {
  PLIMSOLL_ASSERT(package < report.packages.size());
  return report.packages[package];
}

std::string package_text(const Package& package) {
  return package.name + " " + package.version;
}

std::string path_text(const Report& report, std::span<const PackageIx> path, std::string_view arrow) {
  std::string text;
  for (std::size_t i = 0; i < path.size(); ++i) {
    const bool is_end = i < path_ends || i + path_ends >= path.size();
    if (!is_end) {
      if (i == path_ends) text += fmt::format("{}({} more)", arrow, path.size() - 2 * path_ends);
      continue;
    }
    const auto& package = package_at(report, path[i]);
    if (i != 0) text += arrow;
    text += package.member ? package.name : package_text(package);
  }
  return text;
}

std::string severity_text(const finding::AdvisoryNote& advisory) {
  std::vector<std::string> parts;
  if (advisory.severity) parts.push_back(*advisory.severity);
  if (advisory.score) parts.push_back(fmt::format("{:.1f}", *advisory.score));
  return join(parts, " ");
}

std::vector<Load> loads(const Report& report, std::string_view arrow) {
  if (report.packages.empty()) return {};
  std::vector<Load> list;
  list.push_back(packages_load(report));
  if (report.summary.built != 0) list.push_back(features_load(report));
  const bool is_known =
      std::ranges::any_of(report.packages, [](const Package& p) { return p.reach != finding::Reach::unknown; });
  if (!is_known && !report.packages.empty()) {
    list.push_back({"build", "not known without manifests"});
    return list;
  }
  list.push_back({"duplicates", with_examples(duplicate_names(report))});
  list.push_back({"build scripts", with_examples(names_of(report, [](const Package& p) { return p.build_script; }))});
  list.push_back({"proc macros", with_examples(names_of(report, [](const Package& p) { return p.proc_macro; }))});
  if (report.summary.cost_seconds > 0) list.push_back(cost_load(report));
  if (!report.critical_path.empty()) list.push_back(chain_load(report, arrow));
  return list;
}

}  // namespace plimsoll::report
