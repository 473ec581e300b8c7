// SPDX-License-Identifier: MIT OR Apache-2.0
#include <doctest/doctest.h>

#include <algorithm>

#include "../../src/report/terminal_text.h"
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
  CHECK(text.starts_with(" ✗ OVER THE LINE — 2 errors, 1 warning, 1 note"));
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
