// SPDX-License-Identifier: MIT OR Apache-2.0
#include "plimsoll/support/result.h"

#include <doctest/doctest.h>

namespace {

using namespace plimsoll::support;

Result<int> half(int number) {
  if (number % 2 != 0) return failure(ErrorKind::invalid, "odd");
  return number / 2;
}

Result<int> quarter(int number) {
  TRY_INTO(const int halved, half(number));
  TRY_INTO(const int quartered, half(halved));
  return quartered;
}

Result<void> check_even(int number) {
  TRY(half(number));
  return {};
}

}  // namespace

TEST_CASE("the value of a result is put in place") {
  CHECK(quarter(8) == 2);
}

TEST_CASE("an error is returned from the function that meets it") {
  REQUIRE_FALSE(quarter(6).has_value());
  CHECK(quarter(6).error().message == "odd");
  CHECK(quarter(6).error().kind == ErrorKind::invalid);
  CHECK_FALSE(check_even(1).has_value());
  CHECK(check_even(2).has_value());
}

TEST_CASE("an error prints its context below it, innermost first") {
  auto error = Error{ErrorKind::network, "the server answered 503"}.within("while fetching").within("while updating");
  CHECK(to_text(error) == "the server answered 503\n  while fetching\n  while updating");
}
