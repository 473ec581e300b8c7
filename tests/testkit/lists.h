// SPDX-License-Identifier: MIT OR Apache-2.0
/// Shows lists of texts where a test fails.
#pragma once

#include <doctest/doctest.h>

#include <string>
#include <vector>

namespace doctest {

template <>
struct StringMaker<std::vector<std::string>> {
  static String convert(const std::vector<std::string>& texts) {
    std::string all = "{";
    for (const auto& text : texts) all += (all.size() > 1 ? ", " : "") + ("\"" + text + "\"");
    return (all + "}").c_str();
  }
};

}  // namespace doctest
