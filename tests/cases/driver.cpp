// SPDX-License-Identifier: MIT OR Apache-2.0
/// Runs one scenario: a whole audit of files that live in memory, with every rule silent but that of the folder, and
/// compares what it says with what the scenario expects.
///
/// usage: plimsoll_case FILE
/// Exit: 0 as expected, 1 otherwise, 77 when PLIMSOLL_ACCEPT=1 let it write the expectation anew.

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <cstdio>
#include <cstdlib>
#include <fstream>
#include <set>
#include <sstream>

#include "case_file.h"
#include "plimsoll/audit/audit.h"
#include "plimsoll/outside/offline_http.h"
#include "testkit/fixed_clock.h"
#include "testkit/memory_files.h"

namespace plimsoll::testkit {
namespace {

constexpr std::string_view workspace = "/workspace";
constexpr std::string_view cargo_home = "/cargo";
constexpr std::string_view machine = "x86_64-unknown-linux-gnu";

/// A database that says nothing of the packages of any scenario, so that the advisories count as checked.
constexpr std::string_view unrelated_advisory =
    "```toml\n[advisory]\nid = \"RUSTSEC-2020-9999\"\npackage = \"unrelated\"\ndate = \"2020-01-01\"\n\n[versions]\n"
    "patched = []\n```\n\n# Unrelated\n";

std::string place_of(const std::string& name) {
  constexpr std::string_view variable = "$CARGO_HOME";
  if (name.starts_with(variable)) return std::string{cargo_home} + name.substr(variable.size());
  return fmt::format("{}/{}", workspace, name);
}

bool has_sources(const MemoryFiles& files, const std::string& folder) {
  const auto& all = files.all();
  const auto first = all.lower_bound(folder + "/src/");
  return first != all.end() && first->first.starts_with(folder + "/src/");
}

/// A package without sources gets an empty library, so that scenarios need not say so.
MemoryFiles files_of(const CaseFile& scenario) {
  MemoryFiles files;
  bool has_advisories = false;
  for (const auto& [name, text] : scenario.files) {
    files.add(place_of(name), text);
    has_advisories = has_advisories || name.starts_with("advisory-db/");
  }
  for (const auto& [name, text] : scenario.files) {
    const auto path = place_of(name);
    if (!path.ends_with("/Cargo.toml") || text.find("[package]") == std::string::npos) continue;
    const auto folder = path.substr(0, path.rfind('/'));
    if (!has_sources(files, folder)) files.add(folder + "/src/lib.rs", "");
  }
  if (!has_advisories)
    files.add(place_of("advisory-db/crates/unrelated/RUSTSEC-2020-9999.md"), std::string{unrelated_advisory});
  files.set_working_directory(std::string{workspace});
  return files;
}

/// The rule of the folder, and those that `--rule` adds.
audit::Request request_of(const CaseFile& scenario, const std::string& rule) {
  audit::Request request;
  request.host = machine;
  request.offline = true;
  request.advisory_place = place_of("advisory-db");
  std::set<std::string> rules{rule, "unused-excuse", "lapsed-excuse"};
  for (std::size_t i = 0; i + 1 < scenario.options.size(); i += 2) {
    const auto& option = scenario.options[i];
    const auto& value = scenario.options[i + 1];
    if (option == "--target") request.targets.push_back(value);
    if (option == "--lockfile") request.lockfile = value;
    if (option == "--db") request.advisory_place = place_of(value);
    if (option == "--features") request.features.features.push_back(value);
    if (option == "--rule") rules.insert(value);
    if (option == "--package") request.packages = {false, {value}, {}};
  }
  for (const auto* known : audit::every_rule())
    if (!rules.contains(std::string{known->name})) request.levels.emplace_back(known->name, finding::Level::allow);
  return request;
}

std::string path_text(const report::Report& report, const std::vector<report::PackageIx>& path) {
  std::vector<std::string> steps;
  for (const auto package : path)
    steps.push_back(fmt::format("{} {}", report.packages[package].name, report.packages[package].version));
  return fmt::format("{}", fmt::join(steps, " > "));
}

/// The lines of the file that an edit changes, as they are after it.
std::string edited_text(const MemoryFiles& files, const finding::Edit& edit) {
  auto text = files.all().at(place_of(edit.file));
  const auto begin = text.rfind('\n', edit.start == 0 ? 0 : edit.start - 1);
  text.replace(edit.start, edit.end - edit.start, edit.text);
  auto end = edit.start + edit.text.size();
  if (!edit.text.ends_with('\n')) end = std::min(text.find('\n', end), text.size());
  const auto first = begin == std::string::npos || edit.start == 0 ? 0 : begin + 1;
  auto lines = text.substr(first, end - first);
  while (lines.ends_with('\n')) lines.pop_back();
  return lines;
}

std::string finding_text(const MemoryFiles& files, const report::Report& report, const report::Finding& finding) {
  auto text = fmt::format("{} {}: {}\n", finding.excused ? "accepted" : finding::policy_word(finding.level),
                          finding.rule, finding.message);
  if (finding.location)
    text += fmt::format("  at {}:{}:{}{}\n", finding.location->file, finding.location->line, finding.location->column,
                        finding.reach ? fmt::format(", {}", finding::to_text(*finding.reach)) : "");
  for (const auto& path : finding.paths) text += fmt::format("  {}\n", path_text(report, path));
  for (const auto& label : finding.labels)
    text += fmt::format("  and {}:{}:{}: {}\n", label.at.file, label.at.line, label.at.column, label.text);
  if (finding.advisory)
    text += fmt::format("  advisory {} {}\n", finding.advisory->id, finding.advisory->url.value_or("without a page"));
  for (const auto& note : finding.notes) text += fmt::format("  note: {}\n", note);
  if (finding.fix) {
    for (const auto& command : finding.fix->commands) text += fmt::format("  run: {}\n", command);
    for (const auto& edit : finding.fix->edits)
      text += fmt::format("  edit {}: {}\n", edit.file, edited_text(files, edit));
  }
  if (!finding.help.empty()) text += fmt::format("  help: {}\n", finding.help);
  if (finding.excused) text += fmt::format("  because: {}\n", finding.excused->reason);
  return text;
}

std::string gap_text(const report::Gap& gap) {
  return fmt::format("{} {}: {}: {}\n", gap.decisive ? "gap" : "small gap", gap.rule, gap.subject, gap.reason);
}

std::string outcome_text(const CaseFile& scenario, const std::string& rule) {
  auto files = files_of(scenario);
  outside::OfflineHttp http;
  const FixedClock clock;
  const FixedEnvironment environment{{{"CARGO_HOME", std::string{cargo_home}}}};
  RecordingConsole console;
  outside::World world{files, http, clock, environment, console};
  support::SourceMap sources;
  support::Diagnostics diagnostics;
  const auto outcome = audit::run(request_of(scenario, rule), world, sources, diagnostics);
  std::string text;
  for (const auto& fault : diagnostics.all()) text += support::to_text(fault, sources);
  if (!outcome) return text + support::to_text(outcome.error()) + "\n";
  const auto& report = outcome->report;
  for (const auto& finding : report.findings) text += finding_text(files, report, finding);
  for (const auto& finding : report.accepted) text += finding_text(files, report, finding);
  for (const auto& gap : report.gaps) text += gap_text(gap);
  return text + fmt::format("exit {}\n", report::exit_code(report::verdict(report, outcome->fail_on), false));
}

bool accepts() {
  const char* value = std::getenv("PLIMSOLL_ACCEPT");
  return value != nullptr && std::string_view{value} == "1";
}

/// The folder that holds the file is called after the rule.
std::string folder_name(const std::string& path) {
  const auto folder = path.substr(0, path.rfind('/'));
  return folder.substr(folder.rfind('/') + 1);
}

int run_case(const std::string& path) {
  std::ifstream file{path, std::ios::binary};
  std::ostringstream text;
  text << file.rdbuf();
  const auto scenario = parse_case(text.str());
  const auto actual = outcome_text(scenario, folder_name(path));
  if (accepts()) {
    file.close();
    std::ofstream{path, std::ios::binary} << scenario.before_expected << actual;
    return 77;
  }
  if (actual == scenario.expected) return 0;
  fmt::print("{}\n--- expected ---\n{}--- but ---\n{}", scenario.sentence, scenario.expected, actual);
  return 1;
}

}  // namespace
}  // namespace plimsoll::testkit

int main(int count, char** arguments) {
  if (count == 2) return plimsoll::testkit::run_case(arguments[1]);
  std::fputs("usage: plimsoll_case FILE\n", stderr);
  return 2;
}
