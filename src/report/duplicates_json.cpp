// SPDX-License-Identifier: MIT OR Apache-2.0
#include "duplicates.h"
#include "json_parts.h"
#include "plimsoll/report/questions.h"
#include "wording.h"

namespace plimsoll::report {
namespace {

void write(JsonWriter& json, const Report& report, const CopyHolder& holder) {
  json.begin_object();
  json.member("package", package_at(report, holder.package).id);
  json.member("requirement", holder.requirement);
  write_place(json, "location", holder.location);
  json.end_object();
}

void write(JsonWriter& json, const Report& report, const Copy& copy) {
  const auto& package = package_at(report, copy.package);
  json.begin_object();
  json.member("package", package.id);
  json.member("version", package.version);
  json.member("reach", finding::to_text(package.reach));
  json.seconds("cost_seconds", copy.cost_seconds);
  json.member("cost_measured", package.cost_measured);
  json.list("holders", copy.holders, [&](const CopyHolder& holder) { write(json, report, holder); });
  json.end_object();
}

void write(JsonWriter& json, const Report& report, const Duplicate& duplicate) {
  json.begin_object();
  json.member("name", duplicate.name);
  json.member("follows", duplicate.follows);
  json.seconds("spare_seconds", spare_cost(duplicate));
  json.list("copies", duplicate.copies, [&](const Copy& copy) { write(json, report, copy); });
  json.key("finding");
  const auto* finding = finding_of(report, duplicate);
  finding ? write(json, report, *finding) : json.null();
  json.end_object();
}

void write(JsonWriter& json, const DuplicatesStage& stage) {
  json.begin_object();
  json.member("raises", stage.raises);
  json.member("commands", stage.commands);
  json.member("left", stage.left);
  json.end_object();
}

void write_plan(JsonWriter& json, const std::optional<DuplicatesPlan>& plan) {
  json.key("plan");
  if (!plan) return json.null();
  json.begin_object();
  json.member("further", plan->further);
  json.key("within");
  write(json, plan->within);
  json.key("raised");
  write(json, plan->raised);
  json.end_object();
}

void write_twins(JsonWriter& json, const Report& report, const std::vector<const Finding*>& twins) {
  json.list("twins", twins, [&](const Finding* finding) { write(json, report, *finding); });
}

}  // namespace

std::string render_duplicates_json(const Report& report, const std::optional<std::string>& name) {
  JsonWriter json({});
  begin_answer(json, report.tool, std::nullopt);
  json.member("asked", name);
  json.list("duplicates", duplicates_about(report, name),
            [&](const Duplicate* duplicate) { write(json, report, *duplicate); });
  write_plan(json, report.duplicates_plan);
  write_twins(json, report, twins_about(report, name));
  json.list("gaps", report.gaps, [&](const Gap& gap) { json.value(gap_text(gap)); });
  json.seconds("cost_seconds", report.summary.cost_seconds);
  json.end_object();
  return json.take() + "\n";
}

std::string render_duplicates_failure(const Tool& tool, const support::Error& error) {
  JsonWriter json({});
  begin_answer(json, tool, error);
  for (const auto* list : {"duplicates", "twins", "gaps"}) json.member(list, std::vector<std::string>{});
  json.end_object();
  return json.take() + "\n";
}

}  // namespace plimsoll::report
