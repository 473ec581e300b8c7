// SPDX-License-Identifier: MIT OR Apache-2.0
/// Expected outputs kept as files in tests/golden. With PLIMSOLL_ACCEPT=1 they are written anew instead of compared;
/// read the difference before it is committed.
#pragma once

#include <doctest/doctest.h>

#include <cstdlib>
#include <fstream>
#include <sstream>
#include <string>

namespace plimsoll::testkit {

/// Compares `actual` with tests/golden/`name`.
inline void check_golden(const std::string& name, const std::string& actual) {
  const auto path = std::string{PLIMSOLL_SOURCE_DIR} + "/tests/golden/" + name;
  if (const char* accept = std::getenv("PLIMSOLL_ACCEPT"); accept != nullptr && std::string{accept} == "1") {
    std::ofstream{path, std::ios::binary} << actual;
    MESSAGE("accepted ", name);
    return;
  }
  const std::ifstream file{path, std::ios::binary};
  REQUIRE_MESSAGE(file.good(), "there is no ", path, "; PLIMSOLL_ACCEPT=1 writes it");
  std::ostringstream expected;
  expected << file.rdbuf();
  CHECK(actual == expected.str());
}

}  // namespace plimsoll::testkit
