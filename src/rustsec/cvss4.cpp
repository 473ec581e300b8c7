// SPDX-License-Identifier: MIT OR Apache-2.0
// CVSS 4.0 specification, section 8: the score of the vector's class (macro vector), lowered in proportion to the
// distance between the vector and the severest one of its class.
#include <algorithm>
#include <array>
#include <cmath>
#include <cstddef>
#include <cstdint>
#include <span>

#include "cvss_metrics.h"

namespace plimsoll::rustsec {
namespace {

enum Metric : std::size_t { AV, PR, UI, AC, AT, VC, VI, VA, CR, IR, AR, SC, SI, SA, E, metric_count };

/// `values` lists a metric's letters, severest first; a letter's position is its level. `base` metrics must be given;
/// the others are at their severest when absent. `modified` is the environmental metric that takes its place.
struct MetricSpec {
  std::string_view name;
  std::string_view values;
  std::string_view modified;
  bool base;
};

constexpr std::array<MetricSpec, metric_count> specs{{
    {"AV", "NALP", "MAV", true},
    {"PR", "NLH", "MPR", true},
    {"UI", "NPA", "MUI", true},
    {"AC", "LH", "MAC", true},
    {"AT", "NP", "MAT", true},
    {"VC", "HLN", "MVC", true},
    {"VI", "HLN", "MVI", true},
    {"VA", "HLN", "MVA", true},
    {"CR", "HML", "", false},
    {"IR", "HML", "", false},
    {"AR", "HML", "", false},
    {"SC", "SHLN", "MSC", true},  // S (safety) is only for MSI and MSA, but keeps the levels of the three alike
    {"SI", "SHLN", "MSI", true},
    {"SA", "SHLN", "MSA", true},
    {"E", "APU", "", false},
}};

using Levels = std::array<int, metric_count>;

std::optional<int> level(const CvssMetrics& metrics, const MetricSpec& spec) {
  auto value = metrics.value(spec.name);
  if (spec.base && (value.size() != 1 || value == "S")) return std::nullopt;
  const auto modified = spec.modified.empty() ? std::string_view{} : metrics.value(spec.modified);
  if (!modified.empty() && modified != "X") value = modified;
  if (!spec.base && (value.empty() || value == "X")) return 0;
  const auto position = value.size() == 1 ? spec.values.find(value) : std::string_view::npos;
  if (position == std::string_view::npos || (spec.name == "SC" && position == 0)) return std::nullopt;
  return static_cast<int>(position);
}

std::optional<Levels> levels_of(const CvssMetrics& metrics) {
  Levels levels{};
  for (std::size_t i = 0; i < metric_count; ++i) {
    const auto found = level(metrics, specs[i]);
    if (!found) return std::nullopt;
    levels[i] = *found;
  }
  return levels;
}

/// The class of a vector, one digit an equivalence set. The third and sixth sets depend on each other and share one:
/// 0 to 4 for (0,0), (0,1), (1,0), (1,1), (2,1).
struct Class {
  int eq1, eq2, eq36, eq4, eq5;
};

int exploitability_class(const Levels& at) {
  const bool any = at[AV] == 0 || at[PR] == 0 || at[UI] == 0;
  const bool all = at[AV] == 0 && at[PR] == 0 && at[UI] == 0;
  if (all) return 0;
  return any && at[AV] != 3 ? 1 : 2;
}

int vulnerable_system_class(const Levels& at) {
  const bool wanted = (at[CR] == 0 && at[VC] == 0) || (at[IR] == 0 && at[VI] == 0) || (at[AR] == 0 && at[VA] == 0);
  const int eq6 = wanted ? 0 : 1;
  if (at[VC] == 0 && at[VI] == 0) return eq6;
  if (at[VC] == 0 || at[VI] == 0 || at[VA] == 0) return 2 + eq6;
  return 4;
}

int subsequent_system_class(const Levels& at) {
  if (at[SI] == 0 || at[SA] == 0) return 0;
  return at[SC] == 1 || at[SI] == 1 || at[SA] == 1 ? 1 : 2;
}

Class class_of(const Levels& at) {
  return {exploitability_class(at), at[AC] == 0 && at[AT] == 0 ? 0 : 1, vulnerable_system_class(at),
          subsequent_system_class(at), at[E]};
}

/// Scores of all classes in tenths, from the specification's table of macro vectors: by the first set, the second, the
/// joined third and sixth, the fourth, the fifth.
constexpr std::uint8_t class_scores[3][2][5][3][3] = {{{{{100, 98, 95}, {100, 93, 91}, {93, 89, 81}},
                                                        {{99, 95, 92}, {96, 87, 81}, {90, 80, 68}},
                                                        {{98, 95, 90}, {93, 89, 81}, {88, 78, 69}},
                                                        {{95, 92, 84}, {92, 81, 65}, {80, 70, 48}},
                                                        {{92, 82, 72}, {79, 69, 50}, {69, 55, 27}}},
                                                       {{{99, 95, 92}, {95, 90, 84}, {92, 82, 72}},
                                                        {{97, 92, 85}, {91, 83, 71}, {81, 71, 53}},
                                                        {{95, 92, 85}, {92, 80, 70}, {84, 71, 50}},
                                                        {{93, 85, 73}, {82, 72, 59}, {70, 52, 30}},
                                                        {{86, 75, 52}, {71, 52, 29}, {63, 29, 17}}}},
                                                      {{{{98, 94, 91}, {94, 86, 77}, {87, 74, 63}},
                                                        {{95, 87, 81}, {89, 74, 64}, {75, 63, 49}},
                                                        {{94, 88, 76}, {86, 74, 59}, {72, 57, 52}},
                                                        {{89, 77, 67}, {76, 58, 50}, {57, 52, 25}},
                                                        {{83, 70, 54}, {65, 58, 26}, {53, 21, 13}}},
                                                       {{{95, 88, 76}, {90, 75, 61}, {77, 68, 52}},
                                                        {{90, 76, 70}, {77, 62, 53}, {66, 59, 30}},
                                                        {{89, 76, 62}, {74, 57, 47}, {61, 57, 24}},
                                                        {{78, 67, 58}, {59, 57, 23}, {52, 29, 16}},
                                                        {{71, 59, 30}, {58, 26, 15}, {23, 13, 6}}}},
                                                      {{{{93, 86, 75}, {86, 74, 56}, {70, 52, 40}},
                                                        {{87, 72, 58}, {74, 61, 34}, {54, 40, 22}},
                                                        {{85, 74, 62}, {72, 55, 46}, {53, 34, 19}},
                                                        {{75, 55, 51}, {57, 41, 19}, {36, 19, 8}},
                                                        {{64, 51, 20}, {47, 21, 11}, {24, 9, 4}}},
                                                       {{{88, 73, 60}, {73, 59, 41}, {54, 45, 20}},
                                                        {{75, 53, 50}, {55, 40, 20}, {43, 22, 11}},
                                                        {{75, 58, 40}, {61, 48, 20}, {46, 17, 8}},
                                                        {{55, 45, 21}, {51, 18, 9}, {18, 7, 2}},
                                                        {{53, 24, 14}, {24, 12, 5}, {10, 3, 1}}}}};

std::optional<int> class_score(const Class& of) {
  if (of.eq1 > 2 || of.eq2 > 1 || of.eq36 > 4 || of.eq4 > 2 || of.eq5 > 2) return std::nullopt;
  return class_scores[of.eq1][of.eq2][of.eq36][of.eq4][of.eq5];
}

/// The severest score among the classes one step below in the joined set.
std::optional<int> score_below_joined(const Class& of) {
  const auto at = [&](int joined) { return class_score({of.eq1, of.eq2, joined, of.eq4, of.eq5}); };
  switch (of.eq36) {
    case 0:
      return std::max(at(1), at(2));
    case 1:
    case 2:
      return at(3);
    case 3:
      return at(4);
    default:
      return std::nullopt;
  }
}

/// Metrics of one equivalence set and the levels of a severest vector in a class of it.
template <std::size_t n>
using Severest = std::array<int, n>;

/// How far `at` is below the first of `tops` that is nowhere less severe, in levels.
template <std::size_t n>
int distance(const Levels& at, const std::array<Metric, n>& metrics, std::span<const Severest<n>> tops) {
  for (const auto& top : tops) {
    int sum = 0;
    bool below = true;
    for (std::size_t i = 0; i < n; ++i) {
      const int step = at[metrics[i]] - top[i];
      below = below && step >= 0;
      sum += step;
    }
    if (below) return sum;
  }
  return 0;
}

constexpr std::array<Metric, 3> set1{AV, PR, UI};
constexpr Severest<3> tops1_0[] = {{0, 0, 0}};
constexpr Severest<3> tops1_1[] = {{1, 0, 0}, {0, 1, 0}, {0, 0, 1}};
constexpr Severest<3> tops1_2[] = {{3, 0, 0}, {1, 1, 1}};
constexpr std::array<std::span<const Severest<3>>, 3> tops1{tops1_0, tops1_1, tops1_2};

constexpr std::array<Metric, 2> set2{AC, AT};
constexpr Severest<2> tops2_0[] = {{0, 0}};
constexpr Severest<2> tops2_1[] = {{1, 0}, {0, 1}};
constexpr std::array<std::span<const Severest<2>>, 2> tops2{tops2_0, tops2_1};

constexpr std::array<Metric, 6> set36{VC, VI, VA, CR, IR, AR};
constexpr Severest<6> tops36_0[] = {{0, 0, 0, 0, 0, 0}};
constexpr Severest<6> tops36_1[] = {{0, 0, 1, 1, 1, 0}, {0, 0, 0, 1, 1, 1}};
constexpr Severest<6> tops36_2[] = {{1, 0, 0, 0, 0, 0}, {0, 1, 0, 0, 0, 0}};
constexpr Severest<6> tops36_3[] = {
    {1, 0, 1, 0, 1, 0}, {1, 0, 0, 0, 1, 1}, {0, 1, 0, 1, 0, 1}, {0, 1, 1, 1, 0, 0}, {1, 1, 0, 0, 0, 1}};
constexpr Severest<6> tops36_4[] = {{1, 1, 1, 0, 0, 0}};
constexpr std::array<std::span<const Severest<6>>, 5> tops36{tops36_0, tops36_1, tops36_2, tops36_3, tops36_4};

constexpr std::array<Metric, 3> set4{SC, SI, SA};
constexpr Severest<3> tops4_0[] = {{1, 0, 0}};
constexpr Severest<3> tops4_1[] = {{1, 1, 1}};
constexpr Severest<3> tops4_2[] = {{2, 2, 2}};
constexpr std::array<std::span<const Severest<3>>, 3> tops4{tops4_0, tops4_1, tops4_2};

/// Depth of each class in levels: how far its mildest vector is from its severest.
constexpr int depth1[] = {1, 4, 5};
constexpr int depth2[] = {1, 2};
constexpr int depth36[] = {7, 6, 8, 8, 10};
constexpr int depth4[] = {6, 5, 4};

/// The mean, over the sets that have a class below, of the share of the way down that the vector has gone; in points.
class Lowering {
 public:
  explicit Lowering(int score) : score_(score) {}
  void add(std::optional<int> below, int steps, int depth) {
    if (!below) return;
    ++count_;
    sum_ += (score_ - *below) / 10.0 * steps / depth;
  }
  [[nodiscard]] double mean() const { return count_ == 0 ? 0 : sum_ / count_; }

 private:
  int score_;
  int count_ = 0;
  double sum_ = 0;
};

template <class Table>
auto pick(const Table& table, int position) {
  return table[static_cast<std::size_t>(position)];
}

double lowering(const Levels& at, const Class& of, int score) {
  Lowering total(score);
  total.add(class_score({of.eq1 + 1, of.eq2, of.eq36, of.eq4, of.eq5}), distance(at, set1, pick(tops1, of.eq1)),
            pick(depth1, of.eq1));
  total.add(class_score({of.eq1, of.eq2 + 1, of.eq36, of.eq4, of.eq5}), distance(at, set2, pick(tops2, of.eq2)),
            pick(depth2, of.eq2));
  total.add(score_below_joined(of), distance(at, set36, pick(tops36, of.eq36)), pick(depth36, of.eq36));
  total.add(class_score({of.eq1, of.eq2, of.eq36, of.eq4 + 1, of.eq5}), distance(at, set4, pick(tops4, of.eq4)),
            pick(depth4, of.eq4));
  total.add(class_score({of.eq1, of.eq2, of.eq36, of.eq4, of.eq5 + 1}), 0, 1);
  return total.mean();
}

bool is_without_impact(const Levels& at) {
  return at[VC] == 2 && at[VI] == 2 && at[VA] == 2 && at[SC] == 3 && at[SI] == 3 && at[SA] == 3;
}

}  // namespace

std::optional<double> cvss4_score(const CvssMetrics& metrics) {
  const auto levels = levels_of(metrics);
  if (!levels) return std::nullopt;
  if (is_without_impact(*levels)) return 0.0;
  const auto of = class_of(*levels);
  const int score = class_score(of).value_or(0);
  const double lowered = std::clamp(score / 10.0 - lowering(*levels, of, score), 0.0, 10.0);
  constexpr double epsilon = 1e-6;  // keeps halves that binary fractions put a hair below from being rounded down
  return std::floor((lowered + epsilon) * 10 + 0.5) / 10;
}

}  // namespace plimsoll::rustsec
