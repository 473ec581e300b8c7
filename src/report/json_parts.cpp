// SPDX-License-Identifier: MIT OR Apache-2.0
#include "json_parts.h"

#include <algorithm>
#include <array>

#include "wording.h"

namespace plimsoll::report {
namespace {

std::string_view kind_word(support::ErrorKind kind) {
  constexpr std::array<std::string_view, 8> words{"not-found", "unreadable", "invalid", "too-large",
                                                  "offline",   "network",    "busy",    "usage"};
  return words[static_cast<std::size_t>(kind)];
}

void write(JsonWriter& json, const CopyHolder& holder) {
  json.begin_object();
  write_position(json, "package", holder.package);
  json.member("requirement", holder.requirement);
  write_place(json, "location", holder.location);
  json.end_object();
}

void write(JsonWriter& json, const Copy& copy) {
  json.begin_object();
  write_position(json, "package", copy.package);
  json.member("built", copy.built);
  json.seconds("cost_seconds", copy.cost_seconds);
  json.list("holders", copy.holders, [&](const CopyHolder& holder) { write(json, holder); });
  json.end_object();
}

void write(JsonWriter& json, const Savings& saves) {
  json.begin_object();
  json.member("packages", saves.packages);
  json.member("units", saves.units);
  json.member("build_scripts", saves.build_scripts);
  json.member("proc_macros", saves.proc_macros);
  json.member("features", saves.features);
  json.seconds("cost_seconds", saves.cost_seconds);
  json.seconds("critical_path_seconds", saves.critical_path_seconds);
  json.end_object();
}

}  // namespace

void write(JsonWriter& json, const Tool& tool) {
  json.begin_object();
  json.member("name", tool.name);
  json.member("version", tool.version);
  json.end_object();
}

void begin_answer(JsonWriter& json, const Tool& tool, const std::optional<support::Error>& error) {
  json.begin_object();
  json.member("format_version", 1);
  write(json.key("tool"), tool);
  json.key("error");
  error ? write(json, *error) : json.null();
}

void write(JsonWriter& json, const support::Error& error) {
  json.begin_object();
  json.member("kind", kind_word(error.kind));
  json.member("message", error.message);
  json.member("context", error.context);
  json.end_object();
}

void write(JsonWriter& json, const finding::Location& at) {
  json.begin_object();
  json.member("file", at.file);
  json.member("line", at.line);
  json.member("column", at.column);
  json.end_object();
}

void write_place(JsonWriter& json, std::string_view name, const std::optional<finding::Location>& at) {
  json.key(name);
  at ? write(json, *at) : json.null();
}

void write_position(JsonWriter& json, std::string_view name, const std::optional<PackageIx>& package) {
  json.key(name);
  package ? json.value(package->value) : json.null();
}

void write_reference(JsonWriter& json, const Report& report, PackageIx package) {
  json.is_brief() ? json.value(package.value) : json.value(package_at(report, package).id);
}

void write(JsonWriter& json, const Report& report, const Unit& unit) {
  auto usual_name = package_at(report, unit.package).name;
  std::ranges::replace(usual_name, '-', '_');
  json.begin_object();
  write_position(json, "package", unit.package);
  json.member("kind", unit.kind);
  json.key("name");
  json.is_brief() && unit.name == usual_name ? json.null() : json.value(unit.name);
  json.member("mode", unit.mode);
  json.member("platform", unit.platform);
  json.seconds("start", unit.start);
  json.seconds("end", unit.end);
  json.member("critical", unit.critical);
  json.member("measured", unit.measured);
  json.end_object();
}

void write(JsonWriter& json, const Duplicate& duplicate) {
  json.begin_object();
  json.member("name", duplicate.name);
  json.list("copies", duplicate.copies, [&](const Copy& copy) { write(json, copy); });
  json.member("follows", duplicate.follows);
  json.member("finding", duplicate.finding);
  json.end_object();
}

void write(JsonWriter& json, const FeatureRequest& request) {
  json.begin_object();
  json.member("edit", request.edit);
  write_position(json, "member", request.member);
  json.member("dependency", request.dependency);
  write_place(json, "location", request.location);
  json.member("void_because", request.void_because);
  write(json.key("saves"), request.saves);
  json.list("gone", request.gone, [&](PackageIx package) { json.value(package.value); });
  json.end_object();
}

}  // namespace plimsoll::report
