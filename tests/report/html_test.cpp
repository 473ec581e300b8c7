// SPDX-License-Identifier: MIT OR Apache-2.0
#include <doctest/doctest.h>

#include <algorithm>

#include "../../src/report/markup.h"
#include "plimsoll/report/render.h"
#include "sample_report.h"
#include "testkit/golden.h"

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

TEST_CASE("the page of the sample report is as accepted") {
  testkit::check_golden("report/sample.html", render_html(sample_report(), {}));
}

TEST_CASE("a page holds no script, no inline style and no handler") {
  const auto page = render_html(sample_report(), {});
  CHECK_FALSE(has(page, "<script"));
  CHECK_FALSE(has(page, " style="));
  CHECK_FALSE(has(page, " onerror="));
}

TEST_CASE("a page asks for nothing: every address stands in a link to an advisory") {
  const auto page = render_html(sample_report(), {});
  CHECK_FALSE(has(page, "src="));
  CHECK_FALSE(has(page, "url("));
  CHECK_FALSE(has(page, "<link"));
  CHECK_FALSE(has(page, "@import"));
}

TEST_CASE("hostile text adds no element to a page") {
  const auto page = render_html(hostile_report(), {});
  CHECK_FALSE(has(page, "<img"));
  CHECK_FALSE(has(page, "</script"));
  CHECK(occurrences(page, "</style>") == 1);
  CHECK_FALSE(has(page, "\xe2\x80\xae"));
  CHECK_FALSE(has(page, "\x1b"));
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
  CHECK(opened(render_html(hostile, {})) == opened(render_html(plain, {})));
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

TEST_CASE("a style is named by its digest in base 64") {
  // From the definition of SHA-256 of the empty text.
  CHECK(style_source("") == "'sha256-47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU='");
}

TEST_CASE("values are filled into a page once") {
  CHECK(fill("a {{x}} b {{y}}", {{"x", "{{y}}"}, {"y", "2"}}) == "a {{y}} b 2");
}

TEST_CASE("every error and warning is on the page in the open") {
  const auto page = render_html(sample_report(), {});
  for (const auto& finding : sample_report().findings) {
    if (finding.level < finding::Level::warn) continue;
    const auto at = page.find(escape_message(finding.message));
    REQUIRE(at != std::string::npos);
    CHECK(at < page.find("<summary>1 note"));
  }
}

}  // namespace
}  // namespace plimsoll::report
