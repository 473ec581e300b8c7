// SPDX-License-Identifier: MIT OR Apache-2.0
#include "changes_text.h"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>

#include "wording.h"

namespace plimsoll::report {
namespace {

std::string joined(const std::vector<std::string>& parts) {
  return fmt::format("{}", fmt::join(parts, ", "));
}

std::size_t count(const SinceBase& base, ChangeKind kind) {
  std::ptrdiff_t number = 0;
  for (const auto& group : base.groups) number += std::ranges::count(group.changes, kind, &Change::kind);
  return static_cast<std::size_t>(number);
}

std::string package_changes_text(const SinceBase& base) {
  std::vector<std::string> parts;
  const auto tell = [&](ChangeKind kind, std::string_view text) {
    const auto number = count(base, kind);
    if (number == 0) return;
    parts.push_back(fmt::format("{} {}", parts.empty() ? counted(number, "package") : std::to_string(number), text));
  };
  tell(ChangeKind::added, "in");
  tell(ChangeKind::removed, "out");
  tell(ChangeKind::moved, "moved");
  tell(ChangeKind::features, "with other features");
  tell(ChangeKind::reach, "built for something else");
  return parts.empty() ? "no package changed" : joined(parts);
}

std::string finding_changes_text(const FindingChanges& findings) {
  std::vector<std::string> parts;
  if (findings.added != 0) parts.push_back(counted(findings.added, "finding") + " new");
  if (findings.fixed != 0)
    parts.push_back(findings.added == 0 ? counted(findings.fixed, "finding") + " gone"
                                        : fmt::format("{} gone", findings.fixed));
  if (findings.unknown != 0) parts.push_back(fmt::format("{} not looked for again", findings.unknown));
  return parts.empty() ? "the same findings" : joined(parts);
}

std::string version_text(const Change& change) {
  if (!change.from || !change.to || change.from == change.to) return change.to ? *change.to : change.from.value_or("");
  return fmt::format("{} → {}", *change.from, *change.to);
}

}  // namespace

std::string changes_sentence(const SinceBase& base) {
  return fmt::format("{}; {}", package_changes_text(base), finding_changes_text(base.findings));
}

std::vector<std::string> to_look_at(const SinceBase& base) {
  std::vector<std::string> names;
  for (const auto& group : base.groups)
    for (const auto& change : group.changes)
      if (!change.look_because.empty())
        names.push_back(fmt::format("{} {} ({})", change.name, change.to.value_or(""), joined(change.look_because)));
  return names;
}

std::string change_text(const Change& change) {
  auto text = fmt::format("{} {} {}", to_text(change.kind), change.name, version_text(change));
  const auto tell = [&text](std::string_view what, const auto& from, const auto& to) {
    if (from && to && *from != *to) text += fmt::format(", {} {} → {}", what, *from, *to);
  };
  tell("licence", change.license_from, change.license_to);
  tell("from", change.source_from, change.source_to);
  if (change.reach_from && change.reach && change.reach_from != change.reach)
    text += fmt::format(", {} → {}", finding::to_text(*change.reach_from), finding::to_text(*change.reach));
  if (!change.features_on.empty()) text += ", features on: " + joined(change.features_on);
  if (!change.features_off.empty()) text += ", features off: " + joined(change.features_off);
  if (!change.look_because.empty()) text += ": " + joined(change.look_because);
  return text;
}

}  // namespace plimsoll::report
