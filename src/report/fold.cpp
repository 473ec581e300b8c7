// SPDX-License-Identifier: MIT OR Apache-2.0
#include "fold.h"

#include <map>
#include <set>
#include <string_view>

namespace plimsoll::report {
namespace {

void add_once(std::vector<std::string>& list, std::set<std::string_view>& seen, const std::string& text) {
  if (seen.insert(text).second) list.push_back(text);
}

}  // namespace

std::vector<Cause> fold(const std::vector<Finding>& findings) {
  std::vector<Cause> causes;
  std::map<PackageIx, std::size_t> of_package;
  for (const auto& finding : findings) {
    if (finding.advisory && finding.package) {
      const auto [place, is_new] = of_package.emplace(*finding.package, causes.size());
      if (!is_new) {
        causes[place->second].findings.push_back(&finding);
        continue;
      }
    }
    causes.push_back({{&finding}});
  }
  return causes;
}

std::vector<GapGroup> fold(const std::vector<Gap>& gaps) {
  struct Seen {
    std::size_t group;
    std::set<std::string_view> rules;
    std::set<std::string_view> subjects;
  };
  std::vector<GapGroup> groups;
  std::map<std::string_view, Seen> of_reason;
  for (const auto& gap : gaps) {
    const auto place = of_reason.emplace(gap.reason, Seen{groups.size(), {}, {}}).first;
    if (place->second.group == groups.size()) groups.push_back({gap.reason, {}, {}});
    auto& group = groups[place->second.group];
    add_once(group.rules, place->second.rules, gap.rule);
    add_once(group.subjects, place->second.subjects, gap.subject);
  }
  return groups;
}

}  // namespace plimsoll::report
