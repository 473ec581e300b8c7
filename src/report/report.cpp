// SPDX-License-Identifier: MIT OR Apache-2.0
#include "plimsoll/report/report.h"

#include <algorithm>
#include <iterator>
#include <map>
#include <string_view>
#include <tuple>
#include <utility>

#include "duplicates.h"
#include "plimsoll/finding/fingerprint.h"
#include "plimsoll/support/sha256.h"

namespace plimsoll::report {
namespace {

using finding::Level;
using finding::Reach;

bool is_live(const Package& package) {
  return finding::may_be_built(package.reach);
}

/// Smaller is worse, member by member.
auto rank(const Finding& finding) {
  const double score = finding.advisory && finding.advisory->score ? *finding.advisory->score : 0.0;
  const std::size_t package = finding.package ? finding.package->value : SIZE_MAX;
  const auto line = finding.location ? finding.location->line : 0;
  const std::string_view file = finding.location ? std::string_view{finding.location->file} : std::string_view{};
  return std::tuple{-static_cast<int>(finding.level),
                    finding.reach.value_or(Reach::built),
                    -score,
                    std::string_view{finding.rule},
                    package,
                    file,
                    line,
                    std::string_view{finding.message},
                    std::string_view{finding.fingerprint}};
}

void sort(std::vector<Finding>& findings) {
  std::ranges::stable_sort(findings, [](const Finding& a, const Finding& b) { return rank(a) < rank(b); });
}

/// Every finding has a place that a person can open.
void place(Finding& finding, const std::vector<Package>& packages) {
  if (finding.location) return;
  if (finding.package && *finding.package < packages.size()) finding.location = packages[*finding.package].location;
  if (!finding.location) finding.location = finding::Location{"Cargo.toml", 1, 1};
}

/// Findings of one key get further keys in their order, so that a key names one finding.
void tell_apart(std::vector<Finding>& findings) {
  std::map<std::string, std::size_t> seen;
  for (auto& finding : findings) {
    const auto repetition = seen[finding.fingerprint]++;
    if (repetition == 0) continue;
    const auto key = finding.fingerprint + '\0' + std::to_string(repetition);
    finding.fingerprint = support::sha256_hex(key).substr(0, finding.fingerprint.size());
  }
}

void set_excused_apart(Report& report) {
  const auto excused = std::stable_partition(report.findings.begin(), report.findings.end(),
                                             [](const Finding& finding) { return !finding.excused.has_value(); });
  std::move(excused, report.findings.end(), std::back_inserter(report.accepted));
  report.findings.erase(excused, report.findings.end());
}

void drop_repeated(std::vector<Gap>& gaps) {
  const auto key = [](const Gap& gap) { return std::tie(gap.rule, gap.subject, gap.reason); };
  std::ranges::stable_sort(gaps, [&](const Gap& a, const Gap& b) {
    return std::pair{!a.decisive, key(a)} < std::pair{!b.decisive, key(b)};
  });
  const auto is_same = [&](const Gap& a, const Gap& b) { return key(a) == key(b); };
  gaps.erase(std::unique(gaps.begin(), gaps.end(), is_same), gaps.end());
}

std::size_t count_level(const Report& report, Level level) {
  return static_cast<std::size_t>(std::ranges::count(report.findings, level, &Finding::level));
}

template <class Predicate>
std::size_t count_packages(const Report& report, Predicate predicate) {
  return static_cast<std::size_t>(std::ranges::count_if(report.packages, predicate));
}

std::size_t count_duplicates(const Report& report) {
  std::map<std::string_view, std::size_t> copies;
  for (const auto& package : report.packages)
    if (is_live(package)) ++copies[package.name];
  return static_cast<std::size_t>(std::ranges::count_if(copies, [](const auto& name) { return name.second > 1; }));
}

void count(Report& report) {
  auto& summary = report.summary;
  summary.error = count_level(report, Level::deny);
  summary.warning = count_level(report, Level::warn);
  summary.note = count_level(report, Level::note);
  summary.accepted = report.accepted.size();
  summary.packages = report.packages.size();
  summary.built = count_packages(report, [](const Package& package) { return finding::is_built(package.reach); });
  summary.duplicates = count_duplicates(report);
  summary.build_scripts =
      count_packages(report, [](const Package& package) { return package.build_script && is_live(package); });
  summary.proc_macros =
      count_packages(report, [](const Package& package) { return package.proc_macro && is_live(package); });
}

/// The finding about a name's copies; where there are several, the worst.
std::optional<std::string> finding_about(const Report& report, const Duplicate& duplicate) {
  const auto is_about = [&](const Finding& finding) {
    return finding.rule == "duplicate-versions" && finding.package &&
           std::ranges::find(duplicate.copies, *finding.package, &Copy::package) != duplicate.copies.end();
  };
  for (const auto* findings : {&report.findings, &report.accepted})
    if (const auto found = std::ranges::find_if(*findings, is_about); found != findings->end())
      return found->fingerprint;
  return std::nullopt;
}

void settle_duplicates(Report& report) {
  for (auto& duplicate : report.duplicates) duplicate.finding = finding_about(report, duplicate);
  std::ranges::stable_sort(report.duplicates, {}, [](const Duplicate& duplicate) {
    return std::pair{duplicate.follows.has_value(), -spare_cost(duplicate)};
  });
}

}  // namespace

Finding flatten(const finding::Finding& finding, const cargo::PackageId* package) {
  Finding flat;
  flat.rule = finding.rule->name;
  flat.group = finding.rule->group;
  flat.level = finding.level;
  flat.message = finding.message;
  flat.package = finding.package;
  if (finding.package) flat.reach = finding.reach;
  flat.advisory = finding.advisory;
  flat.paths = finding.paths;
  flat.location = finding.location;
  flat.labels = finding.labels;
  flat.notes = finding.notes;
  flat.fix = finding.fix;
  flat.help = finding.help;
  flat.fingerprint = finding::fingerprint(finding, package);
  flat.excused = finding.excused;
  return flat;
}

Gap flatten(const finding::Gap& gap) {
  return {std::string{gap.rule->name}, gap.subject, gap.reason, gap.decisive};
}

Rule flatten(const finding::RuleSpec& rule) {
  return {std::string{rule.name},       rule.group, rule.level, std::string{rule.since}, std::string{rule.summary},
          std::string{rule.explanation}};
}

void settle(Report& report) {
  for (auto& finding : report.findings) place(finding, report.packages);
  sort(report.findings);
  tell_apart(report.findings);
  set_excused_apart(report);
  drop_repeated(report.gaps);
  settle_duplicates(report);
  count(report);
}

Verdict verdict(const Report& report, finding::FailOn fail_on) {
  const auto fails = [fail_on](const Finding& finding) { return finding::fails(finding.level, fail_on); };
  if (std::ranges::any_of(report.findings, fails)) return Verdict::over_the_line;
  return std::ranges::any_of(report.gaps, &Gap::decisive) ? Verdict::not_certain : Verdict::above_water;
}

int exit_code(Verdict verdict, bool exit_zero) {
  switch (verdict) {
    case Verdict::above_water:
      return 0;
    case Verdict::over_the_line:
      return exit_zero ? 0 : 1;
    case Verdict::not_certain:
      return 4;
  }
  return 70;
}

}  // namespace plimsoll::report
