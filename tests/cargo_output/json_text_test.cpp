// SPDX-License-Identifier: MIT OR Apache-2.0
#include "../../src/cargo_output/json_text.h"

#include <doctest/doctest.h>

#include <nlohmann/json.hpp>
#include <string>

#include "workspace_fixture.h"

namespace plimsoll::cargo_output {
namespace {

std::string written(std::string_view value) {
  std::string text;
  append_json(text, value);
  return text;
}

std::string by_library(const std::string& text) {
  return nlohmann::json(text).dump(-1, ' ', false, nlohmann::json::error_handler_t::replace);
}

}  // namespace

TEST_CASE("a text is written as the library writes it, whatever byte stands wherever") {
  for (int byte = 0; byte < 256; ++byte)
    for (std::size_t size = 1; size < 18; ++size)
      for (std::size_t at = 0; at < size; ++at) {
        std::string text(size, '~');
        text[at] = static_cast<char>(byte);
        REQUIRE(written(text) == by_library(text));
      }
}

TEST_CASE("a text of several odd bytes is written as the library writes it") {
  for (const std::string text :
       {"cfg(target_os = \"linux\")", "\\\"\\", "\"\n\"", "\"\xC3\xA4\"", "\"\xC3\"", "\x7F\""})
    CHECK(written(text) == by_library(text));
}

TEST_CASE("members and items stand in the order in which they were added") {
  std::string text;
  {
    Object object(text);
    append_list(object.value_of("z"), std::vector{1, 2}, [](std::string& to, int item) { append_json(to, item > 1); });
    object.add("a", nullptr).add("n", -7).add("o", std::optional<std::string>());
    append_json(object.value_of_any("\""), std::vector<std::string>{"x", "y"});
  }
  CHECK(text == R"({"z":[false,true],"a":null,"n":-7,"o":null,"\"":["x","y"]})");
}

TEST_CASE("an array is the same on any number of threads") {
  const auto item = [](std::string& to, std::size_t i) { append_json(to, i); };
  for (const std::size_t count : {0U, 1U, 64U, 65U, 1000U}) {
    const auto on = [&](std::size_t threads) {
      std::string whole;
      std::string text = "before";
      print_array(text, count, threads, item, into(whole));
      return whole + text;
    };
    CHECK(on(1) == on(4));
    CHECK(nlohmann::json::parse(on(1).substr(6)).size() == count);
  }
}

}  // namespace plimsoll::cargo_output
