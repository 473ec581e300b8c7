// SPDX-License-Identifier: MIT OR Apache-2.0
/// JSON as text from the start: the report of a large workspace is tens of megabytes, too much for a tree of values.
#pragma once

#include <concepts>
#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace plimsoll::report {

/// How a document is written.
struct JsonStyle {
  std::size_t indentation = 2;  ///< in columns; 0 puts everything on one line
  bool brief = false;           ///< what other fields tell is left out or told by a position
};

/// Writes one document. Objects and arrays are closed by whoever opened them.
class JsonWriter {
 public:
  explicit JsonWriter(JsonStyle style) : indentation_(style.indentation), brief_(style.brief) {}

  [[nodiscard]] bool is_brief() const { return brief_; }

  void begin_object() { begin('{'); }
  void end_object() { end('}'); }
  void begin_array() { begin('['); }
  void end_array() { end(']'); }
  /// The name of the member whose value comes next; plain ASCII of our own.
  JsonWriter& key(std::string_view name);

  void null();
  /// Bytes that are no UTF-8 become U+FFFD: the document is valid whatever packages hold.
  void value(std::string_view text);
  void value(const std::string& text) { value(std::string_view{text}); }
  void value(const char* text) { value(std::string_view{text}); }
  void value(double number);
  template <std::same_as<bool> T>
  void value(T flag) {
    separate();
    text_ += flag ? "true" : "false";
  }
  template <std::integral T>
  requires(!std::same_as<T, bool>) void value(T number) {
    separate();
    text_ += std::to_string(number);
  }
  template <class T>
  void value(const std::optional<T>& one) {
    one ? value(*one) : null();
  }
  void value(const std::vector<std::string>& texts);

  template <class T>
  void member(std::string_view name, const T& one) {
    key(name).value(one);
  }
  /// Whole milliseconds, so that sums of estimates do not end in noise.
  void seconds(std::string_view name, double number);
  /// Null in place of an empty text.
  void text_or_null(std::string_view name, std::string_view text);
  /// An array with what `write` writes for each item.
  template <class Items, class Write>
  void list(std::string_view name, const Items& items, const Write& write) {
    key(name).begin_array();
    for (const auto& item : items) write(item);
    end_array();
  }

  [[nodiscard]] std::string take() { return std::move(text_); }

 private:
  void begin(char bracket);
  void end(char bracket);
  void separate();
  void start_line();

  std::string text_;
  std::size_t indentation_;
  bool brief_;
  std::size_t depth_ = 0;
  bool is_first_ = true;
  bool follows_key_ = false;
};

}  // namespace plimsoll::report
