// SPDX-License-Identifier: MIT OR Apache-2.0
/// JSON the way Cargo writes it: members in a fixed order, on one line. Metadata of a large workspace is megabytes, so
/// each value is appended to the text it belongs to, and there is neither a tree nor a text of its own for it.
#pragma once

#include <concepts>
#include <cstddef>
#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "plimsoll/cargo_output/sink.h"

namespace plimsoll::cargo_output {

template <class T>
concept Text = std::convertible_to<T, std::string_view> && !std::same_as<T, std::nullptr_t>;

/// @name One value each
/// Bytes of a text that are no UTF-8 become U+FFFD; an optional without a value is `null`.
/// @{
void append_json(std::string& to, std::string_view text);
void append_json(std::string& to, double number);
inline void append_json(std::string& to, std::nullptr_t) {
  to += "null";
}
template <std::same_as<bool> T>
void append_json(std::string& to, T flag) {
  to += flag ? "true" : "false";
}
template <std::integral T>
requires(!std::same_as<T, bool>) void append_json(std::string& to, T number) {
  to += std::to_string(number);
}
template <Text T>
void append_json(std::string& to, const T& text) {
  append_json(to, std::string_view(text));
}

/// An array of what `append_item(to, item)` writes for each item.
template <class Items, class AppendItem>
void append_list(std::string& to, const Items& items, const AppendItem& append_item) {
  to += '[';
  bool first = true;
  for (const auto& item : items) {
    if (!first) to += ',';
    first = false;
    append_item(to, item);
  }
  to += ']';
}

template <Text T>
void append_json(std::string& to, const std::vector<T>& texts) {
  append_list(to, texts, [](std::string& list, const T& text) { append_json(list, std::string_view(text)); });
}

template <class T>
void append_json(std::string& to, const std::optional<T>& value) {
  value ? append_json(to, *value) : append_json(to, nullptr);
}
/// @}

/// Appends the members of one object, in the order in which they are added, and closes it when destroyed. Names are not
/// compared, so that adding is cheap.
class Object {
 public:
  explicit Object(std::string& to) : to_(to) { to_ += '{'; }
  ~Object() { to_ += '}'; }
  Object(const Object&) = delete;
  Object& operator=(const Object&) = delete;

  /// Where the value of a further member belongs. The name needs no escapes.
  std::string& value_of(std::string_view name) {
    if (!is_empty_) to_ += ',';
    is_empty_ = false;
    to_ += '"';
    to_ += name;
    to_ += '"';
    to_ += ':';
    return to_;
  }
  /// The same for any name.
  std::string& value_of_any(std::string_view name) {
    if (!is_empty_) to_ += ',';
    is_empty_ = false;
    append_json(to_, name);
    to_ += ':';
    return to_;
  }
  template <class T>
  Object& add(std::string_view name, const T& value) {
    append_json(value_of(name), value);
    return *this;
  }

 private:
  std::string& to_;
  bool is_empty_ = true;
};

/// Writes `[ITEM,ITEM,…]` of what `item` appends for every position below `count`, made on several threads. All of it
/// but the end goes to the sink, behind what stands in `text`; what is to follow belongs there.
void print_array(std::string& text, std::size_t count, std::size_t threads,
                 const std::function<void(std::string&, std::size_t)>& item, const Sink& sink);

}  // namespace plimsoll::cargo_output
