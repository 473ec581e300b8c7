// SPDX-License-Identifier: MIT OR Apache-2.0
#include "cost_parts.h"
#include "json_parts.h"
#include "plimsoll/report/questions.h"
#include "wording.h"

namespace plimsoll::report {
namespace {

void write_unit(JsonWriter& json, const Report& report, const Unit& unit) {
  json.begin_object();
  json.member("package", package_at(report, unit.package).id);
  json.member("kind", unit.kind);
  json.member("name", unit.name);
  json.member("mode", unit.mode);
  json.member("platform", unit.platform);
  json.seconds("seconds", unit.end - unit.start);
  json.seconds("start", unit.start);
  json.seconds("end", unit.end);
  json.member("critical", unit.critical);
  json.member("measured", unit.measured);
  json.end_object();
}

void write_package(JsonWriter& json, const Report& report, PackageIx ix) {
  const auto& package = package_at(report, ix);
  json.begin_object();
  json.member("package", package.id);
  json.member("reach", finding::to_text(package.reach));
  json.seconds("cost_seconds", package.cost_seconds.value_or(0));
  json.member("cost_measured", package.cost_measured);
  json.seconds("owned_seconds", package.owned.cost_seconds);
  json.member("owned_packages", package.owned.packages);
  json.member("critical", is_critical(report, ix));
  json.member("build_script_does", package.build_script_does);
  json.end_object();
}

void write_costs(JsonWriter& json, std::string_view name, const Report& report, const std::vector<Cost>& costs) {
  json.list(name, costs, [&](const Cost& cost) {
    json.begin_object();
    json.member("package", package_at(report, cost.package).id);
    json.seconds("seconds", cost.seconds);
    if (cost.saved_seconds)
      json.seconds("saved_seconds", *cost.saved_seconds);
    else
      json.key("saved_seconds").null();
    json.end_object();
  });
}

}  // namespace

std::string render_cost_json(const Report& report, const std::vector<PackageIx>& about) {
  JsonWriter json({});
  begin_answer(json, report.tool, std::nullopt);
  json.seconds("cost_seconds", report.summary.cost_seconds);
  json.seconds("critical_path_seconds", report.summary.critical_path_seconds);
  json.member("measured", measured_text(measured(report)));
  json.key("limited");
  if (report.limited) {
    json.begin_object();
    json.member("jobs", report.limited->jobs);
    json.seconds("seconds", report.limited->seconds);
    json.end_object();
  } else {
    json.null();
  }
  json.list("packages", about, [&](PackageIx ix) { write_package(json, report, ix); });
  json.list("units", dearest_units(report, about), [&](const Unit* unit) { write_unit(json, report, *unit); });
  json.list("critical_path", report.critical_path, [&](const ChainStep& step) {
    json.begin_object();
    json.member("package", package_at(report, step.package).id);
    json.seconds("seconds", step.seconds);
    json.end_object();
  });
  write_costs(json, "proc_macros", report, proc_macro_costs(report));
  write_costs(json, "build_scripts", report, build_script_costs(report));
  json.member("gaps", unknown_costs(report));
  json.member("notes", report.warnings);
  json.end_object();
  return json.take() + "\n";
}

std::string render_cost_failure(const Tool& tool, const support::Error& error) {
  JsonWriter json({});
  begin_answer(json, tool, error);
  for (const auto* list : {"packages", "units", "critical_path", "proc_macros", "build_scripts", "gaps", "notes"})
    json.member(list, std::vector<std::string>{});
  json.end_object();
  return json.take() + "\n";
}

}  // namespace plimsoll::report
