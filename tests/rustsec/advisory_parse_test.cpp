// SPDX-License-Identifier: MIT OR Apache-2.0
#include "plimsoll/rustsec/advisory_parse.h"

#include <doctest/doctest.h>

#include <string>

using namespace plimsoll;
using rustsec::parse_advisory;

namespace {

constexpr auto path = "crates/leaky/RUSTSEC-2024-9001.md";

const std::string head = R"(```toml
[advisory]
id = "RUSTSEC-2024-9001"
package = "leaky"
date = "2024-02-03"
)";
const std::string tail = R"(
[versions]
patched = [">= 1.2.3"]
unaffected = ["< 1.0.0"]
```

# Memory is given away

Some *text*.
)";

std::string with(const std::string& extra) {
  return head + extra + tail;
}

rustsec::Advisory advisory(const std::string& text) {
  auto parsed = parse_advisory(path, text);
  REQUIRE_MESSAGE(parsed, support::to_text(parsed.error()));
  return *parsed;
}

std::string reason(std::string_view where, const std::string& text) {
  const auto parsed = parse_advisory(where, text);
  REQUIRE_FALSE(parsed);
  return parsed.error().message;
}

}  // namespace

TEST_CASE("an advisory is read with its title, text and ranges") {
  const auto read = advisory(with(""));
  CHECK(read.id == "RUSTSEC-2024-9001");
  CHECK(read.package == "leaky");
  CHECK(read.date == "2024-02-03");
  CHECK(read.title == "Memory is given away");
  CHECK(read.description == "Some *text*.");
  CHECK(read.license == "CC0-1.0");
  CHECK(read.kind == rustsec::Kind::vulnerability);
  CHECK_FALSE(read.score);
  CHECK_FALSE(read.severity());
  REQUIRE(read.affected.size() == 1);
  CHECK(cargo::to_text(*read.affected[0].introduced) == "1.0.0");
  CHECK(cargo::to_text(*read.affected[0].fixed) == "1.2.3");
  CHECK(rustsec::patched_text(read) == ">= 1.2.3");
}

TEST_CASE("the front matter may leave out its first header") {
  auto text = with("");
  text.erase(text.find("[advisory]\n"), 11);
  CHECK(advisory(text).id == "RUSTSEC-2024-9001");
}

TEST_CASE("lines may end in carriage return and line feed") {
  std::string text;
  for (const char c : with("")) text += c == '\n' ? std::string("\r\n") : std::string(1, c);
  CHECK(advisory(text).title == "Memory is given away");
}

TEST_CASE("all fields of the head are kept") {
  const auto read = advisory(with(R"(url = "https://example.org/flaw"
references = ["https://example.org/more"]
categories = ["memory-exposure"]
keywords = ["leak"]
cvss = "CVSS:3.1/AV:N/AC:L/PR:N/UI:N/S:U/C:H/I:H/A:H"
aliases = ["CVE-2024-1"]
related = ["https://example.org/odd"]
license = "CC-BY-4.0"
expect-deleted = true
withdrawn = "2024-03-01"
)"));
  CHECK(read.url == "https://example.org/flaw");
  CHECK(read.references.size() == 1);
  CHECK(read.categories == std::vector<std::string>{"memory-exposure"});
  CHECK(*read.score == doctest::Approx(9.8));
  CHECK(*read.severity() == rustsec::SeverityBand::critical);
  CHECK(read.aliases == std::vector<std::string>{"CVE-2024-1"});
  CHECK(read.license == "CC-BY-4.0");
  CHECK(read.expect_deleted);
  CHECK(read.is_withdrawn());
}

TEST_CASE("words this program does not know are taken") {
  const auto read = advisory(with("informational = \"haunted\"\ncvss = \"CVSS:9.0/AV:N\"\nmood = 3\n"));
  CHECK(read.kind == rustsec::Kind::other);
  CHECK(read.kind_as_written == "haunted");
  CHECK(read.cvss == "CVSS:9.0/AV:N");
  CHECK_FALSE(read.score);
}

TEST_CASE("informational advisories keep their kind") {
  CHECK(advisory(with("informational = \"unmaintained\"\n")).kind == rustsec::Kind::unmaintained);
  CHECK(advisory(with("informational = \"unsound\"\n")).kind == rustsec::Kind::unsound);
  CHECK(advisory(with("informational = \"notice\"\n")).kind == rustsec::Kind::notice);
}

TEST_CASE("platforms and functions are kept") {
  const auto read = advisory(with(R"(
[affected]
arch = ["x86_64"]
os = ["windows"]
[affected.functions]
"leaky::Pool::take" = ["< 1.2.3"]
)"));
  CHECK(read.arch == std::vector<std::string>{"x86_64"});
  CHECK(read.os == std::vector<std::string>{"windows"});
  REQUIRE(read.functions.size() == 1);
  CHECK(read.functions[0].path == "leaky::Pool::take");
  CHECK(read.functions[0].versions == std::vector<std::string>{"< 1.2.3"});
}

TEST_CASE("crates.io written as the source is crates.io, another registry is not") {
  CHECK(advisory(with("source = \"registry+https://github.com/rust-lang/crates.io-index\"\n")).source.empty());
  CHECK(advisory(with("source = \"registry+https://example.org/index\"\n")).source ==
        "registry+https://example.org/index");
}

TEST_CASE("an advisory that stands elsewhere than it says is refused") {
  CHECK(reason("crates/leaky/RUSTSEC-2024-9002.md", with("")) == "the identifier and the name of the file differ");
  CHECK(reason("crates/other/RUSTSEC-2024-9001.md", with("")) == "the package and the name of the folder differ");
  CHECK(reason("leaky/RUSTSEC-2024-9001.md", with("")) == "the file does not stand at COLLECTION/PACKAGE/ID.md");
}

TEST_CASE("broken files are refused with the reason") {
  CHECK(reason(path, "") == "the file does not begin with a block of TOML");
  CHECK(reason(path, "\n" + with("")) == "the file does not begin with a block of TOML");
  CHECK(reason(path, head) == "the block of TOML has no end");
  CHECK(reason(path, with("title = \"x\"\n")) == "`title` belongs in the text below the block of TOML");
  CHECK(reason(path, head + "```\n\n# T\n") == "the table `versions` is missing");
  CHECK(reason(path, head + "[versions]\n```\n\n# T\n") == "`patched` is missing");
  CHECK(reason(path, head + "[versions]\npatched = []\n```\n\nno title\n") == "no title follows the block of TOML");
  CHECK_FALSE(parse_advisory(path, with("keywords = \"one\"\n")));
  CHECK_FALSE(parse_advisory(path, with("url = [\n")));
  CHECK_FALSE(parse_advisory(path, head + "[versions]\npatched = [\">= 1\", \">= 2\"]\n```\n# T\n"));
}

TEST_CASE("front matter that is no TOML is refused, whatever letters are in it") {
  auto text = with("");
  text.replace(text.find("[advisory]"), 10, "[(dvisory]");
  CHECK_FALSE(parse_advisory(path, text));
  CHECK_FALSE(parse_advisory(path, with("keywords = [\"a\"] \xCE\xBD\n")));
}

TEST_CASE("a day outside the calendar's form is refused") {
  auto text = with("");
  text.replace(text.find("2024-02-03"), 10, "03.02.2024");
  CHECK(reason(path, text) == "`date` must be a day as YYYY-MM-DD from 2000 to 2100");
}

TEST_CASE("only names of the three-part form are advisories") {
  CHECK(rustsec::parse_advisory_path("rust/std/CVE-2024-1.md")->collection == rustsec::Collection::rust);
  CHECK_FALSE(rustsec::parse_advisory_path("crates/leaky/notes.txt"));
  CHECK_FALSE(rustsec::parse_advisory_path("crates/.hidden/X.md"));
  CHECK_FALSE(rustsec::parse_advisory_path("crates/leaky/deep/X.md"));
  CHECK_FALSE(rustsec::parse_advisory_path("README.md"));
}
