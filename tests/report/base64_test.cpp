// SPDX-License-Identifier: MIT OR Apache-2.0
#include "../../src/report/base64.h"

#include <doctest/doctest.h>

namespace plimsoll::report {
namespace {

// RFC 4648, section 10.
TEST_CASE("base 64 is that of the RFC's examples") {
  CHECK(base64("").empty());
  CHECK(base64("f") == "Zg==");
  CHECK(base64("fo") == "Zm8=");
  CHECK(base64("foo") == "Zm9v");
  CHECK(base64("foob") == "Zm9vYg==");
  CHECK(base64("fooba") == "Zm9vYmE=");
  CHECK(base64("foobar") == "Zm9vYmFy");
}

TEST_CASE("bytes beyond ASCII are bytes") {
  CHECK(base64("\xff\xfe\xfd") == "//79");
}

}  // namespace
}  // namespace plimsoll::report
