// SPDX-License-Identifier: MIT OR Apache-2.0
#include "plimsoll/facts/condition.h"

#include <doctest/doctest.h>

#include <string>

using namespace plimsoll::facts;

namespace {

/// `on` and `key = "on"` hold, `off` and other values do not, the rest is unknown.
class Known final : public Switches {
 public:
  [[nodiscard]] Truth option(std::string_view name) const override {
    return name == "on" ? Truth::yes : name == "off" ? Truth::no : Truth::unknown;
  }
  [[nodiscard]] Truth value(std::string_view, std::string_view value) const override {
    return value == "on" ? Truth::yes : Truth::no;
  }
};

Truth truth(std::string_view condition) {
  return evaluate(condition, Known());
}

}  // namespace

TEST_CASE("options and values are asked for") {
  CHECK(truth("on") == Truth::yes);
  CHECK(truth("off") == Truth::no);
  CHECK(truth("feature = \"on\"") == Truth::yes);
  CHECK(truth("feature=\"other\"") == Truth::no);
  CHECK(truth("true") == Truth::yes);
}

TEST_CASE("what is unknown stays so unless the rest decides") {
  CHECK(truth("all(on,maybe)") == Truth::unknown);
  CHECK(truth("all(off,maybe)") == Truth::no);
  CHECK(truth("any(on,maybe)") == Truth::yes);
  CHECK(truth("not(maybe)") == Truth::unknown);
  CHECK(truth("not(any(off, all(on, off)))") == Truth::yes);
}

TEST_CASE("an empty `all` holds and an empty `any` does not") {
  CHECK(truth("all()") == Truth::yes);
  CHECK(truth("any()") == Truth::no);
}

TEST_CASE("what is no condition is unknown") {
  for (const auto* text : {"", "on on", "all(on", "not(on,on)", "version(\"1.50\")", "a = b", "= \"on\"", "all(,)"})
    CHECK_MESSAGE(truth(text) == Truth::unknown, text);
}

TEST_CASE("a condition nested beyond reason is unknown") {
  std::string text;
  for (int i = 0; i < 100'000; ++i) text += "not(";
  CHECK(truth(text) == Truth::unknown);
}

TEST_CASE("code of tests and documentation is in no build") {
  CHECK(evaluate("test", any_build()) == Truth::no);
  CHECK(evaluate("all(docsrs,feature=\"a\")", any_build()) == Truth::no);
  CHECK(evaluate("unix", any_build()) == Truth::unknown);
}
