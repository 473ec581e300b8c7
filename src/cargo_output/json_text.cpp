// SPDX-License-Identifier: MIT OR Apache-2.0
#include "json_text.h"

#include <vector>

#include "plimsoll/support/parallel.h"

namespace plimsoll::cargo_output {

std::string to_line(const Json& value) {
  return value.dump(-1, ' ', false, Json::error_handler_t::replace);
}

std::string array_text(std::size_t count, std::size_t threads, const std::function<std::string(std::size_t)>& item) {
  std::vector<std::string> items(count);
  support::parallel_for(count, threads, [&](std::size_t i) { items[i] = item(i); });
  std::size_t size = 2 + count;
  for (const auto& text : items) size += text.size();
  std::string result = "[";
  result.reserve(size);
  for (const auto& text : items) {
    if (result.size() > 1) result += ',';
    result += text;
  }
  result += ']';
  return result;
}

}  // namespace plimsoll::cargo_output
