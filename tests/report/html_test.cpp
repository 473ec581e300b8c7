// SPDX-License-Identifier: MIT OR Apache-2.0
#include <doctest/doctest.h>

#include <algorithm>
#include <nlohmann/json.hpp>

#include "../../src/report/json_parts.h"
#include "../../src/report/markup.h"
#include "../../src/report/pack.h"
#include "../../src/report/page.h"
#include "../../src/report/shareable.h"
#include "plimsoll/report/render.h"
#include "sample_report.h"
#include "testkit/golden.h"
#include "testkit/page_data.h"

namespace plimsoll::report {
namespace {

bool has(const std::string& text, std::string_view part) {
  return text.find(part) != std::string::npos;
}

std::size_t occurrences(const std::string& text, std::string_view part) {
  std::size_t number = 0;
  for (auto at = text.find(part); at != std::string::npos; at = text.find(part, at + 1)) ++number;
  return number;
}

/// The page without an application.
std::string static_page(const Report& report) {
  return page_text(report, {}, {});
}

constexpr Application application{"start(\"{{data}}\");", "#app{color:red}", "left-pad 1.0.0 (MIT) <x>"};

std::string interactive_page(const Report& report) {
  return page_text(report, {}, application);
}

/// What stands between two texts, each of which is there.
std::string between(const std::string& page, std::string_view begin, std::string_view end) {
  const auto from = page.find(begin);
  REQUIRE(from != std::string::npos);
  const auto to = page.find(end, from + begin.size());
  REQUIRE(to != std::string::npos);
  return page.substr(from + begin.size(), to - from - begin.size());
}

std::string data_of(const std::string& page) {
  return testkit::inflate_raw(testkit::from_base64(between(page, "id=\"plimsoll-data\">", "</script>")));
}

Report large_report() {
  auto report = sample_report();
  while (report.packages.size() <= 600) report.packages.push_back(make_package("filler", "1.0.0"));
  return report;
}

TEST_CASE("the static page of the sample report is as accepted") {
  testkit::check_golden("report/sample.html", static_page(sample_report()));
}

TEST_CASE("a static page holds no script, no inline style and no handler") {
  const auto page = static_page(sample_report());
  CHECK_FALSE(has(page, "<script"));
  CHECK_FALSE(has(page, " style="));
  CHECK_FALSE(has(page, " onerror="));
}

TEST_CASE("a page asks for nothing: every address stands in a link to an advisory") {
  const auto page = interactive_page(sample_report());
  CHECK_FALSE(has(page, "src="));
  CHECK_FALSE(has(page, "url("));
  CHECK_FALSE(has(page, "<link"));
  CHECK_FALSE(has(page, "@import"));
}

TEST_CASE("the policy allows by their digests the script and the styles that are there, and nothing else") {
  const auto page = interactive_page(sample_report());
  const auto policy = between(page, "Content-Security-Policy\" content=\"", "\">");
  const auto first_style = between(page, "<style>", "</style>");
  CHECK(policy == "default-src 'none'; script-src " + digest_source(between(page, "<script>", "</script>")) +
                      "; style-src " + digest_source(first_style) + " " + digest_source("#app{color:red}") +
                      "; img-src data:; base-uri 'none'; form-action 'none'; require-trusted-types-for 'script'; "
                      "trusted-types 'none'");
}

TEST_CASE("without an application the policy allows no script at all") {
  CHECK_FALSE(has(static_page(sample_report()), "script-src"));
}

TEST_CASE("an application is put into a page as it is") {
  CHECK(between(interactive_page(sample_report()), "<script>", "</script>") == "start(\"{{data}}\");");
}

TEST_CASE("the data of a page are the JSON report, packed, on one line") {
  const auto report = sample_report();
  const auto data = data_of(interactive_page(report));
  CHECK_FALSE(has(data, "\n"));
  CHECK(data == pack(json_document(shareable(report), finding::FailOn::error, nullptr, {0, true})));
}

TEST_CASE("a page names no folder of the machine that made it") {
  auto report = sample_report();
  report.warnings = {"`/home/me/ws/metadata.json` does not say which resolver Cargo used"};
  const auto page = interactive_page(report);
  for (const auto& text : {page, data_of(page)}) {
    CHECK_FALSE(has(text, "/srv/harbor"));
    CHECK_FALSE(has(text, "/cache/advisories"));
    CHECK_FALSE(has(text, "/home"));
  }
}

TEST_CASE("the verdict of a page names what was switched off") {
  auto report = sample_report();
  report.switched_off = {{"yanked-version", "plimsoll.toml"}};
  CHECK(has(static_page(report), "1 rule switched off by plimsoll.toml (yanked-version)"));
}

TEST_CASE("the same report gives the same page") {
  CHECK(interactive_page(hostile_report()) == interactive_page(hostile_report()));
}

TEST_CASE("hostile text adds no element to a page") {
  const auto page = static_page(hostile_report());
  CHECK_FALSE(has(page, "<img"));
  CHECK_FALSE(has(page, "</script"));
  CHECK(occurrences(page, "</style>") == 1);
  CHECK_FALSE(has(page, "\xe2\x80\xae"));
  CHECK_FALSE(has(page, "\x1b"));
}

TEST_CASE("hostile text in any field ends neither script nor style") {
  const auto page = interactive_page(hostile_report());
  CHECK(occurrences(page, "<script") == 2);
  CHECK(occurrences(page, "</script") == 2);
  CHECK(occurrences(page, "</style") == 2);
  CHECK(occurrences(page, "<!--") == 0);
  CHECK(nlohmann::json::parse(data_of(page))["packages"]["rows"] == sample_report().packages.size());
}

TEST_CASE("an address that is not https gets into the data as text only") {
  const auto flat = nlohmann::json::parse(data_of(interactive_page(hostile_report()))).flatten();
  for (const auto& [place, value] : flat.items()) CHECK_FALSE(place.ends_with("/link"));
  CHECK(flat["/packages/columns/repository/all"].is_null());
}

TEST_CASE("hostile text adds no tag of any kind") {
  const auto opened = [](const std::string& page) { return occurrences(page, "<"); };
  auto plain = sample_report();
  auto hostile = hostile_report();
  for (auto& finding : plain.findings) finding.message = "plain";
  for (auto* report : {&plain, &hostile}) {
    for (auto& finding : report->findings) finding = make_finding("r", finding::Level::warn, finding.message);
    report->accepted.clear();
    report->warnings = {"w"};
  }
  CHECK(opened(static_page(hostile)) == opened(static_page(plain)));
}

TEST_CASE("of many packages the static part of an interactive page says what decides") {
  const auto page = interactive_page(large_report());
  CHECK_FALSE(has(page, "<th scope=\"row\">filler"));
  CHECK(has(page, "The interactive report has 1 note more"));
  for (const auto& finding : sample_report().findings)
    if (finding.level >= finding::Level::warn) CHECK(has(page, escape_message(finding.message)));
}

TEST_CASE("a page without an application lists all packages however many they are") {
  CHECK(has(static_page(large_report()), "<th scope=\"row\">filler"));
}

TEST_CASE("the licences of what is in the page are in it as text") {
  CHECK(has(interactive_page(sample_report()), "left-pad 1.0.0 (MIT) &lt;x&gt;"));
}

TEST_CASE("an address that is not https is text") {
  CHECK(link_to("javascript:alert(1)") == "javascript:alert(1)");
  CHECK(link_to("http://example.org") == "http://example.org");
  CHECK(link_to("https://example.org/\" onclick=\"x").find("<a") == std::string::npos);
}

TEST_CASE("an https address is a link that shows it") {
  CHECK(link_to("https://example.org/?a=1&b=2") ==
        "<a href=\"https://example.org/?a=1&amp;b=2\" rel=\"noopener noreferrer\">"
        "https://example.org/?a=1&amp;b=2</a>");
}

TEST_CASE("what stands between backticks is code") {
  CHECK(escape_message("`a<b` is & `c") == "<code>a&lt;b</code> is &amp; `c");
}

TEST_CASE("a text is named by its digest in base 64") {
  // From the definition of SHA-256 of the empty text.
  CHECK(digest_source("") == "'sha256-47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU='");
}

TEST_CASE("values are filled into a page once") {
  CHECK(fill("a {{x}} b {{y}}", {{"x", "{{y}}"}, {"y", "2"}}) == "a {{y}} b 2");
}

TEST_CASE("every error and warning is on the page in the open") {
  const auto page = static_page(sample_report());
  for (const auto& finding : sample_report().findings) {
    if (finding.level < finding::Level::warn) continue;
    const auto at = page.find(escape_message(finding.message));
    REQUIRE(at != std::string::npos);
    CHECK(at < page.find("<summary>1 note"));
  }
}

}  // namespace
}  // namespace plimsoll::report
