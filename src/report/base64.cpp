// SPDX-License-Identifier: MIT OR Apache-2.0
#include "base64.h"

#include <algorithm>
#include <cstddef>
#include <cstdint>

namespace plimsoll::report {

std::string base64(std::string_view bytes) {
  constexpr std::string_view alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
  std::string text;
  text.reserve((bytes.size() + 2) / 3 * 4);
  for (std::size_t i = 0; i < bytes.size(); i += 3) {
    const auto present = std::min<std::size_t>(3, bytes.size() - i);
    std::uint32_t group = 0;
    for (std::size_t j = 0; j < 3; ++j)
      group = group << 8U | (j < present ? static_cast<unsigned char>(bytes[i + j]) : 0U);
    for (unsigned j = 0; j < 4; ++j) text += j <= present ? alphabet[group >> (18U - 6U * j) & 0x3FU] : '=';
  }
  return text;
}

}  // namespace plimsoll::report
