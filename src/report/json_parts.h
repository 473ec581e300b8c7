// SPDX-License-Identifier: MIT OR Apache-2.0
/// What the JSON documents share.
#pragma once

#include <nlohmann/json_fwd.hpp>
#include <optional>
#include <string>

#include "plimsoll/support/result.h"

namespace plimsoll::report {

using Json = nlohmann::ordered_json;

/// `J` is always the default; it lets the library's own header stay with those who call this.
template <class T, class J = Json>
J or_null(const std::optional<T>& value) {
  return value ? J(*value) : J(nullptr);
}

/// Whole milliseconds, so that sums of estimates do not end in noise.
Json seconds(double value);

Json error_json(const support::Error&);

/// Bytes that are no UTF-8 become U+FFFD: the document is valid whatever packages hold. Ends with a line end.
std::string document_text(const Json&);

}  // namespace plimsoll::report
