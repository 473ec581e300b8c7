// SPDX-License-Identifier: MIT OR Apache-2.0
#include "plimsoll/finding/finding.h"

#include <algorithm>
#include <iterator>
#include <utility>

namespace plimsoll::finding {
namespace {

Finding make_finding(const RuleSpec& rule, std::string message) {
  Finding made{};
  made.rule = &rule;
  made.level = rule.level;
  made.message = std::move(message);
  return made;
}

template <class T>
std::vector<T> take(std::deque<T>& from) {
  std::vector<T> taken(std::make_move_iterator(from.begin()), std::make_move_iterator(from.end()));
  from.clear();
  return taken;
}

}  // namespace

Finding& Findings::add(const RuleSpec& rule, graph::PackageIx package, std::string message) {
  auto& added = add(rule, std::move(message));
  added.package = package;
  return added;
}

Finding& Findings::add(const RuleSpec& rule, std::string message) {
  return findings_.emplace_back(make_finding(rule, std::move(message)));
}

Gap& Findings::gap(const RuleSpec& rule, std::string subject, std::string reason) {
  return gaps_.emplace_back(Gap{&rule, std::move(subject), std::move(reason)});
}

void Findings::append(Findings other) {
  std::ranges::move(other.findings_, std::back_inserter(findings_));
  std::ranges::move(other.gaps_, std::back_inserter(gaps_));
}

std::vector<Finding> Findings::take_findings() {
  return take(findings_);
}

std::vector<Gap> Findings::take_gaps() {
  return take(gaps_);
}

}  // namespace plimsoll::finding
