// SPDX-License-Identifier: MIT OR Apache-2.0
#include <algorithm>
#include <array>
#include <map>
#include <nlohmann/json.hpp>

#include "plimsoll/report/compare.h"

namespace plimsoll::report {
namespace {

using Json = nlohmann::json;
using support::ErrorKind;
using support::Result;

/// What a comparison does not ask for; most of a large document.
constexpr std::array<std::string_view, 13> unwanted{
    "critical_path", "units",  "duplicates", "requests", "inputs", "feature_reasons", "description",
    "explanation",   "labels", "notes",      "paths",    "fix",    "advisory"};
constexpr int deepest = 16;
/// What a document may hold, some three times what 10,000 packages do: each value and each name of a member counts
/// once, each list and object as often as it takes more memory.
constexpr std::size_t most_weight = 24'000'000;
constexpr std::size_t weight_of_container = 24;

/// Nothing if there is too much of it.
std::optional<Json> parse(std::string_view text) {
  using Event = Json::parse_event_t;
  std::size_t weight = 0;
  const auto is_wanted = [&weight](int depth, Event event, const Json& parsed) {
    weight += event == Event::object_start || event == Event::array_start ? weight_of_container : 1;
    if (weight > most_weight) return false;
    if (event != Event::key) return depth < deepest;
    return std::ranges::find(unwanted, parsed.get_ref<const std::string&>()) == unwanted.end();
  };
  constexpr bool throws = false;
  auto json = Json::parse(text, is_wanted, throws);
  return weight > most_weight ? std::nullopt : std::optional(std::move(json));
}

/// The member; null where the value is no object or has none.
const Json& at(const Json& json, const char* key) {
  static const Json nothing;
  const auto found = json.find(key);
  return found == json.end() ? nothing : *found;
}

std::optional<std::string> text_or_nothing(const Json& json, const char* key) {
  const auto& value = at(json, key);
  return value.is_string() ? std::optional(value.get<std::string>()) : std::nullopt;
}

std::string text(const Json& json, const char* key) {
  return text_or_nothing(json, key).value_or(std::string());
}

bool flag(const Json& json, const char* key) {
  const auto& value = at(json, key);
  return value.is_boolean() && value.get<bool>();
}

std::vector<std::string> texts(const Json& list) {
  std::vector<std::string> all;
  if (!list.is_array()) return all;
  for (const auto& item : list)
    if (item.is_string()) all.push_back(item.get<std::string>());
  return all;
}

template <class T, class Read>
std::vector<T> read_list(const Json& list, const Read& read) {
  std::vector<T> all;
  if (list.is_array())
    for (const auto& item : list) all.push_back(read(item));
  return all;
}

std::optional<finding::Level> level_of(const Json& json, const char* key) {
  using finding::Level;
  const auto word = text(json, key);
  for (const auto level : {Level::allow, Level::note, Level::warn, Level::deny})
    if (finding::report_word(level) == word) return level;
  return std::nullopt;
}

std::uint32_t count(const Json& json, const char* key) {
  const auto& value = at(json, key);
  return value.is_number_unsigned() ? static_cast<std::uint32_t>(value.get<std::uint64_t>()) : 0;
}

std::optional<finding::Location> location(const Json& json) {
  const auto& place = at(json, "location");
  if (!place.is_object()) return std::nullopt;
  return finding::Location{text(place, "file"), count(place, "line"), count(place, "column")};
}

std::optional<cargo::DependencyKind> kind(const Json& json) {
  const auto word = text(json, "kind");
  if (word == "normal") return cargo::DependencyKind::normal;
  if (word == "dev") return cargo::DependencyKind::development;
  if (word == "build") return cargo::DependencyKind::build;
  return std::nullopt;
}

/// One that is no position of any package where there is none.
PackageIx position(const Json& json, const char* key) {
  const auto& value = at(json, key);
  return PackageIx(value.is_number_unsigned() ? std::min<std::uint64_t>(value.get<std::uint64_t>(), UINT32_MAX)
                                              : UINT32_MAX);
}

Dependency read_dependency(const Json& json) {
  Dependency dependency;
  dependency.package = position(json, "package");
  dependency.kind = kind(json);
  dependency.platform = text_or_nothing(json, "platform");
  dependency.name = text(json, "name");
  dependency.requirement = text_or_nothing(json, "requirement");
  dependency.features = texts(at(json, "features"));
  dependency.default_features = flag(json, "default_features");
  dependency.optional = flag(json, "optional");
  dependency.live = flag(json, "live");
  dependency.location = location(json);
  return dependency;
}

Package read_package(const Json& json) {
  Package package;
  package.id = text(json, "id");
  package.name = text(json, "name");
  package.version = text(json, "version");
  package.source = text_or_nothing(json, "source");
  package.reach = finding::parse_reach(text(json, "reach")).value_or(finding::Reach::unknown);
  package.features = texts(at(json, "features"));
  if (at(json, "host_features").is_array()) package.host_features = texts(at(json, "host_features"));
  package.member = flag(json, "member");
  package.manifest_known = at(json, "proc_macro").is_boolean();
  package.proc_macro = flag(json, "proc_macro");
  package.build_script = flag(json, "build_script");
  package.build_script_does = texts(at(json, "build_script_does"));
  package.license = text_or_nothing(json, "license");
  package.dependencies = read_list<Dependency>(at(json, "dependencies"), read_dependency);
  return package;
}

void drop_dangling(std::vector<Package>& packages) {
  for (auto& package : packages)
    std::erase_if(package.dependencies, [&](const Dependency& to) { return to.package.value >= packages.size(); });
}

std::vector<Finding> read_findings(const Json& list, const std::vector<Package>& packages) {
  std::map<std::string_view, PackageIx> positions;
  for (std::size_t i = 0; i < packages.size(); ++i) positions.emplace(packages[i].id, PackageIx(i));
  return read_list<Finding>(list, [&](const Json& json) {
    Finding finding;
    finding.rule = text(json, "rule");
    finding.level = level_of(json, "level").value_or(finding::Level::note);
    finding.message = text(json, "message");
    finding.fingerprint = text(json, "fingerprint");
    if (const auto found = positions.find(text(at(json, "package"), "id")); found != positions.end())
      finding.package = found->second;
    return finding;
  });
}

std::optional<AdvisoryDatabase> read_database(const Json& json) {
  if (!json.is_object()) return std::nullopt;
  AdvisoryDatabase database;
  database.commit = text_or_nothing(json, "commit");
  database.commit_time = text_or_nothing(json, "commit_time");
  return database;
}

Selection read_selection(const Json& json) {
  return {texts(at(json, "targets")), text(json, "host"), texts(at(json, "features")), flag(json, "all_features"),
          flag(json, "no_default_features")};
}

Rule read_rule(const Json& json) {
  Rule rule;
  rule.name = text(json, "name");
  rule.applied = level_of(json, "applied");
  return rule;
}

Result<void> accept(const Json& json) {
  constexpr auto expected = "`plimsoll audit --output json:FILE` writes one";
  const auto refuse = [&](const char* what) {
    return support::failure(ErrorKind::invalid, std::string(what) + "; " + expected);
  };
  if (json.is_discarded()) return refuse("it is not JSON");
  if (!at(json, "packages").is_array() || !at(json, "findings").is_array())
    return refuse("it is JSON, and no report of an audit");
  if (at(json, "format_version") != 1) return refuse("it is a report of another format version");
  if (!at(json, "error").is_null()) return refuse("it tells of an audit that failed");
  return {};
}

}  // namespace

Result<Report> parse_report(std::string_view source) {
  const auto parsed = parse(source);
  if (!parsed) return support::failure(ErrorKind::too_large, "it holds more than a report does");
  const auto& json = *parsed;
  TRY(accept(json));
  Report report;
  report.tool.version = text(at(json, "tool"), "version");
  report.workspace.name = text(at(json, "workspace"), "name");
  report.selection = read_selection(at(json, "selection"));
  report.advisory_database = read_database(at(json, "advisory_database"));
  report.packages = read_list<Package>(at(json, "packages"), read_package);
  drop_dangling(report.packages);
  report.findings = read_findings(at(json, "findings"), report.packages);
  report.accepted = read_findings(at(json, "accepted"), report.packages);
  report.gaps = read_list<Gap>(at(json, "gaps"), [](const Json& gap) {
    return Gap{text(gap, "rule"), text(gap, "subject"), text(gap, "reason"), flag(gap, "decisive")};
  });
  report.rules = read_list<Rule>(at(json, "rules"), read_rule);
  return report;
}

}  // namespace plimsoll::report
