// SPDX-License-Identifier: MIT OR Apache-2.0
// Open Source Vulnerability format, schema 1.x.
#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <nlohmann/json.hpp>

#include "plimsoll/rustsec/advisory_parse.h"

namespace plimsoll::rustsec {
namespace {

using cargo::Version;
using nlohmann::json;
using support::ErrorKind;
using support::failure;
using support::Result;

/// The member of an object; a null where there is none or `object` is something else.
const json& member(const json& object, const char* key) {
  static const json none;
  if (!object.is_object()) return none;
  const auto found = object.find(key);
  return found == object.end() ? none : *found;
}

std::string text(const json& object, const char* key) {
  const auto& value = member(object, key);
  return value.is_string() ? value.get_ref<const std::string&>() : std::string{};
}

std::vector<std::string> texts(const json& object, const char* key) {
  std::vector<std::string> result;
  for (const auto& value : member(object, key))
    if (value.is_string()) result.push_back(value.get_ref<const std::string&>());
  return result;
}

/// The day of a time stamp.
std::string day(const json& object, const char* key) {
  return text(object, key).substr(0, 10);
}

struct Event {
  Version at;
  bool starts = true;
};

Result<Event> read_event(const json& event) {
  for (const auto* key : {"introduced", "fixed", "limit", "last_affected"}) {
    const auto written = text(event, key);
    if (written.empty()) continue;
    TRY_INTO(auto version, cargo::parse_version(written == "0" ? "0.0.0-0" : written));
    version.build.clear();
    if (std::string_view(key) == "last_affected") version = next_version(version);
    return Event{std::move(version), std::string_view(key) == "introduced"};
  }
  return failure(ErrorKind::invalid, "an event of a range names no version");
}

/// Versions at or below this one are written for "from the beginning".
std::optional<Version> unless_first(const Version& version) {
  const Version first{0, 0, 0, "0", {}};
  if (cargo::compare_precedence(version, first) <= 0) return std::nullopt;
  return version;
}

Result<void> add_range(const json& range, std::vector<AffectedRange>& ranges) {
  if (text(range, "type") == "GIT") return {};
  std::vector<Event> events;
  for (const auto& written : member(range, "events")) {
    TRY_INTO(auto event, read_event(written));
    events.push_back(std::move(event));
  }
  std::ranges::stable_sort(events,
                           [](const Event& a, const Event& b) { return cargo::compare_precedence(a.at, b.at) < 0; });
  bool open = false;
  for (const auto& event : events) {
    if (event.starts && !open) ranges.push_back({unless_first(event.at), std::nullopt});
    if (!event.starts && open) ranges.back().fixed = event.at;
    open = event.starts;
  }
  return {};
}

Result<void> add_versions(const json& affected, std::vector<AffectedRange>& ranges) {
  for (const auto& written : texts(affected, "versions")) {
    TRY_INTO(auto version, cargo::parse_version(written));
    version.build.clear();
    auto end = next_version(version);
    if (!contains(ranges, version)) ranges.push_back({std::move(version), std::move(end)});
  }
  return {};
}

bool starts_before(const AffectedRange& a, const AffectedRange& b) {
  if (!a.introduced || !b.introduced) return !a.introduced && b.introduced;
  return cargo::compare_precedence(*a.introduced, *b.introduced) < 0;
}

/// Whether the versions between a range and the next one begin with the fix.
bool leaves_gap(const AffectedRange& range, const AffectedRange* next) {
  return range.fixed && (next == nullptr || cargo::compare_precedence(*range.fixed, *next->introduced) < 0);
}

/// Requirements that clear what the ranges do not affect.
void describe_ranges(Advisory& advisory) {
  auto& ranges = advisory.affected;
  std::ranges::stable_sort(ranges, starts_before);
  for (const auto& range : ranges) {
    const auto after = std::ranges::upper_bound(ranges, range, starts_before);
    const auto* next = after == ranges.end() ? nullptr : &*after;
    if (!leaves_gap(range, next)) continue;
    auto requirement = fmt::format(">= {}", cargo::to_text(*range.fixed));
    if (next != nullptr) requirement += fmt::format(", < {}", cargo::to_text(*next->introduced));
    advisory.patched.push_back(std::move(requirement));
  }
  if (!ranges.empty() && ranges.front().introduced)
    advisory.unaffected.push_back(fmt::format("< {}", cargo::to_text(*ranges.front().introduced)));
}

/// The page of the flaw itself: the first reference that is neither the package's page nor the advisory's.
void read_references(const json& record, Advisory& advisory) {
  for (const auto& reference : member(record, "references")) {
    const auto type = text(reference, "type");
    auto url = text(reference, "url");
    if (advisory.url.empty() && type != "PACKAGE" && type != "ADVISORY") advisory.url = url;
    advisory.references.push_back(std::move(url));
  }
  if (advisory.url.empty() && !advisory.references.empty()) advisory.url = advisory.references.front();
}

void read_severity(const json& record, Advisory& advisory) {
  for (const auto& severity : member(record, "severity")) {
    const auto vector = text(severity, "score");
    if (!advisory.score) advisory.cvss = vector;
    if (!advisory.score) advisory.score = cvss_score(vector);
  }
}

Kind kind_of(const std::string& informational) {
  if (informational.empty()) return Kind::vulnerability;
  for (const auto kind : {Kind::unmaintained, Kind::unsound, Kind::notice})
    if (informational == to_text(kind)) return kind;
  return Kind::other;
}

/// What one record says of all packages alike.
Advisory read_common(const json& record) {
  Advisory advisory;
  advisory.id = text(record, "id");
  advisory.date = day(record, "published");
  advisory.withdrawn = day(record, "withdrawn");
  advisory.title = text(record, "summary");
  advisory.description = text(record, "details");
  advisory.aliases = texts(record, "aliases");
  advisory.related = texts(record, "related");
  if (auto license = text(member(record, "database_specific"), "license"); !license.empty())
    advisory.license = std::move(license);
  if (advisory.id.starts_with("MAL-")) advisory.categories.emplace_back("malicious");
  read_references(record, advisory);
  read_severity(record, advisory);
  return advisory;
}

Result<void> read_affected(const json& affected, Advisory& advisory) {
  const auto& limits = member(member(affected, "ecosystem_specific"), "affects");
  const auto& specific = member(affected, "database_specific");
  advisory.kind_as_written = text(specific, "informational");
  advisory.kind = kind_of(advisory.kind_as_written);
  for (auto& category : texts(specific, "categories")) advisory.categories.push_back(std::move(category));
  advisory.arch = texts(limits, "arch");
  advisory.os = texts(limits, "os");
  for (auto& function : texts(limits, "functions")) advisory.functions.push_back({std::move(function), {}});
  for (const auto& range : member(affected, "ranges")) TRY(add_range(range, advisory.affected));
  return add_versions(affected, advisory.affected);
}

bool is_of_crates_io(const json& affected) {
  return text(member(affected, "package"), "ecosystem") == "crates.io";
}

}  // namespace

Result<std::vector<Advisory>> parse_osv(std::string_view record_text) {
  const auto record = json::parse(record_text, nullptr, false);
  if (!record.is_object()) return failure(ErrorKind::invalid, "the record is no JSON object");
  const auto common = read_common(record);
  if (common.id.empty()) return failure(ErrorKind::invalid, "the record has no `id`");
  std::map<std::string, Advisory> by_package;
  for (const auto& affected : member(record, "affected")) {
    if (!is_of_crates_io(affected)) continue;
    const auto name = text(member(affected, "package"), "name");
    if (name.empty()) return failure(ErrorKind::invalid, "an affected package has no name");
    auto& advisory = by_package.try_emplace(name, common).first->second;
    advisory.package = name;
    TRY(read_affected(affected, advisory));
  }
  std::vector<Advisory> result;
  for (auto& [name, advisory] : by_package) {
    if (advisory.affected.empty()) return failure(ErrorKind::invalid, "the record names no affected versions");
    describe_ranges(advisory);
    result.push_back(std::move(advisory));
  }
  return result;
}

}  // namespace plimsoll::rustsec
