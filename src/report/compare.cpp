// SPDX-License-Identifier: MIT OR Apache-2.0
#include "plimsoll/report/compare.h"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <set>

#include "change_causes.h"
#include "package_changes.h"
#include "plimsoll/support/text.h"
#include "wording.h"

namespace plimsoll::report {
namespace {

using Names = std::set<std::string_view>;

/// What a run could not tell: whole rules, and rules for one package.
class Blind {
 public:
  explicit Blind(const Report& report) {
    Names ids;
    for (const auto& package : report.packages) ids.insert(package.id);
    for (const auto& rule : report.rules)
      if (rule.applied != finding::Level::allow) asked_.insert(rule.name);
    for (const auto& gap : report.gaps)
      if (ids.contains(gap.subject))
        for_package_.emplace(gap.rule, gap.subject);
      else
        rules_.insert(gap.rule);
  }

  /// Whether it would not have seen a finding of another report.
  [[nodiscard]] bool to(const Finding& finding, const Report& of) const {
    if (!asked_.contains(finding.rule) || rules_.contains(finding.rule)) return true;
    return finding.package && for_package_.contains({finding.rule, of.packages[*finding.package].id});
  }

 private:
  Names asked_;
  Names rules_;
  std::set<std::pair<std::string_view, std::string_view>> for_package_;
};

/// The findings of a report. One on several packages may name another of them first in another report, and have
/// another fingerprint for that; its message stays.
class Known {
 public:
  explicit Known(const Report& report) {
    for (const auto* findings : {&report.findings, &report.accepted})
      for (const auto& finding : *findings) {
        fingerprints_.insert(finding.fingerprint);
        messages_.emplace(finding.rule, finding.message);
      }
  }

  [[nodiscard]] bool contains(const Finding& finding) const {
    return fingerprints_.contains(finding.fingerprint) || messages_.contains({finding.rule, finding.message});
  }

 private:
  Names fingerprints_;
  std::set<std::pair<std::string_view, std::string_view>> messages_;
};

/// What the base did not look for has no status.
void set_status(Report& now, const Report& base) {
  const Known known(base);
  const Blind blind(base);
  for (auto* findings : {&now.findings, &now.accepted})
    for (auto& finding : *findings) {
      if (known.contains(finding))
        finding.status = "existing";
      else if (!blind.to(finding, now))
        finding.status = "new";
    }
}

void compare_findings(SinceBase& since, const Report& base, const Report& now) {
  since.findings.added = static_cast<std::size_t>(std::ranges::count(now.findings, "new", &Finding::status));
  since.findings.existing = static_cast<std::size_t>(std::ranges::count(now.findings, "existing", &Finding::status));
  const Known known(now);
  const Blind blind(now);
  for (const auto& finding : base.findings) {
    if (known.contains(finding)) continue;
    if (blind.to(finding, base))
      ++since.findings.unknown;
    else
      since.fixed.push_back({finding.rule, finding.level, finding.message});
  }
  since.findings.fixed = since.fixed.size();
  std::ranges::stable_sort(since.fixed, std::ranges::greater{}, &FixedFinding::level);
}

std::string selection_text(const Selection& selection) {
  std::vector<std::string> parts{fmt::format("{}", fmt::join(selection.targets, ", "))};
  if (selection.all_features) parts.emplace_back("all features");
  if (selection.no_default_features) parts.emplace_back("no default features");
  if (!selection.features.empty()) parts.push_back(fmt::format("features {}", fmt::join(selection.features, ", ")));
  return fmt::format("{}", fmt::join(parts, ", "));
}

std::string data_text(const Report& report) {
  if (!report.advisory_database) return "no advisories";
  const auto& database = *report.advisory_database;
  if (database.commit_time) return "advisories of " + database.commit_time->substr(0, 10);
  return "advisories of an unknown day";
}

std::string manifests_text(const Report& report) {
  const auto missing = std::ranges::count(report.packages, false, &Package::manifest_known);
  return missing == 0 ? "every manifest"
                      : fmt::format("{} missing", counted(static_cast<std::size_t>(missing), "manifest"));
}

std::vector<std::string> remarks(const Report& base, const Report& now) {
  std::vector<std::string> all;
  const auto tell = [&](std::string_view what, const std::string& before, const std::string& after) {
    if (before != after)
      all.push_back(fmt::format("the base was made {} {}, this report {} {}", what, before, what, after));
  };
  tell("for", selection_text(base.selection), selection_text(now.selection));
  tell("with", data_text(base), data_text(now));
  tell("with", manifests_text(base), manifests_text(now));
  tell("by Plimsoll", base.tool.version, now.tool.version);
  return all;
}

Names member_names(const Report& report) {
  Names names;
  for (const auto& package : report.packages)
    if (package.member) names.insert(package.name);
  return names;
}

/// Folders have other names on other machines, so members tell.
bool are_of_one_workspace(const Report& base, const Report& now) {
  const auto some = member_names(base);
  const auto others = member_names(now);
  if (some.empty() && others.empty()) return true;
  return std::ranges::any_of(some, [&](std::string_view name) { return others.contains(name); });
}

}  // namespace

support::Result<void> compare(Report& now, const Report& base, std::string name_of_base) {
  if (!are_of_one_workspace(base, now))
    return support::failure(
        support::ErrorKind::usage,
        fmt::format("it is a report on another workspace{}: none of its members is one of this workspace",
                    base.workspace.name.empty() ? "" : fmt::format(", `{}`", support::printable(base.workspace.name))));
  SinceBase since;
  since.name = std::move(name_of_base);
  set_status(now, base);
  compare_findings(since, base, now);
  since.groups = group_by_cause(base, now, package_changes(base, now));
  since.remarks = remarks(base, now);
  now.base = std::move(since);
  return {};
}

}  // namespace plimsoll::report
