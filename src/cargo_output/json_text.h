// SPDX-License-Identifier: MIT OR Apache-2.0
/// JSON the way Cargo writes it: members in a fixed order, on one line.
#pragma once

#include <cstddef>
#include <functional>
#include <nlohmann/json.hpp>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <utility>

namespace plimsoll::cargo_output {

using Json = nlohmann::ordered_json;

/// The members of one object, in the order in which they are added. Names are not compared, so that adding is cheap.
class Members {
 public:
  Members& add(std::string_view name, Json value) {
    members_.Json::object_t::Container::emplace_back(std::string(name), std::move(value));
    return *this;
  }
  Json take() { return Json(std::move(members_)); }

 private:
  Json::object_t members_;
};

template <class T>
Json or_null(const std::optional<T>& value) {
  return value ? Json(*value) : Json();
}

/// Bytes that are no UTF-8 become U+FFFD.
std::string to_line(const Json&);

/// `[ITEM,ITEM,…]` of what `item` gives for every position below `count`, made on several threads.
std::string array_text(std::size_t count, std::size_t threads, const std::function<std::string(std::size_t)>& item);

}  // namespace plimsoll::cargo_output
