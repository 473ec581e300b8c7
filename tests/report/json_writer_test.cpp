// SPDX-License-Identifier: MIT OR Apache-2.0
#include "../../src/report/json_writer.h"

#include <doctest/doctest.h>

#include <limits>
#include <nlohmann/json.hpp>

namespace plimsoll::report {
namespace {

std::string one(const auto& value) {
  JsonWriter json({.indentation = 0});
  json.value(value);
  return json.take();
}

std::string nested(std::size_t indentation) {
  JsonWriter json({.indentation = indentation});
  json.begin_object();
  json.member("a", 1);
  json.list("b", std::vector<int>{2, 3}, [&](int number) { json.value(number); });
  json.list("c", std::vector<int>{}, [&](int number) { json.value(number); });
  json.key("d").begin_object();
  json.end_object();
  json.member("e", std::optional<bool>{});
  json.end_object();
  return json.take();
}

TEST_CASE("on one line nothing stands between the parts") {
  CHECK(nested(0) == R"({"a":1,"b":[2,3],"c":[],"d":{},"e":null})");
}

TEST_CASE("indented, each part has a line and empty lists stay closed") {
  CHECK(nested(2) == "{\n  \"a\": 1,\n  \"b\": [\n    2,\n    3\n  ],\n  \"c\": [],\n  \"d\": {},\n  \"e\": null\n}");
}

TEST_CASE("every byte of a text comes back as it was") {
  std::string text;
  for (int c = 1; c < 0x80; ++c) text += static_cast<char>(c);
  text += "\xc3\xa9\xe2\x80\xa8\xf0\x9f\xa6\x80";
  CHECK(nlohmann::json::parse(one(text)).get<std::string>() == text);
}

TEST_CASE("bytes that are no UTF-8 become the replacement character") {
  CHECK(one(std::string{"a\xff\xfe"
                        "b"}) ==
        "\"a\xef\xbf\xbd\xef\xbf\xbd"
        "b\"");
}

TEST_CASE("numbers are written as short as they can be read back") {
  CHECK(one(7.5) == "7.5");
  CHECK(one(3.0) == "3.0");
  CHECK(one(0.1) == "0.1");
  CHECK(one(std::size_t{18}) == "18");
}

TEST_CASE("what is no number is null") {
  CHECK(one(std::numeric_limits<double>::infinity()) == "null");
}

TEST_CASE("seconds are whole milliseconds") {
  JsonWriter json({.indentation = 0});
  json.begin_object();
  json.seconds("s", 3.00049);
  json.end_object();
  CHECK(json.take() == R"({"s":3.0})");
}

}  // namespace
}  // namespace plimsoll::report
