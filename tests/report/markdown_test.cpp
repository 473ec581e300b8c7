// SPDX-License-Identifier: MIT OR Apache-2.0
#include "../../src/report/markdown.h"

#include <doctest/doctest.h>

#include <string>

namespace plimsoll::report {
namespace {

std::string to_text(const Line& line) {
  std::string text;
  for (const auto& part : line) {
    if (part.kind == Inline::Kind::text) text += part.text;
    if (part.kind == Inline::Kind::code) text += "{" + part.text + "}";
    if (part.kind == Inline::Kind::emphasis) text += "/" + part.text + "/";
    if (part.kind == Inline::Kind::link) text += "<" + part.text + "|" + part.address + ">";
  }
  return text;
}

/// One line for each block: its kind, then its lines.
std::string to_text(std::string_view markdown) {
  std::string text;
  for (const auto& block : read_markdown(markdown)) {
    const char* names[] = {"p", "h", "l", "c"};
    text += names[static_cast<int>(block.kind)];
    for (const auto& line : block.lines) text += ":" + to_text(line);
    if (block.kind == Block::Kind::code) text += ":" + block.code;
    text += '\n';
  }
  return text;
}

std::string line(std::string_view markdown) {
  return to_text(read_inline(markdown, {}));
}

TEST_CASE("lines without a blank one between them are one paragraph") {
  CHECK(to_text("one\ntwo\r\n\nthree") == "p:one two\np:three\n");
}

TEST_CASE("headings are written with marks before or lines below") {
  CHECK(to_text("## Impact ##\nText\n\nTitle\n-----\nMore") == "h:Impact\np:Text\nh:Title\np:More\n");
}

TEST_CASE("a mark without a space behind it makes no heading") {
  CHECK(to_text("#123 is fixed") == "p:#123 is fixed\n");
}

TEST_CASE("a list has its items, wrapped lines and lists in lists included") {
  CHECK(to_text("- one\n  more\n- two\n    - three\n\n12. four\n\nend") == "l:one more:two:three:four\np:end\n");
}

TEST_CASE("code between fences is kept line by line and not looked into") {
  CHECK(to_text("```rust\nlet a = \"*b*\";\n  # no\n```\nend") == "c:let a = \"*b*\";\n  # no\n\np:end\n");
}

TEST_CASE("a fence that is never closed ends with the text") {
  CHECK(to_text("~~~\n# a") == "c:# a\n\n");
}

TEST_CASE("indented lines are code unless they go on with a paragraph") {
  CHECK(to_text("    a\n    b\n\ntext\n    more") == "c:a\nb\n\np:text more\n");
}

TEST_CASE("quotes lose their marks") {
  CHECK(to_text("> > quoted\n> text") == "p:quoted text\n");
}

TEST_CASE("a line across the page is left out") {
  CHECK(to_text("a\n\n---\n\nb") == "p:a\np:b\n");
}

TEST_CASE("code, emphasis and links are told apart") {
  CHECK(line("use `a*b*` *now*, **or** _never_: [see](https://example.org/a_b_c \"t\")") ==
        "use {a*b*} /now/, /or/ /never/: <see|https://example.org/a_b_c>");
}

TEST_CASE("what is not closed is text") {
  CHECK(line("a * b ** c `d [e] (f) [g](h _i <j") == "a * b ** c `d [e] (f) [g](h _i <j");
}

TEST_CASE("underscores inside of words are no emphasis") {
  CHECK(line("from_raw_parts and a_b") == "from_raw_parts and a_b");
}

TEST_CASE("a backslash takes the meaning from what follows") {
  CHECK(line(R"(\*a\* \`b\` \c)") == R"(*a* `b` \c)");
}

TEST_CASE("entities for characters of markup are characters") {
  CHECK(line("Vec&lt;T&gt; &amp; &unknown;") == "Vec<T> & &unknown;");
}

TEST_CASE("plain addresses are links up to their punctuation") {
  CHECK(line("see https://example.org/x, or <https://example.org/y>.") ==
        "see <https://example.org/x|https://example.org/x>, or <https://example.org/y|https://example.org/y>.");
}

TEST_CASE("addresses may be defined elsewhere") {
  CHECK(to_text("[The issue][1] and [Other].\n\n[1]: https://example.org/1\n[other]: <https://example.org/2> 'x'") ==
        "p:<The issue|https://example.org/1> and <Other|https://example.org/2>.\n");
}

TEST_CASE("a link to anything but a plain https address is its text") {
  CHECK(line("[a](javascript:alert(1)) [b](http://x.org) [c](data:text/html,x) [d](//x.org)") == "a) b c d");
  CHECK(line("[e](HTTPS://x.org) [f](https://x.org/\"onclick=x) [g](https://x.org/<b>)") == "e f g");
  CHECK(to_text("[h][x]\n\n[x]: javascript:alert(1)") == "p:h\n");
}

TEST_CASE("an image is its text and never an address") {
  CHECK(line("![logo](https://example.org/x.png) ![b](javascript:c)") == "logo b");
}

TEST_CASE("HTML stays text") {
  CHECK(line("<script>alert(1)</script><img src=x onerror=y>") == "<script>alert(1)</script><img src=x onerror=y>");
}

TEST_CASE("what could move a cursor or turn a line around is made visible") {
  CHECK(line("a\x1b[31m `\xe2\x80\xae` \xff") == "a\\u{1b}[31m {\\u{202e}} \xef\xbf\xbd");
}

TEST_CASE("deep nesting ends in text") {
  const std::string deep = std::string(5000, '[') + "x" + std::string(5000, ']') + "(https://example.org)";
  CHECK(line(deep).size() >= 1);
  CHECK(to_text(std::string(20'000, '>') + "x") == "p:x\n");
}

TEST_CASE("texts that open much and close nothing are read in no time") {
  for (const std::string piece : {"*a ",
                                  "[",
                                  "`a``",
                                  "<",
                                  "![",
                                  "_a *b ",
                                  "[a](",
                                  "[a][",
                                  "**a*",
                                  "https://",
                                  "\\",
                                  "> ",
                                  "&lt",
                                  "[a",
                                  "](",
                                  "- *",
                                  "1. [",
                                  "*a_b",
                                  "[[a](https://x.org)](",
                                  "~~~\n",
                                  "`\n"}) {
    std::string text;
    while (text.size() < 60'000) text += piece;
    CHECK(read_markdown(text).size() <= text.size());
  }
}

TEST_CASE("a text that is too long ends with an ellipsis") {
  const auto blocks = read_markdown(std::string(200'000, 'a'));
  REQUIRE(blocks.size() == 2);
  CHECK(blocks[0].lines[0][0].text.size() == 65'536);
  CHECK(to_text(blocks[1].lines[0]) == "…");
}

TEST_CASE("nothing gives nothing") {
  CHECK(read_markdown("").empty());
  CHECK(read_markdown("\n \n").empty());
}

}  // namespace
}  // namespace plimsoll::report
