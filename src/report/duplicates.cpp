// SPDX-License-Identifier: MIT OR Apache-2.0
#include "duplicates.h"

#include <fmt/format.h>

#include <algorithm>

#include "wording.h"

namespace plimsoll::report {

double spare_cost(const Duplicate& duplicate) {
  double sum = 0;
  double most = 0;
  for (const auto& copy : duplicate.copies) {
    sum += copy.cost_seconds;
    most = std::max(most, copy.cost_seconds);
  }
  return sum - most;
}

std::vector<const Duplicate*> duplicates_about(const Report& report, const std::optional<std::string>& name) {
  const auto named = std::ranges::find(report.duplicates, name.value_or(""), &Duplicate::name);
  const auto is_meant = [&](const Duplicate& duplicate) {
    if (!name || duplicate.name == *name || duplicate.follows == name) return true;
    return named != report.duplicates.end() && named->follows == duplicate.name;
  };
  std::vector<const Duplicate*> found;
  for (const auto& duplicate : report.duplicates)
    if (is_meant(duplicate)) found.push_back(&duplicate);
  return found;
}

std::vector<const Duplicate*> followers_of(const Report& report, const Duplicate& cause) {
  std::vector<const Duplicate*> found;
  for (const auto& duplicate : report.duplicates)
    if (duplicate.follows == cause.name) found.push_back(&duplicate);
  return found;
}

const Finding* finding_of(const Report& report, const Duplicate& duplicate) {
  if (!duplicate.finding) return nullptr;
  for (const auto* findings : {&report.findings, &report.accepted})
    if (const auto found = std::ranges::find(*findings, *duplicate.finding, &Finding::fingerprint);
        found != findings->end())
      return &*found;
  return nullptr;
}

std::vector<const Finding*> twins_about(const Report& report, const std::optional<std::string>& name) {
  std::vector<const Finding*> found;
  for (const auto& finding : report.findings)
    if (finding.rule == "twin-builds" && finding.package &&
        (!name || package_at(report, *finding.package).name == *name))
      found.push_back(&finding);
  return found;
}

std::string gap_text(const Gap& gap) {
  return fmt::format("{}: {}", gap.subject, gap.reason);
}

}  // namespace plimsoll::report
