// SPDX-License-Identifier: MIT OR Apache-2.0
#include "json_parts.h"
#include "plimsoll/report/what_if.h"

namespace plimsoll::report {
namespace {

void write(JsonWriter& json, const ForetoldUnit& unit) {
  json.begin_object();
  json.member("package", unit.package);
  json.member("kind", unit.kind);
  json.member("name", unit.name);
  json.member("platform", unit.platform);
  json.member("mode", unit.mode);
  json.member("features", unit.features);
  json.end_object();
}

void write(JsonWriter& json, const FeatureChange& change) {
  json.begin_object();
  json.member("package", change.package.id);
  json.member("off", change.off);
  json.member("on", change.on);
  json.end_object();
}

void write_units(JsonWriter& json, const WhatIf& answer) {
  const auto write_unit = [&](const ForetoldUnit& unit) { write(json, unit); };
  json.key("units").begin_object();
  json.list("gone", answer.units_gone, write_unit);
  json.list("added", answer.units_added, write_unit);
  json.end_object();
}

void write_packages(JsonWriter& json, const WhatIf& answer) {
  const auto write_id = [&](const ForetoldPackage& package) { json.value(package.id); };
  json.key("packages").begin_object();
  json.list("gone", answer.packages_gone, write_id);
  json.list("added", answer.packages_added, write_id);
  json.end_object();
}

template <class T>
void write_change(JsonWriter& json, std::string_view name, const T& before, const T& after) {
  json.key(name).begin_object();
  json.member("before", before);
  json.member("after", after);
  json.end_object();
}

void write_seconds(JsonWriter& json, std::string_view name, double before, double after) {
  json.key(name).begin_object();
  json.seconds("before", before);
  json.seconds("after", after);
  json.end_object();
}

}  // namespace

std::string render_what_if_json(const WhatIf& answer) {
  const auto& before = answer.before;
  const auto& after = answer.after;
  JsonWriter json({});
  begin_answer(json, answer.tool, answer.error);
  json.member("edits", answer.edits);
  json.member("notes", answer.notes);
  json.member("gaps", answer.gaps);
  write_units(json, answer);
  write_packages(json, answer);
  json.list("features", answer.features, [&](const FeatureChange& change) { write(json, change); });
  write_change(json, "unit_count", before.units, after.units);
  write_change(json, "measured_units", before.measured_units, after.measured_units);
  write_change(json, "package_count", before.packages, after.packages);
  write_change(json, "duplicates", before.duplicates, after.duplicates);
  write_seconds(json, "cost_seconds", before.cost_seconds, after.cost_seconds);
  write_seconds(json, "critical_path_seconds", before.critical_path_seconds, after.critical_path_seconds);
  json.end_object();
  return json.take() + "\n";
}

}  // namespace plimsoll::report
