// SPDX-License-Identifier: MIT OR Apache-2.0
#include "../../src/support/toml_plain.h"

#include <doctest/doctest.h>

#include <string>

#include "testkit/toml_shown.h"

using namespace plimsoll::support;
using plimsoll::testkit::shown;

namespace {

std::string by_library(std::string_view text) {
  Diagnostics faults;
  const auto value = toml::read_with_library({}, text, faults);
  return value ? shown(*value) : "refused";
}

std::string plainly(std::string_view text) {
  const auto value = toml::read_plain({}, text);
  return value ? shown(*value) : "left to the library";
}

}  // namespace

TEST_CASE("what manifests and lockfiles are made of is read plainly, as the library reads it") {
  for (const std::string_view text : {
           "",
           "\n",
           "# only a comment",
           "a = 1",
           "a = 1\n\n",
           "version = 4\n\n[[package]]\nname = \"a\"\ndependencies = [\n \"b\",\n \"c 1.0.0\",\n]\n\n[[package]]\nname "
           "= "
           "\"b\"\n",
           "[package]\nname = \"a\" # why\nauthors = [\"é 日本 <x>\"]  # é\nedition.workspace = true\n",
           "[dependencies]\nz = { version = \"1\", features = [\"x\", 'y'], }\nb.workspace = true\nb.optional = "
           "false\n",
           "[target.'cfg(unix)'.dependencies.c]\nversion = \"2\"\n[target.\"cfg(target_os = "
           "\\\"x\\\")\".dependencies]\n",
           "[a.b.c]\nx = 0\n[a.b.d]\ny = -1\n[[a.e]]\n[a.e.f]\n[[a.e]]\nz = [[1, 2], []]\n",
           "a = \"\"\"\nfirst \"quoted\"\nsecond\"\"\"\nb = '''\nx'y''z'''\nc = \"\\t\\\\\\n\"\n",
           "a = 1\r\n[b]\r\nc = [\r\n1,\r\n2]\r\n",
           "b = 1\na = 2\n[d]\n[c]\n",
       }) {
    CAPTURE(text);
    CHECK(plainly(text) == by_library(text));
  }
}

TEST_CASE("what is rarely written is left to the library") {
  for (const std::string_view text :
       {"a = 1.5\n", "a = 1979-05-27\n", "a = 0x10\n", "a = +1\n", "a = \"\\u00e9\"\n", "a = \"\"\"x\\\n  y\"\"\"\n",
        "\xEF\xBB\xBF"
        "a = 1\n",
        "[ a ]\n", "a . b = 1\n", "\"\" = 1\n", "[a.b]\n[a]\n", "a.b = 1\n[a.c]\n", "a = 1234567890123456789\n"}) {
    CAPTURE(text);
    CHECK(plainly(text) == "left to the library");
  }
}

TEST_CASE("a document with a fault is left to the library") {
  for (const std::string_view text : {"a",
                                      "a =",
                                      "a = 1 2",
                                      "a = tru",
                                      "a = \"x",
                                      "a = 'x\n'",
                                      "a = [1, , 2]",
                                      "a = [1 2]",
                                      "a = {b = 1",
                                      "a = 01",
                                      "a = 1\na = 2\n",
                                      "[a]\n[a]\n",
                                      "[a]\nb = 1\n[a.b]\n",
                                      "a = {}\n[a.b]\n",
                                      "[[a]]\n[a]\n",
                                      "a = []\n[[a]]\n",
                                      "[a\n",
                                      "[a]]\n",
                                      "[[a]\n",
                                      "a = {b = 1, b = 2}\n",
                                      "a = 1 # \x01\n",
                                      "a = \"\x7f\"\n",
                                      "é = 1\n",
                                      "\"\"\"a\"\"\" = 1\n",
                                      "a = \"\"\"x\"\"\"\"\n",
                                      "a = 1\r",
                                      "a\n= 1\n"}) {
    CAPTURE(text);
    CHECK(plainly(text) == "left to the library");
  }
}

TEST_CASE("a document nested without end is left to the library") {
  CHECK(plainly("a = " + std::string(100'000, '[')) == "left to the library");
  CHECK(plainly("a = " + std::string(40, '[') + std::string(40, ']')) == "left to the library");
}
