// SPDX-License-Identifier: MIT OR Apache-2.0
#include <doctest/doctest.h>

#include <algorithm>

#include "../../src/report/terminal_text.h"
#include "plimsoll/report/questions.h"
#include "plimsoll/report/render.h"
#include "plimsoll/support/text.h"
#include "sample_report.h"
#include "testkit/golden.h"

namespace plimsoll::report {
namespace {

std::ptrdiff_t line_count(const std::string& text) {
  return std::ranges::count(text, '\n');
}

std::size_t widest_line(const std::string& text) {
  std::size_t widest = 0;
  for (const auto line : support::split(text, '\n')) widest = std::max(widest, display_width(line));
  return widest;
}

bool has(const std::string& text, std::string_view part) {
  return text.find(part) != std::string::npos;
}

TEST_CASE("the screen of the sample report is as accepted") {
  testkit::check_golden("report/sample.txt", render_human(sample_report(), {}));
}

TEST_CASE("the screen with everything on it is as accepted") {
  testkit::check_golden("report/sample-all.txt", render_human(sample_report(), {.all = true}));
}

TEST_CASE("the coloured screen is as accepted") {
  testkit::check_golden("report/sample-color.txt", render_human(sample_report(), {.color = true}));
}

TEST_CASE("the narrow screen in ASCII is as accepted") {
  testkit::check_golden("report/sample-ascii-80.txt", render_human(sample_report(), {.ascii = true, .width = 80}));
}

TEST_CASE("the screen of a clean report is as accepted") {
  testkit::check_golden("report/clean.txt", render_human(clean_report(), {}));
}

TEST_CASE("the screen of an inconclusive run is as accepted") {
  auto report = sample_report();
  report.findings.clear();
  settle(report);
  testkit::check_golden("report/not-certain.txt", render_human(report, {}));
}

TEST_CASE("the verdict is the first thing after the header") {
  const auto text = render_human(sample_report(), {.quiet = true});
  CHECK(text.starts_with(" ✗ OVER THE LINE — 2 errors (2 advisories in 1 package), 1 warning, 1 note"));
}

TEST_CASE("five hundred findings fit on one screen and are counted") {
  const auto text = render_human(crowded_report(), {});
  CHECK(line_count(text) <= 45);
  CHECK(widest_line(text) <= 100);
  CHECK(has(text, "not shown: "));
  CHECK(has(text, "more warnings about the run not shown"));
}

TEST_CASE("a narrow screen is narrow and not much longer") {
  const auto text = render_human(crowded_report(), {.width = 80});
  CHECK(line_count(text) <= 55);
  CHECK(widest_line(text) <= 80);
}

TEST_CASE("what is shown and what is held back add up") {
  auto report = crowded_report();
  std::ranges::for_each(report.findings, [](Finding& finding) { finding.level = finding::Level::warn; });
  settle(report);
  const auto text = render_human(report, {});
  std::size_t shown = 0;
  for (const auto line : support::split(text, '\n'))
    if (line.starts_with("warning[")) ++shown;
  // The two advisories of the sample are folded into one block.
  CHECK(has(text, "not shown: " + std::to_string(report.findings.size() - shown - 1) + " warnings"));
}

TEST_CASE("everything is shown where everything is asked for") {
  const auto text = render_human(crowded_report(), {.all = true});
  CHECK(has(text, "finding 499"));
  CHECK_FALSE(has(text, "not shown"));
}

TEST_CASE("two advisories on one package are one block") {
  const auto text = render_human(sample_report(), {});
  CHECK(has(text, "RUSTSEC-2026-0194 high 7.5 ·\n    RUSTSEC-2026-0195 high 7.5\n"));
  CHECK_FALSE(has(text, "stack overflow on nested entities"));
}

TEST_CASE("there are no escape codes without colours") {
  CHECK_FALSE(has(render_human(sample_report(), {.color = false}), "\x1b"));
}

TEST_CASE("colours add nothing but escape codes") {
  auto colored = render_human(sample_report(), {.color = true});
  for (auto at = colored.find('\x1b'); at != std::string::npos; at = colored.find('\x1b'))
    colored.erase(at, colored.find('m', at) - at + 1);
  CHECK(colored == render_human(sample_report(), {.color = false}));
}

TEST_CASE("hostile text cannot act on a terminal") {
  const auto text = render_human(hostile_report(), {.all = true});
  CHECK_FALSE(has(text, "\x1b"));
  CHECK_FALSE(has(text, "\x07"));
  CHECK_FALSE(has(text, "\xe2\x80\xae"));
  CHECK_FALSE(has(text, "\r"));
  CHECK_FALSE(has(text, "\n::error"));
  CHECK(has(text, "\\u{1b}[31mred"));
}

TEST_CASE("nothing but ASCII is printed where that is asked for") {
  const auto text = render_human(hostile_report(), {.ascii = true, .all = true});
  CHECK(std::ranges::all_of(text, [](char c) { return static_cast<unsigned char>(c) < 0x80; }));
}

TEST_CASE("an empty report is a screen too") {
  const auto text = render_human(Report{}, {});
  CHECK(has(text, "above water — nothing found"));
  CHECK(has(text, "exit 0"));
}

TEST_CASE("a build for every platform says so") {
  Report report;
  report.selection.targets = {"all"};
  CHECK(has(render_human(report, {}), "all targets"));
}

/// Every line of `text` that holds `part`.
std::vector<std::string> lines_with(const std::string& text, std::string_view part) {
  std::vector<std::string> found;
  for (const auto line : support::split(text, '\n'))
    if (line.find(part) != std::string_view::npos) found.emplace_back(line);
  return found;
}

/// Errors about as many packages, each with an advisory and a command.
Report errors_report(std::size_t packages) {
  auto report = sample_report();
  report.findings.clear();
  for (std::size_t i = 0; i < packages; ++i) {
    const auto number = std::to_string(i);
    auto finding = vulnerable_finding("RUSTSEC-2026-1" + number, "a flaw");
    report.packages.push_back(make_package("pear" + number, "1.0.0"));
    finding.package = ix(report.packages.size() - 1);
    finding.fix = finding::Fix{{"cargo update -p pear" + number + "@1.0.0 --precise 1.0.1"}, {}, true};
    report.findings.push_back(std::move(finding));
  }
  settle(report);
  return report;
}

TEST_CASE("every error on the screen has its advisory and its command") {
  const auto report = errors_report(9);
  const auto text = render_human(report, {});
  CHECK(line_count(text) <= 45);
  for (const auto& finding : report.findings) {
    CHECK(has(text, finding.advisory->id));
    CHECK(has(text, finding.fix->commands.front() + "\n"));
  }
}

TEST_CASE("a rule that was switched off is named in the verdict") {
  auto report = clean_report();
  report.switched_off = {{"vulnerable-dependency", "the command line"}};
  CHECK(has(render_human(report, {}),
            "above water — nothing found; 1 rule switched off by the command line (vulnerable-dependency)"));
  report.switched_off = {{"a", "plimsoll.toml"}, {"b", "the command line"}, {"c", "plimsoll.toml"}};
  CHECK(has(render_human(report, {.width = 0}),
            "3 rules switched off by plimsoll.toml and the command line (a, b and 1 more)"));
}

TEST_CASE("errors and the packages that they are about are both counted where they differ") {
  CHECK(has(render_human(sample_report(), {.quiet = true}), "2 errors (2 advisories in 1 package), 1 warning"));
  CHECK(has(render_human(errors_report(2), {.quiet = true}), "2 errors; "));
}

TEST_CASE("what was asked for is shown in full and the rest is counted") {
  auto report = crowded_report();
  const auto one = render_human(report, {.width = 0, .only = {"duplicate-versions"}});
  CHECK(has(one, "warning[duplicate-versions]"));
  CHECK_FALSE(has(one, "[vulnerable-dependency]"));
  CHECK(has(one, "not shown: "));
  CHECK(has(one, " everything without `--only`"));
  const auto notes = render_human(report, {.only = {"note"}});
  CHECK(has(notes, "note[unused-features]"));
  CHECK_FALSE(has(notes, "warning["));
}

TEST_CASE("without a terminal no line is broken and none is cut") {
  auto report = sample_report();
  report.findings.front().message = std::string(300, 'x') + " " + std::string(300, 'y');
  const auto text = render_human(report, {.all = true, .width = 0});
  CHECK(has(text, std::string(300, 'x') + " " + std::string(300, 'y') + "\n"));
  CHECK_FALSE(has(render_human(report, {.width = 0}), "…"));
}

TEST_CASE("a command stays on one line, however narrow the screen is") {
  auto report = sample_report();
  const std::string command = "cargo update -p a-package-with-a-long-name@10.20.30 --precise 10.20.31";
  report.findings.front().fix = finding::Fix{{command, command + "2"}, {}, true};
  report.findings.front().help = "raise the requirement first; `" + command + "3`";
  for (const bool all : {false, true}) {
    const auto text = render_human(report, {.all = all, .width = 40});
    for (const auto* end : {"", "2", "3`"}) CHECK_FALSE(lines_with(text, command + end).empty());
  }
}

TEST_CASE("a build of packages without their sources says that it is a guess") {
  auto report = sample_report();
  CHECK_FALSE(has(render_human(report, {}), "without its sources"));
  report.packages.front().sources_seen = false;
  CHECK(has(render_human(report, {}), "an estimate, 1 package without its sources"));
  CHECK(has(render_cost_human(report, {ix(0)}, {.width = 0}), "estimated without its sources, which are not at hand"));
}

TEST_CASE("what the build would gain without a macro or a script is told for so many jobs, and work beside it") {
  auto report = sample_report();
  report.limited = LimitedBuild{2, 36, {{ix(4), 1.5}}, {{ix(0), 12.5}}};
  const auto text = render_cost_human(report, {}, {.width = 0});
  CHECK(has(text, "the build with -j 2 would end sooner without: serde_derive 1.5 s"));
  CHECK(has(text, "31 s to compile and run; the build with -j 2 would end sooner without: aws-lc-sys 12 s"));
  CHECK(has(render_cost_human(report, {ix(4)}, {.width = 0}), "the build with -j 2 would end 1.5 s sooner"));
}

TEST_CASE("a macro beside a longer chain is not said to make the build longer") {
  auto report = sample_report();
  report.limited = LimitedBuild{8, 36, {{ix(4), -0.2}}, {{ix(0), 0}}};
  const auto text = render_cost_human(report, {}, {.width = 0});
  CHECK(has(text, "with what only they need; none of them alone would make the build end sooner"));
  CHECK(has(render_cost_human(report, {ix(4)}, {.width = 0}), "would end 0.0 s sooner"));
}

TEST_CASE("advisories of a folder are as old as the newest of them at the least") {
  auto report = clean_report();
  report.advisory_database = AdvisoryDatabase{"db", {}, {}, 5, 0, {}, "2026-11-20", 3};
  const auto text = render_human(report, {});
  CHECK(has(text, "5 advisory records, the newest of 2026-11-20 (3 days old)"));
  CHECK(has(text, "advisories of 2026-11-20 (3 days old) · exit 0"));
}

TEST_CASE("a word longer than a line is broken") {
  CHECK(wrap("abcdefgh", 4, 1) == std::vector<std::string>{"abcd", " efg", " h"});
}

TEST_CASE("lines are broken at spaces and hang") {
  CHECK(wrap("  one two three", 9, 4) == std::vector<std::string>{"  one two", "    three"});
}

TEST_CASE("wide characters take two columns") {
  CHECK(display_width("\xe6\xbc\xa2"
                      "a") == 3);
}

}  // namespace
}  // namespace plimsoll::report
