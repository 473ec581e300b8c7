// SPDX-License-Identifier: MIT OR Apache-2.0
#include "plimsoll/outside/late_library.h"

#include <doctest/doctest.h>

#include <cstddef>

namespace plimsoll::outside {
namespace {

using Length = std::size_t (*)(const char*);

}  // namespace

TEST_CASE("a library that is not there is not whole and has no function") {
  LateLibrary library("libplimsoll-not-there.so.0");
  Length length = nullptr;
  library.find("strlen", length);
  CHECK((length == nullptr));
  CHECK_FALSE(library.is_whole());
}

#if defined(__GLIBC__)
TEST_CASE("a function of a library that is there can be called") {
  LateLibrary library("libc.so.6");
  Length length = nullptr;
  library.find("strlen", length);
  REQUIRE((length != nullptr));
  CHECK(length("four") == 4);
  CHECK(library.is_whole());
}

TEST_CASE("a library without a function that was asked for is not whole") {
  LateLibrary library("libc.so.6");
  Length length = nullptr;
  library.find("plimsoll_not_there", length);
  CHECK((length == nullptr));
  CHECK_FALSE(library.is_whole());
}
#endif

}  // namespace plimsoll::outside
