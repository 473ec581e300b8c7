// SPDX-License-Identifier: MIT OR Apache-2.0
#include "json_parts.h"

#include <array>
#include <cmath>
#include <nlohmann/json.hpp>
#include <string_view>

namespace plimsoll::report {
namespace {

constexpr int indentation = 2;

std::string_view kind_word(support::ErrorKind kind) {
  constexpr std::array<std::string_view, 8> words{"not-found", "unreadable", "invalid", "too-large",
                                                  "offline",   "network",    "busy",    "usage"};
  return words[static_cast<std::size_t>(kind)];
}

}  // namespace

Json seconds(double value) {
  return std::round(value * 1000.0) / 1000.0;
}

Json error_json(const support::Error& error) {
  return {{"kind", kind_word(error.kind)}, {"message", error.message}, {"context", error.context}};
}

std::string document_text(const Json& json) {
  return json.dump(indentation, ' ', false, Json::error_handler_t::replace) + "\n";
}

}  // namespace plimsoll::report
