// SPDX-License-Identifier: MIT OR Apache-2.0
#include <array>

#include "json_parts.h"
#include "plimsoll/report/render.h"
#include "wording.h"

namespace plimsoll::report {
namespace {

constexpr int format_version = 1;

void write(JsonWriter& json, const Workspace& workspace) {
  json.begin_object();
  json.member("root", workspace.root);
  json.text_or_null("name", workspace.name);
  json.member("members", workspace.members);
  json.end_object();
}

void write(JsonWriter& json, const Selection& selection) {
  json.begin_object();
  json.member("targets", selection.targets);
  json.member("host", selection.host);
  json.member("features", selection.features);
  json.member("all_features", selection.all_features);
  json.member("no_default_features", selection.no_default_features);
  json.end_object();
}

void write(JsonWriter& json, const std::optional<AdvisoryDatabase>& database) {
  if (!database) return json.null();
  json.begin_object();
  json.member("place", database->place);
  json.member("commit", database->commit);
  json.member("commit_time", database->commit_time);
  json.member("advisories", database->advisories);
  json.member("unreadable", database->unreadable);
  json.member("age_days", database->age_days);
  json.member("newest_advisory", database->newest);
  json.end_object();
}

void write(JsonWriter& json, const Gap& gap) {
  json.begin_object();
  json.member("rule", gap.rule);
  json.member("subject", gap.subject);
  json.member("reason", gap.reason);
  json.member("decisive", gap.decisive);
  json.end_object();
}

void write(JsonWriter& json, const Rule& rule, bool is_explained) {
  json.begin_object();
  json.member("name", rule.name);
  json.member("group", finding::to_text(rule.group));
  json.member("level", finding::report_word(rule.level));
  json.member("applied", rule.applied ? std::optional(finding::report_word(*rule.applied)) : std::nullopt);
  json.member("summary", rule.summary);
  json.member("explanation", is_explained ? std::optional(rule.explanation) : std::nullopt);
  json.end_object();
}

void write(JsonWriter& json, const SwitchedOff& one) {
  json.begin_object();
  json.member("rule", one.rule);
  json.member("by", one.by);
  json.end_object();
}

void write(JsonWriter& json, const Summary& summary) {
  json.begin_object();
  json.member("error", summary.error);
  json.member("warning", summary.warning);
  json.member("note", summary.note);
  json.member("accepted", summary.accepted);
  json.member("packages", summary.packages);
  json.member("built", summary.built);
  json.member("duplicates", summary.duplicates);
  json.member("build_scripts", summary.build_scripts);
  json.member("proc_macros", summary.proc_macros);
  json.seconds("cost_seconds", summary.cost_seconds);
  json.seconds("critical_path_seconds", summary.critical_path_seconds);
  json.end_object();
}

void write(JsonWriter& json, const Change& change) {
  json.begin_object();
  json.member("change", to_text(change.kind));
  json.member("name", change.name);
  json.member("from", change.from);
  json.member("to", change.to);
  write_position(json, "package", change.package);
  json.member("reach_from", change.reach_from ? std::optional(finding::to_text(*change.reach_from)) : std::nullopt);
  json.member("reach", change.reach ? std::optional(finding::to_text(*change.reach)) : std::nullopt);
  json.member("new_build_script", change.new_build_script);
  json.member("new_proc_macro", change.new_proc_macro);
  json.member("license_from", change.license_from);
  json.member("license_to", change.license_to);
  json.member("source_from", change.source_from);
  json.member("source_to", change.source_to);
  json.member("features_on", change.features_on);
  json.member("features_off", change.features_off);
  json.member("look_because", change.look_because);
  json.end_object();
}

void write(JsonWriter& json, const ChangeGroup& group) {
  json.begin_object();
  json.member("title", group.title);
  write_place(json, "location", group.location);
  json.member("before", group.before);
  json.member("after", group.after);
  json.list("changes", group.changes, [&](const Change& change) { write(json, change); });
  json.end_object();
}

void write(JsonWriter& json, const FindingChanges& findings) {
  json.begin_object();
  json.member("new", findings.added);
  json.member("existing", findings.existing);
  json.member("fixed", findings.fixed);
  json.member("unknown", findings.unknown);
  json.end_object();
}

void write(JsonWriter& json, const std::optional<SinceBase>& base) {
  if (!base) return json.null();
  json.begin_object();
  json.member("name", base->name);
  json.member("remarks", base->remarks);
  json.list("causes", base->groups, [&](const ChangeGroup& group) { write(json, group); });
  write(json.key("findings"), base->findings);
  json.list("fixed", base->fixed, [&](const FixedFinding& finding) {
    json.begin_object();
    json.member("rule", finding.rule);
    json.member("level", finding::report_word(finding.level));
    json.member("message", finding.message);
    json.end_object();
  });
  json.end_object();
}

std::string_view verdict_word(Verdict verdict) {
  constexpr std::array<std::string_view, 3> words{"pass", "fail", "unknown"};
  return words[static_cast<std::size_t>(verdict)];
}

void write_build(JsonWriter& json, const Report& report) {
  json.list("critical_path", report.critical_path, [&](const ChainStep& step) {
    json.begin_object();
    json.member("package", package_at(report, step.package).id);
    json.seconds("seconds", step.seconds);
    json.end_object();
  });
  json.list("units", report.units, [&](const Unit& unit) { write(json, report, unit); });
  json.list("duplicates", report.duplicates, [&](const Duplicate& duplicate) { write(json, duplicate); });
  json.list("requests", report.requests, [&](const FeatureRequest& request) { write(json, request); });
}

void write_inputs(JsonWriter& json, const Report& report) {
  json.list("inputs", report.inputs, [&](const Input& input) {
    json.begin_object();
    json.member("file", input.file);
    json.member("sha256", input.sha256);
    json.end_object();
  });
}

}  // namespace

std::string json_document(const Report& report, finding::FailOn fail_on, const support::Error* error, JsonStyle style) {
  JsonWriter json(style);
  const auto write_finding = [&](const Finding& finding) { write(json, report, finding); };
  json.begin_object();
  json.member("format_version", format_version);
  write(json.key("tool"), report.tool);
  json.member("verdict", verdict_word(error ? Verdict::not_certain : verdict(report, fail_on)));
  json.member("fail_on", finding::to_text(fail_on));
  json.key("error");
  error ? write(json, *error) : json.null();
  write(json.key("workspace"), report.workspace);
  write(json.key("selection"), report.selection);
  write(json.key("advisory_database"), report.advisory_database);
  json.member("policy_files", report.policy_files);
  write_inputs(json, report);
  json.list("packages", report.packages, [&](const Package& package) { write(json, report, package); });
  json.list("findings", report.findings, write_finding);
  json.list("accepted", report.accepted, write_finding);
  json.list("gaps", report.gaps, [&](const Gap& gap) { write(json, gap); });
  write_build(json, report);
  const auto at_work = rules_at_work(report);
  json.list("rules", report.rules,
            [&](const Rule& rule) { write(json, rule, !style.brief || at_work.contains(rule.name)); });
  json.list("switched_off", report.switched_off, [&](const SwitchedOff& one) { write(json, one); });
  json.member("warnings", report.warnings);
  write(json.key("base"), report.base);
  write(json.key("summary"), report.summary);
  json.end_object();
  return json.take();
}

std::string render_json(const Report& report, const RenderOptions& options) {
  return json_document(report, options.fail_on, nullptr, {}) + "\n";
}

std::string render_failure_json(const Tool& tool, const support::Error& error) {
  Report empty;
  empty.tool = tool;
  return json_document(empty, finding::FailOn::error, &error, {}) + "\n";
}

}  // namespace plimsoll::report
