// SPDX-License-Identifier: MIT OR Apache-2.0
#include "../../src/report/deflate.h"

#include <doctest/doctest.h>

#include "testkit/page_data.h"

namespace plimsoll::report {
namespace {

TEST_CASE("what was compressed comes back") {
  CHECK(testkit::inflate_raw(deflate_raw("")).empty());
  CHECK(testkit::inflate_raw(deflate_raw("harbor harbor harbor")) == "harbor harbor harbor");
}

TEST_CASE("more than one buffer comes back, compressible or not") {
  std::string noise;
  std::uint32_t state = 1;
  for (int i = 0; i < 300'000; ++i) {
    state = state * 1664525U + 1013904223U;
    noise += static_cast<char>(state >> 24U);
  }
  CHECK(testkit::inflate_raw(deflate_raw(noise)) == noise);
  const std::string even(5'000'000, 'a');
  CHECK(deflate_raw(even).size() < 10'000);
  CHECK(testkit::inflate_raw(deflate_raw(even)) == even);
}

}  // namespace
}  // namespace plimsoll::report
