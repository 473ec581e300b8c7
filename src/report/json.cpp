// SPDX-License-Identifier: MIT OR Apache-2.0
#include <array>
#include <nlohmann/json.hpp>

#include "json_parts.h"
#include "plimsoll/report/render.h"
#include "wording.h"

namespace plimsoll::report {
namespace {

constexpr int format_version = 1;

Json text_or_null(const std::string& text) {
  return text.empty() ? Json(nullptr) : Json(text);
}

Json location_json(const finding::Location& at) {
  return {{"file", at.file}, {"line", at.line}, {"column", at.column}};
}

Json reason_json(const Report& report, const FeatureReason& reason) {
  return {{"feature", reason.feature},
          {"side", reason.host ? "host" : "target"},
          {"by", package_at(report, reason.by).id},
          {"through", reason.through},
          {"of", text_or_null(reason.of_feature)}};
}

Json package_json(const Report& report, const Package& package) {
  Json json;
  json["id"] = package.id;
  json["name"] = package.name;
  json["version"] = package.version;
  json["source"] = or_null(package.source);
  json["reach"] = finding::to_text(package.reach);
  json["features"] = package.features;
  json["host_features"] = or_null(package.host_features);
  json["feature_reasons"] = Json::array();
  for (const auto& reason : package.feature_reasons) json["feature_reasons"].push_back(reason_json(report, reason));
  json["member"] = package.member;
  json["direct"] = package.direct;
  json["depth"] = or_null(package.depth);
  json["users"] = package.users;
  json["proc_macro"] = package.proc_macro;
  json["build_script"] = package.build_script;
  json["links"] = or_null(package.links);
  json["license"] = or_null(package.license);
  json["cost_seconds"] = package.cost_seconds ? seconds(*package.cost_seconds) : Json(nullptr);
  json["cost_measured"] = package.cost_measured;
  return json;
}

Json package_reference(const Report& report, const Finding& finding) {
  if (!finding.package) return nullptr;
  const auto& package = package_at(report, *finding.package);
  return {{"id", package.id}, {"name", package.name}, {"version", package.version}};
}

Json advisory_json(const std::optional<finding::AdvisoryNote>& advisory) {
  if (!advisory) return nullptr;
  Json json;
  json["id"] = advisory->id;
  json["aliases"] = advisory->aliases;
  json["kind"] = advisory->kind;
  json["severity"] = or_null(advisory->severity);
  json["score"] = or_null(advisory->score);
  json["url"] = or_null(advisory->url);
  json["title"] = text_or_null(advisory->title);
  return json;
}

Json paths_json(const Report& report, const Finding& finding) {
  auto paths = Json::array();
  for (const auto& path : finding.paths) {
    auto ids = Json::array();
    for (const auto package : path) ids.push_back(package_at(report, package).id);
    paths.push_back(std::move(ids));
  }
  return paths;
}

Json fix_json(const std::optional<finding::Fix>& fix) {
  if (!fix) return nullptr;
  auto edits = Json::array();
  for (const auto& edit : fix->edits)
    edits.push_back({{"file", edit.file}, {"start", edit.start}, {"end", edit.end}, {"text", edit.text}});
  return {{"commands", fix->commands}, {"edits", std::move(edits)}, {"safe", fix->safe}};
}

Json labels_json(const Finding& finding) {
  auto labels = Json::array();
  for (const auto& label : finding.labels) {
    auto json = location_json(label.at);
    json["text"] = label.text;
    labels.push_back(std::move(json));
  }
  return labels;
}

Json excused_json(const std::optional<finding::Excused>& excused) {
  if (!excused) return nullptr;
  return {{"reason", excused->reason}, {"until", excused->until ? Json(date_text(*excused->until)) : Json(nullptr)}};
}

Json finding_json(const Report& report, const Finding& finding) {
  Json json;
  json["rule"] = finding.rule;
  json["group"] = finding::to_text(finding.group);
  json["level"] = finding::report_word(finding.level);
  json["message"] = finding.message;
  json["package"] = package_reference(report, finding);
  json["reach"] = finding.reach ? Json(finding::to_text(*finding.reach)) : Json(nullptr);
  json["advisory"] = advisory_json(finding.advisory);
  json["paths"] = paths_json(report, finding);
  json["location"] = finding.location ? location_json(*finding.location) : Json(nullptr);
  json["labels"] = labels_json(finding);
  json["notes"] = finding.notes;
  json["help"] = text_or_null(finding.help);
  json["fix"] = fix_json(finding.fix);
  json["status"] = or_null(finding.status);
  json["excused"] = excused_json(finding.excused);
  json["fingerprint"] = finding.fingerprint;
  return json;
}

Json findings_json(const Report& report, const std::vector<Finding>& findings) {
  auto list = Json::array();
  for (const auto& finding : findings) list.push_back(finding_json(report, finding));
  return list;
}

Json workspace_json(const Workspace& workspace) {
  return {{"root", workspace.root}, {"name", text_or_null(workspace.name)}, {"members", workspace.members}};
}

Json selection_json(const Selection& selection) {
  return {{"targets", selection.targets},
          {"host", selection.host},
          {"features", selection.features},
          {"all_features", selection.all_features},
          {"no_default_features", selection.no_default_features}};
}

Json database_json(const std::optional<AdvisoryDatabase>& database) {
  if (!database) return nullptr;
  return {{"place", database->place},
          {"commit", or_null(database->commit)},
          {"commit_time", or_null(database->commit_time)},
          {"advisories", database->advisories},
          {"unreadable", database->unreadable}};
}

Json gaps_json(const std::vector<Gap>& gaps) {
  auto list = Json::array();
  for (const auto& gap : gaps)
    list.push_back({{"rule", gap.rule}, {"subject", gap.subject}, {"reason", gap.reason}, {"decisive", gap.decisive}});
  return list;
}

Json rules_json(const std::vector<Rule>& rules) {
  auto list = Json::array();
  for (const auto& rule : rules)
    list.push_back({{"name", rule.name},
                    {"group", finding::to_text(rule.group)},
                    {"level", finding::report_word(rule.level)},
                    {"summary", rule.summary}});
  return list;
}

Json critical_path_json(const Report& report) {
  auto list = Json::array();
  for (const auto& step : report.critical_path)
    list.push_back({{"package", package_at(report, step.package).id}, {"seconds", seconds(step.seconds)}});
  return list;
}

Json summary_json(const Summary& summary) {
  return {{"error", summary.error},
          {"warning", summary.warning},
          {"note", summary.note},
          {"accepted", summary.accepted},
          {"packages", summary.packages},
          {"built", summary.built},
          {"duplicates", summary.duplicates},
          {"build_scripts", summary.build_scripts},
          {"proc_macros", summary.proc_macros},
          {"cost_seconds", seconds(summary.cost_seconds)},
          {"critical_path_seconds", seconds(summary.critical_path_seconds)}};
}

std::string_view verdict_word(Verdict verdict) {
  constexpr std::array<std::string_view, 3> words{"pass", "fail", "unknown"};
  return words[static_cast<std::size_t>(verdict)];
}

Json document(const Report& report, Verdict verdict) {
  Json json;
  json["format_version"] = format_version;
  json["tool"] = {{"name", report.tool.name}, {"version", report.tool.version}};
  json["verdict"] = verdict_word(verdict);
  json["error"] = nullptr;
  json["workspace"] = workspace_json(report.workspace);
  json["selection"] = selection_json(report.selection);
  json["advisory_database"] = database_json(report.advisory_database);
  json["policy_files"] = report.policy_files;
  json["packages"] = Json::array();
  for (const auto& package : report.packages) json["packages"].push_back(package_json(report, package));
  json["findings"] = findings_json(report, report.findings);
  json["accepted"] = findings_json(report, report.accepted);
  json["gaps"] = gaps_json(report.gaps);
  json["critical_path"] = critical_path_json(report);
  json["rules"] = rules_json(report.rules);
  json["warnings"] = report.warnings;
  json["summary"] = summary_json(report.summary);
  return json;
}

}  // namespace

std::string render_json(const Report& report, const RenderOptions& options) {
  return document_text(document(report, verdict(report, options.fail_on)));
}

std::string render_failure_json(const Tool& tool, const support::Error& error) {
  Report empty;
  empty.tool = tool;
  auto json = document(empty, Verdict::not_certain);
  json["error"] = error_json(error);
  return document_text(json);
}

}  // namespace plimsoll::report
