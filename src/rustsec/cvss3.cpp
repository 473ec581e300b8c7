// SPDX-License-Identifier: MIT OR Apache-2.0
// CVSS 3.1 specification, section 7.1 (base metrics) and appendix A (rounding up); 3.0 is scored alike.
#include <algorithm>
#include <cmath>
#include <cstdint>
#include <span>

#include "cvss_metrics.h"

namespace plimsoll::rustsec {
namespace {

struct Weight {
  std::string_view value;
  double weight;
};

constexpr Weight attack_vector[] = {{"N", 0.85}, {"A", 0.62}, {"L", 0.55}, {"P", 0.2}};
constexpr Weight attack_complexity[] = {{"L", 0.77}, {"H", 0.44}};
constexpr Weight privileges_scope_unchanged[] = {{"N", 0.85}, {"L", 0.62}, {"H", 0.27}};
constexpr Weight privileges_scope_changed[] = {{"N", 0.85}, {"L", 0.68}, {"H", 0.5}};
constexpr Weight user_interaction[] = {{"N", 0.85}, {"R", 0.62}};
constexpr Weight scope[] = {{"U", 0}, {"C", 1}};
constexpr Weight impact[] = {{"H", 0.56}, {"L", 0.22}, {"N", 0}};

/// Collects weights; `complete` turns false at the first metric that is missing or has an unknown value.
struct Reader {
  const CvssMetrics& metrics;
  bool complete = true;

  double weight(std::string_view metric, std::span<const Weight> table) {
    const auto found = std::ranges::find(table, metrics.value(metric), &Weight::value);
    if (found != table.end()) return found->weight;
    complete = false;
    return 0;
  }
};

/// The least number with one decimal that is not below `score`, worked out in integers.
double round_up(double score) {
  const auto scaled = static_cast<std::int64_t>(std::llround(score * 100000));
  if (scaled % 10000 == 0) return static_cast<double>(scaled) / 100000;
  return static_cast<double>(scaled / 10000 + 1) / 10;
}

}  // namespace

std::optional<double> cvss3_score(const CvssMetrics& metrics) {
  Reader read{metrics};
  const bool changed = read.weight("S", scope) > 0;
  const auto privileges = changed ? std::span<const Weight>(privileges_scope_changed) : privileges_scope_unchanged;
  const double exploitability = 8.22 * read.weight("AV", attack_vector) * read.weight("AC", attack_complexity) *
                                read.weight("PR", privileges) * read.weight("UI", user_interaction);
  const double base =
      1 - (1 - read.weight("C", impact)) * (1 - read.weight("I", impact)) * (1 - read.weight("A", impact));
  if (!read.complete) return std::nullopt;
  const double total = changed ? 7.52 * (base - 0.029) - 3.25 * std::pow(base - 0.02, 15) : 6.42 * base;
  if (total <= 0) return 0.0;
  return round_up(std::min((changed ? 1.08 : 1.0) * (total + exploitability), 10.0));
}

}  // namespace plimsoll::rustsec
