// SPDX-License-Identifier: MIT OR Apache-2.0
#include "../../src/report/pack.h"

#include <doctest/doctest.h>

namespace plimsoll::report {
namespace {

/// The list `packages` of a document, packed.
std::string packed(const std::string& list) {
  const auto text = pack("{\"packages\":" + list + "}");
  REQUIRE(text.starts_with("{\"packages\":"));
  return text.substr(12, text.size() - 13);
}

TEST_CASE("what is no long list stays as it is") {
  const std::string document = R"({"a":1,"b":{"c":[1,1]},"rules":[1,1],"units":[],"packages":[{"a":[1,1]}]})";
  CHECK(pack(document) == document);
}

TEST_CASE("the critical path is left out") {
  CHECK(pack(R"({"a":1,"critical_path":[{"package":"x"}],"b":2})") == R"({"a":1,"b":2})");
}

TEST_CASE("equal values stand there once") {
  CHECK(packed("[true,true,true]") == R"({"rows":3,"all":true})");
  CHECK(packed("[null,null]") == R"({"rows":2,"all":null})");
}

TEST_CASE("objects become columns") {
  CHECK(packed(R"([{"a":1,"b":"x"},{"a":2,"b":"y"}])") == R"({"rows":2,"columns":{"a":[1,2],"b":["x","y"]}})");
}

TEST_CASE("objects that differ in their members stay rows") {
  const std::string rows = R"([{"a":1},{"b":2}])";
  CHECK(packed(rows) == rows);
  const std::string order = R"([{"a":1,"b":2},{"b":2,"a":1}])";
  CHECK(packed(order) == order);
}

TEST_CASE("lists become one list") {
  CHECK(packed("[[1,2],[],[3]]") == R"({"rows":3,"lengths":[2,0,1],"of":[1,2,3]})");
}

TEST_CASE("objects that are not always there are told from nulls") {
  CHECK(packed(R"([{"a":1},null,{"a":2}])") == R"({"rows":3,"there":[1,0,1],"of":{"rows":2,"columns":{"a":[1,2]}}})");
}

TEST_CASE("texts that come again are named by their positions") {
  CHECK(packed(R"(["x","y","x","x"])") == R"({"rows":4,"texts":["x","y"],"at":[0,1,0,0]})");
  CHECK(packed(R"(["x","y","x"])") == R"(["x","y","x"])");
}

TEST_CASE("texts with brackets, commas and quotation marks are texts") {
  CHECK(packed(R"([{"a":"]},{\"","b":"\\"},{"a":"[","b":","}])") ==
        R"({"rows":2,"columns":{"a":["]},{\"","["],"b":["\\",","]}})");
}

TEST_CASE("columns are packed in turn") {
  CHECK(packed(R"([{"a":[{"b":1}]},{"a":[{"b":1}]}])") ==
        R"({"rows":2,"columns":{"a":{"rows":2,"lengths":[1,1],"of":{"rows":2,"columns":{"b":{"rows":2,"all":1}}}}}})");
}

TEST_CASE("empty objects and mixed values stay as they are") {
  CHECK(packed("[{},{}]") == "[{},{}]");
  CHECK(packed(R"([1,"a",null])") == R"([1,"a",null])");
}

}  // namespace
}  // namespace plimsoll::report
