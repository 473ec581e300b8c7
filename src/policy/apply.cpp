// SPDX-License-Identifier: MIT OR Apache-2.0
#include "plimsoll/policy/apply.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>

#include "excuse.h"

namespace plimsoll::policy {
namespace {

using finding::Finding;
using finding::Level;
using std::chrono::year_month_day;

constexpr std::array<finding::RuleSpec, 2> own_rules{{
    {
        .name = "lapsed-excuse",
        .group = finding::Group::policy,
        .level = Level::warn,
        .needs = finding::Needs::lockfile,
        .since = "0.1",
        .summary = "an accepted finding is past the day it was accepted until",
        .explanation = R"(## What it finds

An `[[accept]]` of the policy whose `until` lies in the past, while what it covers is still there. The finding that it
covered counts again.

## Why it matters

A risk was taken for a time, and the time is over.

## What to do

Mend what the finding says, or take the risk again with a later `until`.

## Known limits

Days change at midnight UTC.
)",
    },
    {
        .name = "unused-excuse",
        .group = finding::Group::policy,
        .level = Level::warn,
        .needs = finding::Needs::lockfile,
        .since = "0.1",
        .summary = "an accepted finding does not exist",
        .explanation = R"(## What it finds

An `[[accept]]` of the policy that matches no finding.

## Why it matters

It does nothing today and hides the finding should it ever come back.

## What to do

Remove the entry, or correct the rule, package or advisory that it names.

## Known limits

Where a check could not run, its excuses are not called unused.
)",
    },
}};

constexpr const auto& lapsed_excuse = own_rules[0];
constexpr const auto& unused_excuse = own_rules[1];

/// What became of one excuse in this run.
struct Use {
  bool matched = false;
  bool lapsed = false;
};

std::string date_text(year_month_day date) {
  return fmt::format("{:04}-{:02}-{:02}", static_cast<int>(date.year()), static_cast<unsigned>(date.month()),
                     static_cast<unsigned>(date.day()));
}

void excuse_one(const Excuse& excuse, Use& use, Finding& finding) {
  use.matched = true;
  if (!use.lapsed)
    finding.excused = finding::Excused{excuse.reason, excuse.until};
  else
    finding.notes.push_back(fmt::format("its excuse lapsed on {}", date_text(*excuse.until)));
}

std::vector<Use> use_excuses(const Policy& policy, std::vector<Finding>& findings, year_month_day today,
                             const PackageIds& package_ids) {
  std::vector<Use> uses;
  for (const auto& excuse : policy.excuses) {
    Use use{false, excuse.until && *excuse.until < today};
    for (auto& finding : findings) {
      const auto* package = finding.package ? &package_ids(*finding.package) : nullptr;
      if (matches(excuse, finding, package)) excuse_one(excuse, use, finding);
    }
    uses.push_back(use);
  }
  return uses;
}

Finding about_excuse(const finding::RuleSpec& rule, const Policy& policy, const Excuse& excuse, std::string message,
                     std::string help) {
  Finding made{};
  made.rule = &rule;
  made.level = level_of(policy, rule);
  made.message = std::move(message);
  made.location = finding::Location{policy.path, excuse.at.begin.line, excuse.at.begin.column};
  made.notes.push_back(fmt::format("accepted because: {}", excuse.reason));
  made.help = std::move(help);
  made.discriminator = describe(excuse);
  return made;
}

bool has_gap(std::string_view rule, std::span<const finding::Gap> gaps) {
  return std::ranges::any_of(gaps, [rule](const finding::Gap& gap) { return gap.rule->name == rule; });
}

std::optional<Finding> judge_excuse(const Policy& policy, const Excuse& excuse, Use use,
                                    std::span<const finding::Gap> gaps) {
  if (use.matched && use.lapsed)
    return about_excuse(lapsed_excuse, policy, excuse,
                        fmt::format("the excuse of {} lapsed on {}", describe(excuse), date_text(*excuse.until)),
                        "mend what it covers, or set a later `until`");
  if (!use.matched && !has_gap(excuse.rule, gaps))
    return about_excuse(unused_excuse, policy, excuse,
                        fmt::format("the excuse of {} matches no finding", describe(excuse)),
                        "remove the entry, or correct what it names");
  return std::nullopt;
}

}  // namespace

std::span<const finding::RuleSpec> rules() {
  return own_rules;
}

void apply(const Policy& policy, std::vector<Finding>& findings, std::span<const finding::Gap> gaps,
           year_month_day today, const PackageIds& package_ids) {
  for (auto& finding : findings) finding.level = std::min(level_of(policy, *finding.rule), finding.at_most);
  const auto uses = use_excuses(policy, findings, today, package_ids);
  for (std::size_t i = 0; i < uses.size(); ++i)
    if (auto found = judge_excuse(policy, policy.excuses[i], uses[i], gaps)) findings.push_back(std::move(*found));
  std::erase_if(findings, [](const Finding& finding) { return finding.level == Level::allow; });
}

}  // namespace plimsoll::policy
