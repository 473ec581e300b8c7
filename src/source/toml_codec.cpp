// SPDX-License-Identifier: MIT OR Apache-2.0
#include "toml_codec.h"

#include <bit>
#include <cstdint>
#include <type_traits>
#include <variant>

#include "byte_archive.h"

namespace plimsoll::source {
namespace {

namespace toml = support::toml;
using support::Position;
using support::Span;

constexpr int deepest_value = 256;

enum class Kind : std::uint64_t { string, integer, floating, boolean, datetime, array, table };

class Encoder {
 public:
  explicit Encoder(std::string& bytes) : out_(bytes, {}) {}

  void value(const toml::Value& value) {
    span(value.at());
    if (const auto* text = value.as_string()) {
      kind(Kind::string);
      out_.text(*text);
    } else if (const auto* integer = value.as_integer()) {
      kind(Kind::integer);
      out_.number(std::bit_cast<std::uint64_t>(*integer));
    } else if (const auto* number = value.as_float()) {
      kind(Kind::floating);
      out_.number(std::bit_cast<std::uint64_t>(*number));
    } else if (const auto* flag = value.as_boolean()) {
      kind(Kind::boolean);
      out_.number(*flag ? 1 : 0);
    } else if (const auto* date = value.as_datetime()) {
      kind(Kind::datetime);
      datetime(*date);
    } else if (const auto* array = value.as_array()) {
      kind(Kind::array);
      out_.number(array->size());
      for (const auto& item : *array) this->value(item);
    } else if (const auto* table = value.as_table()) {
      kind(Kind::table);
      out_.number(table->size());
      for (const auto& entry : *table) {
        out_.text(entry.key);
        span(entry.key_at);
        this->value(entry.value);
      }
    }
  }

 private:
  void kind(Kind kind) { out_.number(static_cast<std::uint64_t>(kind)); }

  void span(const Span& at) {
    for (const auto number : {at.begin.line, at.begin.column, at.end.line - at.begin.line, at.end.column})
      out_.number(number);
  }

  void datetime(const toml::Datetime& value) {
    out_.text(value.text);
    out_.number(value.date ? 1 : 0);
    if (!value.date) return;
    out_.number(static_cast<std::uint64_t>(value.date->year));
    out_.number(value.date->month);
    out_.number(value.date->day);
  }

  ByteWriter out_;
};

class Decoder {
 public:
  Decoder(std::string_view bytes, support::FileId file) : in_(bytes, {}), file_(file) {}

  toml::Value value(int depth = 0) {
    const auto at = span();
    if (depth > deepest_value) in_.fail();
    return {data(depth), at};
  }

  [[nodiscard]] bool is_through() const { return in_.ok() && in_.at_end(); }

 private:
  std::uint64_t number() {
    std::uint64_t value = 0;
    in_.number(value);
    return value;
  }

  std::uint32_t small_number() { return static_cast<std::uint32_t>(number()); }

  Span span() {
    const auto line = small_number();
    const auto column = small_number();
    const auto lines = small_number();
    return {file_, {line, column}, {line + lines, small_number()}};
  }

  toml::Value::Data data(int depth) {
    switch (static_cast<Kind>(number())) {
      case Kind::string:
        return std::string(in_.view());
      case Kind::integer:
        return std::bit_cast<std::int64_t>(number());
      case Kind::floating:
        return std::bit_cast<double>(number());
      case Kind::boolean:
        return number() == 1;
      case Kind::datetime:
        return datetime();
      case Kind::array:
        return array(depth);
      case Kind::table:
        return table(depth);
    }
    in_.fail();
    return false;
  }

  toml::Datetime datetime() {
    toml::Datetime value{std::string(in_.view()), std::nullopt};
    if (number() != 1) return value;
    const auto year = static_cast<int>(number());
    const auto month = small_number();
    value.date = {year, month, small_number()};
    return value;
  }

  /// How many items follow; none if there cannot be as many.
  std::uint64_t count() {
    const auto count = number();
    if (count <= in_.most_items()) return count;
    in_.fail();
    return 0;
  }

  toml::Array array(int depth) {
    toml::Array items;
    const auto size = count();
    items.reserve(size);
    for (std::uint64_t i = 0; in_.ok() && i < size; ++i) items.push_back(value(depth + 1));
    return items;
  }

  toml::Table table(int depth) {
    toml::Table entries;
    const auto size = count();
    entries.reserve(size);
    for (std::uint64_t i = 0; in_.ok() && i < size; ++i) {
      std::string key(in_.view());
      const auto at = span();
      entries.push_back({std::move(key), at, value(depth + 1)});
    }
    return entries;
  }

  ByteReader in_;
  support::FileId file_;
};

}  // namespace

std::string encode_document(const toml::Value& document) {
  std::string bytes;
  Encoder(bytes).value(document);
  return bytes;
}

std::optional<toml::Value> decode_document(std::string_view bytes, support::FileId file) {
  Decoder decoder(bytes, file);
  auto document = decoder.value();
  if (!decoder.is_through()) return std::nullopt;
  return document;
}

}  // namespace plimsoll::source
