// SPDX-License-Identifier: MIT OR Apache-2.0
/// JSON the way Cargo writes it: members in a fixed order, on one line. Metadata of a large workspace is megabytes, so
/// values are text from the start and there is no tree to build and to walk.
#pragma once

#include <concepts>
#include <cstddef>
#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace plimsoll::cargo_output {

template <class T>
concept Text = std::convertible_to<T, std::string_view> && !std::same_as<T, std::nullptr_t>;

/// One JSON value as text; made from nothing it is `null`.
class Json {
 public:
  Json() = default;
  Json(std::nullptr_t) {}
  /// Bytes that are no UTF-8 become U+FFFD.
  Json(std::string_view text);
  Json(const std::string& text) : Json(std::string_view(text)) {}
  Json(const char* text) : Json(std::string_view(text)) {}
  Json(double number);
  template <std::same_as<bool> T>
  Json(T flag) : text_(flag ? "true" : "false") {}
  template <std::integral T>
  requires(!std::same_as<T, bool>) Json(T number) : text_(std::to_string(number)) {}
  Json(const std::vector<std::string>& texts) : Json(array()) {
    for (const auto& text : texts) push_back(text);
  }

  static Json array() { return Json("[", ']'); }
  static Json object() {
    constexpr std::size_t usual_bytes = 250;
    Json result("{", '}');
    result.text_.reserve(usual_bytes);
    return result;
  }

  /// Only for what `array` made.
  void push_back(const Json& item) {
    separate();
    item.append_to(text_);
  }
  template <Text T>
  void push_back(const T& text) {
    separate();
    append_quoted(text, text_);
  }
  /// Only for what `object` made. Names are not compared, so that adding is cheap.
  void add(std::string_view name, const Json& value) {
    add_name(name);
    value.append_to(text_);
  }
  /// Texts are written where they belong, without a value of their own.
  template <Text T>
  void add(std::string_view name, const T& text) {
    add_name(name);
    append_quoted(text, text_);
  }

  void append_to(std::string& to) const {
    to += text_;
    if (close_ != '\0') to += close_;
  }

 private:
  Json(std::string open, char close) : text_(std::move(open)), close_(close) {}
  static void append_quoted(std::string_view text, std::string& to);
  void separate() {
    if (text_.size() > 1) text_ += ',';
  }
  void add_name(std::string_view name) {
    separate();
    append_quoted(name, text_);
    text_ += ':';
  }

  std::string text_ = "null";
  char close_ = '\0';
};

/// The members of one object, in the order in which they are added.
class Members {
 public:
  template <class T>
  Members& add(std::string_view name, const T& value) {
    object_.add(name, value);
    return *this;
  }
  Json take() { return std::move(object_); }

 private:
  Json object_ = Json::object();
};

template <class T>
Json or_null(const std::optional<T>& value) {
  return value ? Json(*value) : Json();
}

/// Appends `[ITEM,ITEM,…]` of what `item` gives for every position below `count`, made on several threads.
void append_array(std::string& to, std::size_t count, std::size_t threads,
                  const std::function<Json(std::size_t)>& item);

}  // namespace plimsoll::cargo_output
