// SPDX-License-Identifier: MIT OR Apache-2.0
#include <nlohmann/json.hpp>

#include "json_parts.h"
#include "plimsoll/report/what_if.h"

namespace plimsoll::report {
namespace {

Json units_json(const std::vector<ForetoldUnit>& units) {
  auto list = Json::array();
  for (const auto& unit : units)
    list.push_back({{"package", unit.package},
                    {"kind", unit.kind},
                    {"name", unit.name},
                    {"platform", or_null(unit.platform)},
                    {"mode", unit.mode},
                    {"features", unit.features}});
  return list;
}

Json ids_json(const std::vector<ForetoldPackage>& packages) {
  auto list = Json::array();
  for (const auto& package : packages) list.push_back(package.id);
  return list;
}

Json features_json(const std::vector<FeatureChange>& changes) {
  auto list = Json::array();
  for (const auto& change : changes)
    list.push_back({{"package", change.package.id}, {"off", change.off}, {"on", change.on}});
  return list;
}

template <class T>
Json change_json(const T& before, const T& after) {
  return {{"before", before}, {"after", after}};
}

}  // namespace

std::string render_what_if_json(const WhatIf& answer) {
  const auto& before = answer.before;
  const auto& after = answer.after;
  Json json;
  json["format_version"] = 1;
  json["tool"] = {{"name", answer.tool.name}, {"version", answer.tool.version}};
  json["error"] = answer.error ? error_json(*answer.error) : Json(nullptr);
  json["edits"] = answer.edits;
  json["notes"] = answer.notes;
  json["gaps"] = answer.gaps;
  json["units"] = {{"gone", units_json(answer.units_gone)}, {"added", units_json(answer.units_added)}};
  json["packages"] = {{"gone", ids_json(answer.packages_gone)}, {"added", ids_json(answer.packages_added)}};
  json["features"] = features_json(answer.features);
  json["unit_count"] = change_json(before.units, after.units);
  json["package_count"] = change_json(before.packages, after.packages);
  json["duplicates"] = change_json(before.duplicates, after.duplicates);
  json["cost_seconds"] = change_json(seconds(before.cost_seconds), seconds(after.cost_seconds));
  json["critical_path_seconds"] =
      change_json(seconds(before.critical_path_seconds), seconds(after.critical_path_seconds));
  return document_text(json);
}

}  // namespace plimsoll::report
