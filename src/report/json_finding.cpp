// SPDX-License-Identifier: MIT OR Apache-2.0
#include "json_parts.h"
#include "markdown.h"
#include "wording.h"

namespace plimsoll::report {
namespace {

void write_package(JsonWriter& json, const Report& report, const std::optional<PackageIx>& position) {
  json.key("package");
  if (!position) return json.null();
  if (json.is_brief()) return json.value(position->value);
  const auto& package = package_at(report, *position);
  json.begin_object();
  json.member("id", package.id);
  json.member("name", package.name);
  json.member("version", package.version);
  json.end_object();
}

void write(JsonWriter& json, const Inline& part) {
  if (part.kind == Inline::Kind::text) return json.value(part.text);
  json.begin_object();
  if (part.kind == Inline::Kind::code) json.member("code", part.text);
  if (part.kind == Inline::Kind::emphasis) json.member("em", part.text);
  if (part.kind == Inline::Kind::link) {
    json.member("link", part.address);
    json.member("text", part.text);
  }
  json.end_object();
}

void write(JsonWriter& json, const Line& line) {
  json.begin_array();
  for (const auto& part : line) write(json, part);
  json.end_array();
}

void write(JsonWriter& json, const Block& block) {
  json.begin_object();
  switch (block.kind) {
    case Block::Kind::paragraph:
      write(json.key("p"), block.lines.front());
      break;
    case Block::Kind::heading:
      write(json.key("heading"), block.lines.front());
      break;
    case Block::Kind::list:
      json.list("list", block.lines, [&](const Line& line) { write(json, line); });
      break;
    case Block::Kind::code:
      json.member("code", block.code);
      break;
  }
  json.end_object();
}

void write(JsonWriter& json, const AdvisoryText& text) {
  json.list("description", read_markdown(text.description), [&](const Block& block) { write(json, block); });
  json.text_or_null("date", text.date);
  json.member("patched", text.patched);
  json.member("unaffected", text.unaffected);
  json.list("functions", text.functions, [&](const auto& function) {
    json.begin_object();
    json.member("path", function.first);
    json.member("versions", function.second);
    json.end_object();
  });
}

void write_advisory(JsonWriter& json, const Finding& finding) {
  json.key("advisory");
  if (!finding.advisory) return json.null();
  const auto& advisory = *finding.advisory;
  json.begin_object();
  json.member("id", advisory.id);
  json.member("aliases", advisory.aliases);
  json.member("kind", advisory.kind);
  json.member("severity", advisory.severity);
  json.member("score", advisory.score);
  json.member("url", advisory.url);
  json.text_or_null("title", advisory.title);
  write(json, finding.advisory_text.value_or(AdvisoryText{}));
  json.end_object();
}

void write_fix(JsonWriter& json, const std::optional<finding::Fix>& fix) {
  json.key("fix");
  if (!fix) return json.null();
  json.begin_object();
  json.member("commands", fix->commands);
  json.list("edits", fix->edits, [&](const finding::Edit& edit) {
    json.begin_object();
    json.member("file", edit.file);
    json.member("start", edit.start);
    json.member("end", edit.end);
    json.member("text", edit.text);
    json.end_object();
  });
  json.member("safe", fix->safe);
  json.end_object();
}

void write(JsonWriter& json, const finding::Label& label) {
  json.begin_object();
  json.member("file", label.at.file);
  json.member("line", label.at.line);
  json.member("column", label.at.column);
  json.member("text", label.text);
  json.end_object();
}

void write_excuse(JsonWriter& json, const std::optional<finding::Excused>& excused) {
  json.key("excused");
  if (!excused) return json.null();
  json.begin_object();
  json.member("reason", excused->reason);
  json.text_or_null("until", excused->until ? date_text(*excused->until) : std::string{});
  json.end_object();
}

}  // namespace

void write(JsonWriter& json, const Report& report, const Finding& finding) {
  json.begin_object();
  json.member("rule", finding.rule);
  json.member("group", finding::to_text(finding.group));
  json.member("level", finding::report_word(finding.level));
  json.member("message", finding.message);
  write_package(json, report, finding.package);
  json.key("reach");
  finding.reach ? json.value(finding::to_text(*finding.reach)) : json.null();
  write_advisory(json, finding);
  json.list("paths", finding.paths, [&](const std::vector<PackageIx>& path) {
    json.begin_array();
    for (const auto package : path) write_reference(json, report, package);
    json.end_array();
  });
  write_place(json, "location", finding.location);
  json.list("labels", finding.labels, [&](const finding::Label& label) { write(json, label); });
  json.member("notes", finding.notes);
  json.text_or_null("help", finding.help);
  write_fix(json, finding.fix);
  json.member("status", finding.status);
  write_excuse(json, finding.excused);
  json.member("fingerprint", finding.fingerprint);
  json.end_object();
}

}  // namespace plimsoll::report
