// SPDX-License-Identifier: MIT OR Apache-2.0
#include <doctest/doctest.h>

#include <algorithm>
#include <nlohmann/json.hpp>

#include "../../src/report/json_parts.h"
#include "plimsoll/report/render.h"
#include "sample_report.h"
#include "testkit/golden.h"

namespace plimsoll::report {
namespace {

nlohmann::json read(const std::string& text) {
  return nlohmann::json::parse(text);
}

bool has_all(const nlohmann::json& object, std::initializer_list<const char*> keys) {
  return std::ranges::all_of(keys, [&](const char* key) { return object.contains(key); });
}

TEST_CASE("the JSON of the sample report is as accepted") {
  testkit::check_golden("report/sample.json", render_json(sample_report(), {}));
}

TEST_CASE("every field of the contract is present") {
  const auto json = read(render_json(sample_report(), {}));
  CHECK(has_all(json, {"format_version", "tool", "workspace", "selection", "advisory_database", "packages", "findings",
                       "gaps", "summary"}));
  CHECK(has_all(json["packages"][0],
                {"id", "name", "version", "source", "reach", "features", "host_features", "proc_macro", "build_script",
                 "links", "license", "cost_seconds", "cost_measured"}));
  CHECK(has_all(json["findings"][0], {"rule", "level", "message", "package", "reach", "advisory", "paths", "location",
                                      "fix", "status", "fingerprint"}));
  CHECK(has_all(json["summary"], {"error", "warning", "note", "packages", "built", "duplicates", "build_scripts",
                                  "proc_macros", "cost_seconds", "critical_path_seconds"}));
}

TEST_CASE("what does not apply is null, not left out") {
  const auto json = read(render_json(sample_report(), {}));
  const auto& feature = json["findings"].back();
  CHECK(feature["package"].is_null());
  CHECK(feature["reach"].is_null());
  CHECK(feature["advisory"].is_null());
  CHECK(feature["fix"].is_null());
  CHECK(feature["status"].is_null());
}

TEST_CASE("what only a manifest tells is null where there is none") {
  auto report = sample_report();
  report.packages[0].manifest_known = false;
  const auto json = read(render_json(report, {}));
  CHECK(json["packages"][0]["proc_macro"].is_null());
  CHECK(json["packages"][0]["build_script"].is_null());
  CHECK(json["packages"][1]["build_script"].is_boolean());
}

TEST_CASE("a rule that was switched off is there with who did it") {
  auto report = sample_report();
  CHECK(read(render_json(report, {}))["switched_off"].empty());
  report.switched_off = {{"yanked-version", "plimsoll.toml"}};
  const auto one = read(render_json(report, {}))["switched_off"][0];
  CHECK(one["rule"] == "yanked-version");
  CHECK(one["by"] == "plimsoll.toml");
}

TEST_CASE("paths hold package ids") {
  const auto json = read(render_json(sample_report(), {}));
  CHECK(json["findings"][0]["paths"][0][0] == "path+file:///srv/harbor/harbor-import#0.3.0");
}

TEST_CASE("a place in the graph is told by positions") {
  const auto json = read(render_json(sample_report(), {}));
  const auto& calamine = json["packages"][1];
  CHECK(calamine["dominator"] == 2);
  CHECK(calamine["toward_member"] == 2);
  CHECK(calamine["owned"]["packages"] == 2);
  CHECK(calamine["dependencies"][0]["package"] == 3);
  CHECK(json["packages"][2]["dominator"].is_null());
}

TEST_CASE("a repository is an https address or null") {
  CHECK(read(render_json(sample_report(), {}))["packages"][1]["repository"] == "https://example.org/calamine");
  CHECK(read(render_json(hostile_report(), {}))["packages"][1]["repository"].is_null());
}

TEST_CASE("the text of an advisory is a tree without markup") {
  const auto json = read(render_json(sample_report(), {}));
  const auto& blocks = json["findings"][0]["advisory"]["description"];
  CHECK(blocks[0]["p"][0]["code"] == "quick-xml");
  CHECK(blocks[0]["p"][2]["em"] == "pairwise");
  CHECK(blocks[1]["heading"][0] == "Ways out");
  CHECK(blocks[2]["list"][1][1]["link"] == "https://example.org/1");
}

TEST_CASE("a name that is built twice is tied to its finding") {
  const auto json = read(render_json(sample_report(), {}));
  const auto& duplicate = json["duplicates"][0];
  const auto finding =
      std::ranges::find(json["findings"], "duplicate-versions", [](const auto& one) { return one["rule"]; });
  REQUIRE(finding != json["findings"].end());
  CHECK(duplicate["finding"] == (*finding)["fingerprint"]);
  CHECK(duplicate["copies"][1]["holders"][0]["requirement"] == "^2.0.81");
}

TEST_CASE("a brief document leaves out what other fields tell") {
  auto report = sample_report();
  report.packages[1].dependencies.push_back(make_dependency(3, "xml", "^0.39"));
  report.packages[1].feature_reasons = {{"chrono", false, ix(2), "declaration"}, {"default", false, ix(2), "default"}};
  report.packages[3].feature_reasons = {{"default", false, ix(1), "default"},
                                        {"encoding", false, ix(1), "declaration"}};
  report.units.push_back({ix(3), "lib", "quick_xml", "build"});
  const auto json = read(json_document(report, finding::FailOn::error, nullptr, {0, true}));
  CHECK(json["packages"][1]["id"].is_null());
  CHECK(json["packages"][2]["id"] == report.packages[2].id);
  CHECK(json["packages"][1]["dependencies"][0]["name"].is_null());
  CHECK(json["packages"][1]["dependencies"][1]["name"] == "xml");
  CHECK(json["packages"][1]["feature_reasons"][0]["by"] == 2);
  CHECK(json["packages"][1]["feature_reasons"][0]["feature"].is_null());
  CHECK(json["packages"][3]["feature_reasons"][0]["feature"] == "default");
  CHECK(json["packages"][1]["owned"]["cost_seconds"] == 2.5);
  CHECK(json["packages"][3]["owned"]["cost_seconds"].is_null());
  CHECK(json["findings"][0]["package"] == 3);
  CHECK(json["findings"][0]["paths"][0] == nlohmann::json{2, 1, 3});
  CHECK(json["units"][0]["name"] == "build-script-build");
  CHECK(json["units"][2]["name"].is_null());
}

TEST_CASE("text that is no UTF-8 still gives a valid document") {
  const auto json = read(render_json(hostile_report(), {}));
  CHECK(json["findings"].size() == sample_report().findings.size());
}

TEST_CASE("the verdict follows the failing level") {
  CHECK(read(render_json(sample_report(), {}))["verdict"] == "fail");
  CHECK(read(render_json(sample_report(), {.fail_on = finding::FailOn::never}))["verdict"] == "unknown");
  CHECK(read(render_json(clean_report(), {}))["verdict"] == "pass");
}

TEST_CASE("a failed run is a complete document with the error in it") {
  const support::Error error{support::ErrorKind::not_found, "there is no `Cargo.toml` here", {"while looking around"}};
  const auto json = read(render_failure_json({"plimsoll", "0.1.0"}, error));
  CHECK(json["error"]["kind"] == "not-found");
  CHECK(json["error"]["message"] == "there is no `Cargo.toml` here");
  CHECK(json["findings"].empty());
  CHECK(json["verdict"] == "unknown");
  CHECK(has_all(json["summary"], {"error", "critical_path_seconds"}));
}

}  // namespace
}  // namespace plimsoll::report
