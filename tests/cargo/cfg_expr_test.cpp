// SPDX-License-Identifier: MIT OR Apache-2.0
#include "plimsoll/cargo/cfg_expr.h"

#include <doctest/doctest.h>

#include <string>

#include "plimsoll/cargo/target.h"

namespace {

using namespace plimsoll::cargo;

PlatformSpec spec(std::string_view text) {
  const auto parsed = parse_platform_spec(text);
  REQUIRE_MESSAGE(parsed.has_value(), std::string(text));
  return *parsed;
}

bool matches(std::string_view text, std::string_view triple = "x86_64-unknown-linux-gnu") {
  const auto target = find_target(triple);
  REQUIRE_MESSAGE(target.has_value(), std::string(triple));
  return spec(text).matches(*target);
}

std::string printed(std::string_view text) {
  return to_text(spec(text));
}

/// What is wrong, without the beginning of the sentence, which repeats the text.
std::string fault(std::string_view text) {
  constexpr std::string_view lead = "is not a platform condition: ";
  const auto parsed = parse_platform_spec(text);
  return parsed ? "none" : parsed.error().message.substr(parsed.error().message.find(lead) + lead.size());
}

std::string nested(int levels) {
  std::string text = "cfg(";
  for (int i = 0; i < levels; ++i) text += "not(";
  return text + "unix" + std::string(static_cast<std::size_t>(levels) + 1, ')');
}

}  // namespace

TEST_CASE("options and pairs are those of the target") {
  CHECK(matches("cfg(unix)"));
  CHECK_FALSE(matches("cfg(windows)"));
  CHECK(matches("cfg(target_os = \"linux\")"));
  CHECK_FALSE(matches("cfg(target_os = \"Linux\")"));
  CHECK_FALSE(matches("cfg(target_os)"));
  CHECK_FALSE(matches("cfg(unix = \"unix\")"));
}

TEST_CASE("all, any and not combine conditions") {
  CHECK(matches("cfg(all(unix, target_pointer_width = \"64\"))"));
  CHECK_FALSE(matches("cfg(all(unix, windows))"));
  CHECK(matches("cfg(any(windows, unix))"));
  CHECK_FALSE(matches("cfg(not(unix))"));
  CHECK(matches("cfg(all(not(windows), any(target_env = \"musl\", target_env = \"gnu\")))"));
}

TEST_CASE("all of nothing holds and any of nothing does not") {
  CHECK(matches("cfg(all())"));
  CHECK_FALSE(matches("cfg(any())"));
}

TEST_CASE("conditions that only a compilation knows never hold") {
  CHECK_FALSE(matches("cfg(test)"));
  CHECK_FALSE(matches("cfg(proc_macro)"));
  CHECK_FALSE(matches("cfg(feature = \"x\")"));
  CHECK(matches("cfg(not(test))"));
  CHECK(matches("cfg(debug_assertions)"));
}

TEST_CASE("the ABI is an empty text on most targets") {
  CHECK(matches("cfg(target_abi = \"\")"));
  CHECK_FALSE(matches("cfg(target_abi = \"\")", "armv7-unknown-linux-gnueabihf"));
}

TEST_CASE("a name matches the target of exactly that name") {
  CHECK(matches("x86_64-unknown-linux-gnu"));
  CHECK_FALSE(matches("x86_64-unknown-linux-musl"));
}

TEST_CASE("empty and unknown names are accepted and never match") {
  CHECK_FALSE(matches(""));
  CHECK_FALSE(matches("no-such-thing"));
  CHECK(fault("thumbv7em.json") == "none");
}

TEST_CASE("a trailing comma is allowed inside all and any only") {
  CHECK(fault("cfg(any(unix,))") == "none");
  CHECK(fault("cfg(all(unix , ) )") == "none");
  CHECK(fault("cfg(unix,)") == "expected `)` at character 9");
  CHECK(fault("cfg(not(unix,))") == "expected `)` at character 13");
  CHECK(fault("cfg(any(,))") == "expected a name at character 9");
}

TEST_CASE("true and false are constants, raw or not") {
  CHECK(matches("cfg(true)"));
  CHECK_FALSE(matches("cfg(false)"));
  CHECK(printed("cfg(r#true)") == "cfg(true)");
  CHECK(printed("cfg(not( r#false ))") == "cfg(not(false))");
}

TEST_CASE("true with a value is a pair that no target has") {
  CHECK_FALSE(matches("cfg(true = \"x\")"));
  CHECK(printed("cfg(true=\"x\")") == "cfg(true = \"x\")");
}

TEST_CASE("a raw name matches like the plain one and is printed as written") {
  CHECK(matches("cfg(r#unix)"));
  CHECK(matches("cfg(r#target_os = \"linux\")"));
  CHECK(printed("cfg(r#unix)") == "cfg(r#unix)");
  CHECK(printed("cfg(r#target_os=\"linux\")") == "cfg(r#target_os = \"linux\")");
}

TEST_CASE("raw all, any and not are options") {
  CHECK_FALSE(matches("cfg(r#all)"));
  CHECK(fault("cfg(r#not(unix))") == "expected `)` at character 10");
  CHECK(fault("cfg(all)") == "expected `(` at character 8");
}

TEST_CASE("an expression prints with one space after commas and around the equals sign") {
  CHECK(printed("cfg(  all(unix,not( windows ),any(a=\"b c\",))  )") ==
        "cfg(all(unix, not(windows), any(a = \"b c\")))");
  CHECK(printed("i686-pc-windows-msvc") == "i686-pc-windows-msvc");
}

TEST_CASE("only the ASCII space separates") {
  CHECK(fault("cfg(\tunix)") == "expected a name at character 5");
  CHECK(fault("cfg(unix\n)") == "expected `)` at character 9");
}

TEST_CASE("nothing may stand outside the parentheses") {
  CHECK(fault(" cfg(unix)") == "unexpected ` ` at character 1 of a target's name");
  CHECK(fault("cfg (unix)") == "unexpected ` ` at character 4 of a target's name");
  CHECK(fault("cfg(unix) ") == "an expression must begin with `cfg(` and end with `)`");
  CHECK(fault("cfg(unix") == "an expression must begin with `cfg(` and end with `)`");
  CHECK(fault("unix(a)") == "an expression must begin with `cfg(` and end with `)`");
}

TEST_CASE("an expression that is cut off is refused at its end") {
  CHECK(fault("cfg()") == "expected a name at character 5");
  CHECK(fault("cfg(a = )") == "expected a quoted value at character 9");
  CHECK(fault("cfg(a = \"b)") == "expected `\"` at character 11");
  CHECK(fault("cfg(all(a b))") == "expected `,` or `)` at character 11");
  CHECK(fault("cfg(r#)") == "expected a name at character 7");
  CHECK(fault("cfg(not())") == "expected a name at character 9");
  CHECK(fault("cfg(9a)") == "expected a name at character 5");
}

TEST_CASE("a value may hold anything but a quote") {
  CHECK(printed("cfg(a = \"\\n)(,=\")") == "cfg(a = \"\\n)(,=\")");
}

TEST_CASE("nesting beyond any real expression is refused, not followed") {
  CHECK(fault(nested(100)) == "none");
  CHECK(fault(nested(100'000)) == "more than 128 levels of nesting");
}
