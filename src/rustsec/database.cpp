// SPDX-License-Identifier: MIT OR Apache-2.0
#include "plimsoll/rustsec/database.h"

#include <fmt/format.h>

#include <algorithm>
#include <charconv>
#include <tuple>

#include "plimsoll/support/text.h"

namespace plimsoll::rustsec {
namespace {

bool is_draft(const Advisory& advisory) {
  return advisory.id.ends_with("-0000");
}

bool is_rustsec(const Advisory& advisory) {
  return advisory.id.starts_with("RUSTSEC-");
}

bool names(const Advisory& advisory, std::string_view id) {
  return std::ranges::find(advisory.aliases, id) != advisory.aliases.end();
}

bool are_the_same_flaw(const Advisory& a, const Advisory& b) {
  if (is_rustsec(a) && is_rustsec(b)) return false;
  return names(a, b.id) || names(b, a.id) ||
         std::ranges::any_of(a.aliases, [&](const std::string& alias) { return names(b, alias); });
}

/// `2026-11-23`; nothing for any other text.
std::optional<std::chrono::sys_days> day_of(std::string_view text) {
  if (text.size() != 10 || text[4] != '-' || text[7] != '-') return std::nullopt;
  const auto number = [&](std::size_t at, std::size_t length) {
    unsigned value = 0;
    const auto [end, error] = std::from_chars(text.data() + at, text.data() + at + length, value);
    return error == std::errc() && end == text.data() + at + length ? value : 0U;
  };
  const std::chrono::year_month_day day{std::chrono::year(static_cast<int>(number(0, 4))),
                                        std::chrono::month(number(5, 2)), std::chrono::day(number(8, 2))};
  return day.ok() ? std::optional<std::chrono::sys_days>(day) : std::nullopt;
}

auto order_key(const Advisory& advisory) {
  return std::tie(advisory.package, advisory.id);
}

/// Keeps one advisory of each flaw, RustSec's before those of others.
std::vector<const Advisory*> one_of_each(std::vector<const Advisory*> found) {
  std::stable_partition(found.begin(), found.end(), [](const Advisory* advisory) { return is_rustsec(*advisory); });
  std::vector<const Advisory*> kept;
  for (const auto* advisory : found) {
    const bool told = std::ranges::any_of(kept, [&](const Advisory* k) { return are_the_same_flaw(*k, *advisory); });
    if (!told) kept.push_back(advisory);
  }
  std::ranges::sort(kept, {}, [](const Advisory* advisory) { return std::string_view(advisory->id); });
  return kept;
}

bool is_of_crates_io(const Advisory& advisory) {
  return advisory.collection == Collection::crates && advisory.source.empty();
}

}  // namespace

Database::Database(std::vector<Advisory> advisories, std::vector<Unreadable> unreadable)
    : unreadable_(std::move(unreadable)) {
  std::erase_if(advisories, is_draft);
  std::ranges::stable_sort(advisories, [](const auto& a, const auto& b) { return order_key(a) < order_key(b); });
  advisories_.reserve(advisories.size());
  for (auto& advisory : advisories) {
    if (!advisories_.empty() && order_key(advisories_.back()) == order_key(advisory)) {
      const auto id = support::printable(advisory.id);
      unreadable_.push_back({id, fmt::format("the identifier `{}` is given to two advisories", id)});
      continue;
    }
    advisories_.push_back(std::move(advisory));
  }
  std::ranges::stable_sort(unreadable_, {}, &Unreadable::path);
}

std::span<const Advisory> Database::of_package(std::string_view package) const {
  const auto name = [](const Advisory& advisory) { return std::string_view(advisory.package); };
  const auto begin = std::ranges::lower_bound(advisories_, package, {}, name);
  const auto end = std::ranges::upper_bound(advisories_, package, {}, name);
  return {begin, end};
}

std::vector<const Advisory*> Database::matches(std::string_view package, const cargo::Version& version,
                                               bool is_crates_io) const {
  if (!is_crates_io) return {};
  std::vector<const Advisory*> found;
  for (const auto& advisory : of_package(package))
    if (is_of_crates_io(advisory) && !advisory.is_withdrawn() && is_affected(advisory, version))
      found.push_back(&advisory);
  return one_of_each(std::move(found));
}

std::optional<std::chrono::sys_days> Database::newest_date() const {
  std::optional<std::chrono::sys_days> newest;
  for (const auto& advisory : advisories_)
    if (const auto day = day_of(advisory.date); day && (!newest || *newest < *day)) newest = day;
  return newest;
}

const Advisory* Database::find(std::string_view id_or_alias) const {
  auto found = std::ranges::find(advisories_, id_or_alias, [](const Advisory& a) { return std::string_view(a.id); });
  if (found == advisories_.end())
    found = std::ranges::find_if(advisories_, [&](const Advisory& a) { return names(a, id_or_alias); });
  return found == advisories_.end() ? nullptr : &*found;
}

}  // namespace plimsoll::rustsec
