// SPDX-License-Identifier: MIT OR Apache-2.0
#include "../../src/cargo_output/json_text.h"

#include <doctest/doctest.h>

#include <nlohmann/json.hpp>
#include <string>

namespace plimsoll::cargo_output {
namespace {

std::string written(const Json& value) {
  std::string text;
  value.append_to(text);
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

TEST_CASE("members and items stand in the order in which they were added") {
  auto list = Json::array();
  list.push_back("a");
  list.push_back(Json(true));
  CHECK(written(Members().add("z", list).add("a", nullptr).add("n", 7).take()) == R"({"z":["a",true],"a":null,"n":7})");
}

TEST_CASE("an array is the same on any number of threads") {
  const auto item = [](std::size_t i) { return Json(i); };
  for (const std::size_t count : {0U, 1U, 64U, 65U, 1000U}) {
    std::string one;
    std::string four;
    append_array(one, count, 1, item);
    append_array(four, count, 4, item);
    CHECK(one == four);
    CHECK(nlohmann::json::parse(one).size() == count);
  }
}

}  // namespace plimsoll::cargo_output
