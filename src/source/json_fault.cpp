// SPDX-License-Identifier: MIT OR Apache-2.0
#include "json_fault.h"

#include <fmt/format.h>

#include <algorithm>
#include <nlohmann/json.hpp>

namespace plimsoll::source {

std::string json_fault(std::string_view text) {
  std::size_t position = 0;
  try {
    [[maybe_unused]] const auto nothing = nlohmann::json::parse(text, [](int, auto, auto&) { return false; });
    return {};
  } catch (const nlohmann::json::parse_error& error) {
    position = std::min(error.byte, text.size() + 1);
  } catch (const nlohmann::json::exception&) {
    return ": a number in it is too large";
  }
  if (text.empty()) return ": it is empty";
  const auto before = text.substr(0, position == 0 ? 0 : position - 1);
  const auto line = std::ranges::count(before, '\n') + 1;
  const auto begin = before.rfind('\n');
  const auto column = before.size() - (begin == std::string_view::npos ? 0 : begin + 1) + 1;
  return fmt::format(": it is not JSON at line {}, column {}", line, column);
}

}  // namespace plimsoll::source
