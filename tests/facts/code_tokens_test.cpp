// SPDX-License-Identifier: MIT OR Apache-2.0
#include "../../src/facts/code_tokens.h"

#include <doctest/doctest.h>

#include <string>

#include "../../src/facts/rust_tokens.h"

using namespace plimsoll::facts;

namespace {

/// Each token as its kind and text: `a(fn) a(b) (`.
std::string tokens(std::string_view source) {
  std::string all;
  for (const auto& token : code_tokens(source)) {
    if (token.kind == kind::end) break;
    all += all.empty() ? "" : " ";
    all += token.kind;
    if (std::string_view("a0\"'`").find(token.kind) != std::string_view::npos)
      all += "<" + std::string(source.substr(token.begin, token.size)) + ">";
  }
  return all;
}

}  // namespace

TEST_CASE("words, numbers, literals and punctuation are told apart") {
  CHECK(tokens("fn a1(&'b self) -> 'c' { 1.5e3 + \"x\" }") ==
        "a<fn> a<a1> ( & `<b> a<self> ) - > '<c> { 0<1.5e3> + \"<x> }");
}

TEST_CASE("comments and spaces are no tokens") {
  CHECK(tokens("#!/usr/bin/env run\na // b\n/* c /* d */ e */ f /* g") == "a<a> a<f>");
  CHECK(tokens("#![no_std]") == "# ! [ a<no_std> ]");
}

TEST_CASE("literals with a prefix are literals, raw names are words") {
  CHECK(tokens("b\"a\" c\"b\" br#\"c\"d\"# r\"\\\" b'\\'' r#mod cr\"e\"") ==
        "\"<a> \"<b> \"<c\"d> \"<\\> '<\\'> a<mod> \"<e>");
}

TEST_CASE("words that code is counted by are known, also as raw names") {
  const auto read = code_tokens("mod modular macro_rules r#use while");
  CHECK(read[0].word == Word::mod);
  CHECK(read[1].word == Word::other);
  CHECK(read[2].word == Word::macro_rules);
  CHECK(read[3].word == Word::use);
  CHECK(read[4].word == Word::while_);
}

TEST_CASE("the tokens of a build script are the same ones") {
  for (const std::string_view source :
       {"let a = 'b; \"c\\\"d\" 'e' '\\n' r#\"f\"# 1..2 x.0.1 /**/ b'", "\"no end", "'\\", "r#\"no end\"", "/* no end",
        "\xc3\xa9 = \"\xc3\xa9\";", "'", "b", "r#", "#!", "a\\"}) {
    const auto small = code_tokens(source);
    const auto whole = rust_tokens(source);
    REQUIRE(small.size() == whole.size() + tokens_ahead);
    for (std::size_t i = 0; i < whole.size(); ++i) CHECK(source.substr(small[i].begin, small[i].size) == whole[i].text);
  }
}
