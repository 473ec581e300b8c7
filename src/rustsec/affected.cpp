// SPDX-License-Identifier: MIT OR Apache-2.0
#include "plimsoll/rustsec/affected.h"

#include <fmt/format.h>

#include <algorithm>
#include <compare>
#include <cstdint>
#include <limits>
#include <string_view>

#include "plimsoll/support/text.h"

namespace plimsoll::rustsec {
namespace {

using cargo::Version;
using support::ErrorKind;
using support::failure;
using support::Result;

struct Bound {
  Version version;
  bool inclusive = true;
};

/// Versions that are not affected. A bound that is not there is none.
struct Interval {
  std::optional<Bound> lower;
  std::optional<Bound> upper;
};

/// A version of which only the first part need be written.
struct PartialVersion {
  Version version;
  int parts = 3;
};

Result<PartialVersion> parse_partial(std::string_view text) {
  const auto numbers = text.substr(0, text.find_first_of("-+"));
  const auto dots = std::ranges::count(numbers, '.');
  if (dots > 2 || (dots < 2 && numbers.size() != text.size()))
    return failure(ErrorKind::invalid, fmt::format("`{}` is not a version", support::printable(text)));
  std::string whole(text);
  for (auto i = dots; i < 2; ++i) whole += ".0";
  TRY_INTO(auto version, cargo::parse_version(whole));
  version.build.clear();
  return PartialVersion{std::move(version), static_cast<int>(dots) + 1};
}

/// The first prerelease of a release, which sorts before all others of it.
Version first_prerelease(std::uint64_t major, std::uint64_t minor, std::uint64_t patch) {
  return Version{major, minor, patch, "0", {}};
}

/// Where `^v` ends, excluded.
Version end_of_caret(const PartialVersion& of) {
  const auto& v = of.version;
  if (v.major > 0 || of.parts == 1) return first_prerelease(v.major + 1, 0, 0);
  if (v.minor > 0 || of.parts == 2) return first_prerelease(0, v.minor + 1, 0);
  return first_prerelease(0, 0, v.patch + 1);
}

/// Where `~v` ends, excluded.
Version end_of_tilde(const PartialVersion& of) {
  const auto& v = of.version;
  if (of.parts == 1) return first_prerelease(v.major + 1, 0, 0);
  return first_prerelease(v.major, v.minor + 1, 0);
}

enum class Operator { greater_equal, greater, less_equal, less, exact, tilde, caret };

/// Takes the operator off the front of a comparator; a bare version is a caret.
Operator take_operator(std::string_view& text) {
  struct Row {
    std::string_view sign;
    Operator meaning;
  };
  constexpr Row rows[] = {{">=", Operator::greater_equal}, {"<=", Operator::less_equal}, {">", Operator::greater},
                          {"<", Operator::less},           {"=", Operator::exact},       {"~", Operator::tilde},
                          {"^", Operator::caret}};
  for (const auto& row : rows) {
    if (!text.starts_with(row.sign)) continue;
    text = support::trim(text.substr(row.sign.size()));
    return row.meaning;
  }
  return Operator::caret;
}

bool is_at_limit(const Version& v) {
  constexpr auto limit = std::numeric_limits<std::uint64_t>::max();
  return v.major == limit || v.minor == limit || v.patch == limit;
}

Result<void> set_once(std::optional<Bound>& bound, Bound value) {
  if (bound) return failure(ErrorKind::invalid, "two comparators bound the same side");
  bound = std::move(value);
  return {};
}

/// Narrows `interval` by one comparator.
Result<void> apply(std::string_view comparator, bool alone, Interval& interval) {
  const auto op = take_operator(comparator);
  TRY_INTO(const auto written, parse_partial(comparator));
  const auto& version = written.version;
  if (is_at_limit(version)) return failure(ErrorKind::invalid, "a version number is too large");
  const bool needs_solitude = op == Operator::exact || op == Operator::tilde || op == Operator::caret;
  if (needs_solitude && !alone) return failure(ErrorKind::invalid, "`=`, `^` and `~` stand alone in a requirement");
  switch (op) {
    case Operator::greater:
    case Operator::greater_equal:
      return set_once(interval.lower, {version, op == Operator::greater_equal});
    case Operator::less:
    case Operator::less_equal:
      return set_once(interval.upper, {version, op == Operator::less_equal});
    case Operator::exact:
      interval = {Bound{version, true}, Bound{version, true}};
      return {};
    case Operator::tilde:
      interval = {Bound{version, true}, Bound{end_of_tilde(written), false}};
      return {};
    case Operator::caret:
      interval = {Bound{version, true}, Bound{end_of_caret(written), false}};
      return {};
  }
  return {};
}

/// Whether something lies between a lower bound and an upper one.
bool is_ordered(const Bound& lower, const Bound& upper) {
  const auto order = cargo::compare_precedence(lower.version, upper.version);
  return order < 0 || (order == 0 && lower.inclusive && upper.inclusive);
}

Result<Interval> parse_interval(std::string_view requirement) {
  Interval interval;
  const auto text = support::trim(requirement);
  if (text == "*") return interval;
  const auto comparators = support::split(text, ',');
  if (comparators.size() > 2) return failure(ErrorKind::invalid, "a requirement has at most two comparators");
  for (const auto comparator : comparators) TRY(apply(support::trim(comparator), comparators.size() == 1, interval));
  if (interval.lower && interval.upper && !is_ordered(*interval.lower, *interval.upper))
    return failure(ErrorKind::invalid, "no version can meet the requirement");
  return interval;
}

bool starts_before(const Interval& a, const Interval& b) {
  if (!a.lower || !b.lower) return !a.lower && b.lower;
  return cargo::compare_precedence(a.lower->version, b.lower->version) < 0;
}

/// For neighbours in the order of `starts_before`.
bool overlaps(const Interval& a, const Interval& b) {
  return !a.upper || !b.lower || is_ordered(*b.lower, *a.upper);
}

Version first_of(const Bound& lower) {
  return lower.inclusive ? lower.version : next_version(lower.version);
}
Version first_after(const Bound& upper) {
  return upper.inclusive ? next_version(upper.version) : upper.version;
}

Result<std::vector<Interval>> sorted_intervals(std::span<const std::string> patched,
                                               std::span<const std::string> unaffected) {
  std::vector<Interval> intervals;
  for (const auto texts : {patched, unaffected}) {
    for (const auto& text : texts) {
      auto interval = parse_interval(text);
      if (!interval)
        return failure(std::move(interval).error().within(
            fmt::format("while reading the requirement `{}`", support::printable(text))));
      intervals.push_back(std::move(*interval));
    }
  }
  std::ranges::stable_sort(intervals, starts_before);
  const auto clash = std::ranges::adjacent_find(intervals, overlaps);
  if (clash != intervals.end()) return failure(ErrorKind::invalid, "two version requirements overlap");
  return intervals;
}

void add_unless_empty(std::vector<AffectedRange>& ranges, AffectedRange range) {
  const bool empty = range.introduced && range.fixed && cargo::compare_precedence(*range.introduced, *range.fixed) >= 0;
  if (!empty) ranges.push_back(std::move(range));
}

}  // namespace

Result<std::vector<AffectedRange>> affected_ranges(std::span<const std::string> patched,
                                                   std::span<const std::string> unaffected) {
  TRY_INTO(const auto intervals, sorted_intervals(patched, unaffected));
  std::vector<AffectedRange> ranges;
  if (intervals.empty()) {
    ranges.push_back({});
    return ranges;
  }
  if (const auto& lower = intervals.front().lower) ranges.push_back({std::nullopt, first_of(*lower)});
  for (std::size_t i = 1; i < intervals.size(); ++i)
    add_unless_empty(ranges, {first_after(*intervals[i - 1].upper), first_of(*intervals[i].lower)});
  if (const auto& upper = intervals.back().upper) ranges.push_back({first_after(*upper), std::nullopt});
  return ranges;
}

bool contains(std::span<const AffectedRange> ranges, const Version& version) {
  return std::ranges::any_of(ranges, [&](const AffectedRange& range) {
    return (!range.introduced || cargo::compare_precedence(*range.introduced, version) <= 0) &&
           (!range.fixed || cargo::compare_precedence(version, *range.fixed) < 0);
  });
}

Version next_version(const Version& version) {
  if (version.is_prerelease()) return Version{version.major, version.minor, version.patch, version.pre + ".0", {}};
  return first_prerelease(version.major, version.minor, version.patch + 1);
}

}  // namespace plimsoll::rustsec
