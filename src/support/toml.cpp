// SPDX-License-Identifier: MIT OR Apache-2.0
#include "plimsoll/support/toml.h"

// Cargo 1.95 takes TOML 1.1; toml++ 3.3 does so only as an unreleased feature. It then also takes bare keys that are
// not ASCII, which Cargo refuses.
#define TOML_ENABLE_UNRELEASED_FEATURES 1
#define TOML_EXCEPTIONS 0
#define TOML_HEADER_ONLY 1
#define TOML_ENABLE_FORMATTERS 0
#if defined(__GNUC__)
#pragma GCC diagnostic push
#pragma GCC diagnostic ignored "-Wpedantic"
#endif
#include <toml++/toml.h>
#if defined(__GNUC__)
#pragma GCC diagnostic pop
#endif

#include <fmt/format.h>

#include <algorithm>

#include "plimsoll/support/text.h"

namespace plimsoll::support::toml {
namespace {

namespace library = ::toml;

Position position(const library::source_position& at) {
  return {static_cast<std::uint32_t>(at.line), static_cast<std::uint32_t>(at.column)};
}

Span span(FileId file, const library::source_region& region) {
  return {file, position(region.begin), position(region.end)};
}

std::string two_digits(unsigned value) { return fmt::format("{:02}", value); }

std::string date_text(const library::date& date) {
  return fmt::format("{:04}-{:02}-{:02}", date.year, date.month, date.day);
}

std::string time_text(const library::time& time) {
  auto text = two_digits(time.hour) + ":" + two_digits(time.minute) + ":" + two_digits(time.second);
  if (time.nanosecond != 0) {
    auto fraction = fmt::format("{:09}", time.nanosecond);
    fraction.erase(fraction.find_last_not_of('0') + 1);
    text += "." + fraction;
  }
  return text;
}

Datetime datetime(const library::date_time& value) {
  auto text = date_text(value.date) + "T" + time_text(value.time);
  if (value.offset) {
    const int minutes = value.offset->minutes;
    if (minutes == 0)
      text += "Z";
    else
      text += fmt::format("{}{:02}:{:02}", minutes < 0 ? '-' : '+', std::abs(minutes) / 60, std::abs(minutes) % 60);
  }
  return {text, std::nullopt};
}

class Conversion {
 public:
  explicit Conversion(FileId file) : file_(file) {}

  Value value(const library::node& node) const {
    return {data(node), span(file_, node.source())};
  }

 private:
  Value::Data data(const library::node& node) const {
    if (const auto* text = node.as_string()) return text->get();
    if (const auto* integer = node.as_integer()) return integer->get();
    if (const auto* number = node.as_floating_point()) return number->get();
    if (const auto* flag = node.as_boolean()) return flag->get();
    if (const auto* array = node.as_array()) return items(*array);
    if (const auto* table = node.as_table()) return entries(*table);
    if (const auto* date = node.as_date())
      return Datetime{date_text(date->get()), Datetime::Date{date->get().year, date->get().month, date->get().day}};
    if (const auto* time = node.as_time()) return Datetime{time_text(time->get()), std::nullopt};
    return datetime(node.as_date_time()->get());
  }

  Array items(const library::array& array) const {
    Array result;
    result.reserve(array.size());
    for (const auto& node : array) result.push_back(value(node));
    return result;
  }

  Table entries(const library::table& table) const {
    Table result;
    result.reserve(table.size());
    for (const auto& [key, node] : table)
      result.push_back({std::string(key.str()), span(file_, key.source()), value(node)});
    return result;
  }

  FileId file_;
};

/// The place of the byte that is no UTF-8, for the message.
Span place_of_byte(FileId file, std::string_view text, std::size_t at) {
  const auto before = text.substr(0, at);
  const auto line_begin = before.rfind('\n') == std::string_view::npos ? 0 : before.rfind('\n') + 1;
  const auto column = std::ranges::count_if(before.substr(line_begin), [](char byte) {
    return (static_cast<unsigned char>(byte) & 0xC0U) != 0x80U;
  });
  const Position begin{static_cast<std::uint32_t>(std::ranges::count(before, '\n') + 1),
                       static_cast<std::uint32_t>(column + 1)};
  return {file, begin, {begin.line, begin.column + 1}};
}

/// What toml++ says of a fault, without its preamble ("Error while parsing …: ").
std::string fault_text(std::string_view description) {
  constexpr std::string_view preamble = "Error while parsing ";
  if (description.starts_with(preamble)) {
    const auto colon = description.find(": ");
    if (colon != std::string_view::npos) {
      const auto what = description.substr(preamble.size(), colon - preamble.size());
      return fmt::format("in this {}: {}", what, description.substr(colon + 2));
    }
  }
  return std::string(description);
}

template <class T>
const T* expect(const T* value, const Value& found, std::string_view what, std::string_view wanted,
                Diagnostics& diagnostics) {
  if (!value)
    diagnostics.error(found.at(), fmt::format("`{}` must be {}, found {}", what, wanted, found.kind_name()),
                      fmt::format("expected {}", wanted));
  return value;
}

}  // namespace

Value::Value(Data data, Span at) : data_(std::move(data)), at_(at) {}
Value::Value(const Value&) = default;
Value::Value(Value&&) noexcept = default;
Value& Value::operator=(const Value&) = default;
Value& Value::operator=(Value&&) noexcept = default;
Value::~Value() = default;

const Entry* Value::find_entry(std::string_view key) const {
  const auto* table = as_table();
  if (!table) return nullptr;
  const auto at = std::ranges::lower_bound(*table, key, {}, [](const Entry& entry) -> std::string_view { return entry.key; });
  return at != table->end() && at->key == key ? &*at : nullptr;
}

const Value* Value::find(std::string_view key) const {
  const auto* entry = find_entry(key);
  return entry ? &entry->value : nullptr;
}

std::string_view Value::kind_name() const {
  constexpr std::string_view names[] = {"a string", "an integer", "a float",  "a boolean",
                                        "a date",   "an array",   "a table"};
  return names[data_.index()];
}

std::optional<Value> parse(FileId file, std::string_view text, Diagnostics& diagnostics) {
  if (const auto bad = first_invalid_utf8(text)) {
    diagnostics.error(place_of_byte(file, text, *bad), "the file is not UTF-8", "this byte is not part of any character",
                      "TOML files are UTF-8; save the file in that encoding");
    return std::nullopt;
  }
  const auto parsed = library::parse(text);
  if (!parsed) {
    const auto& error = parsed.error();
    diagnostics.error(span(file, error.source()), "the file is not valid TOML", fault_text(error.description()));
    return std::nullopt;
  }
  return Conversion(file).value(parsed.table());
}

const std::string* expect_string(const Value& value, std::string_view what, Diagnostics& diagnostics) {
  return expect(value.as_string(), value, what, "a string", diagnostics);
}
const bool* expect_boolean(const Value& value, std::string_view what, Diagnostics& diagnostics) {
  return expect(value.as_boolean(), value, what, "`true` or `false`", diagnostics);
}
const Array* expect_array(const Value& value, std::string_view what, Diagnostics& diagnostics) {
  return expect(value.as_array(), value, what, "an array", diagnostics);
}
const Table* expect_table(const Value& value, std::string_view what, Diagnostics& diagnostics) {
  return expect(value.as_table(), value, what, "a table", diagnostics);
}

std::optional<std::vector<Spanned<std::string>>> expect_strings(const Value& value, std::string_view what,
                                                                Diagnostics& diagnostics) {
  const auto* array = expect(value.as_array(), value, what, "an array of strings", diagnostics);
  if (!array) return std::nullopt;
  std::vector<Spanned<std::string>> result;
  result.reserve(array->size());
  for (const auto& item : *array)
    if (const auto* text = expect(item.as_string(), item, what, "an array of strings", diagnostics))
      result.push_back({*text, item.at()});
  return result;
}

}  // namespace plimsoll::support::toml
