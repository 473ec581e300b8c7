// SPDX-License-Identifier: MIT OR Apache-2.0
/// TOML documents as trees whose every key and value knows its place.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "plimsoll/support/diagnostics.h"
#include "plimsoll/support/source_map.h"

namespace plimsoll::support::toml {

class Value;
struct Entry;

/// A date, a time or both, as TOML writes it.
struct Datetime {
  std::string text;
  /// Days are told apart because end dates in policy files are plain dates.
  struct Date {
    int year;
    unsigned month;
    unsigned day;
  };
  std::optional<Date> date;
};

using Array = std::vector<Value>;
/// Entries sorted by key, which is the order Cargo reads tables in.
using Table = std::vector<Entry>;

/// One value of a document. Exactly one of the `as_…` accessors gives something.
class Value {
 public:
  using Data = std::variant<std::string, std::int64_t, double, bool, Datetime, Array, Table>;

  Value(Data data, Span at);
  Value(const Value&);
  Value(Value&&) noexcept;
  Value& operator=(const Value&);
  Value& operator=(Value&&) noexcept;
  ~Value();

  [[nodiscard]] const Span& at() const { return at_; }
  [[nodiscard]] const std::string* as_string() const { return std::get_if<std::string>(&data_); }
  [[nodiscard]] const std::int64_t* as_integer() const { return std::get_if<std::int64_t>(&data_); }
  [[nodiscard]] const double* as_float() const { return std::get_if<double>(&data_); }
  [[nodiscard]] const bool* as_boolean() const { return std::get_if<bool>(&data_); }
  [[nodiscard]] const Datetime* as_datetime() const { return std::get_if<Datetime>(&data_); }
  [[nodiscard]] const Array* as_array() const { return std::get_if<Array>(&data_); }
  [[nodiscard]] const Table* as_table() const { return std::get_if<Table>(&data_); }

  /// The value under `key`; nullptr if this is no table or has no such key.
  [[nodiscard]] const Value* find(std::string_view key) const;
  /// The entry under `key`, for its place; nullptr likewise.
  [[nodiscard]] const Entry* find_entry(std::string_view key) const;

  /// "a string", "an integer", "a table"…, for messages.
  [[nodiscard]] std::string_view kind_name() const;

 private:
  Data data_;
  Span at_;
};

struct Entry {
  std::string key;
  Span key_at;
  Value value;
};

/// Reads `text` as TOML 1.0 with the additions of 1.1 that Cargo takes. On a fault of form it adds one error with the
/// place to `diagnostics` and gives nothing. `text` must be what `file` holds.
std::optional<Value> parse(FileId file, std::string_view text, Diagnostics& diagnostics);

/// @name Values of an expected kind
/// Each gives the value, or adds the error "`WHAT` must be …, found …" at its place and gives nothing.
/// @{
const std::string* expect_string(const Value&, std::string_view what, Diagnostics&);
const bool* expect_boolean(const Value&, std::string_view what, Diagnostics&);
const std::int64_t* expect_integer(const Value&, std::string_view what, Diagnostics&);
const Array* expect_array(const Value&, std::string_view what, Diagnostics&);
const Table* expect_table(const Value&, std::string_view what, Diagnostics&);
/// Elements of another kind are reported one by one and left out.
std::optional<std::vector<Spanned<std::string>>> expect_strings(const Value&, std::string_view what, Diagnostics&);
/// @}

}  // namespace plimsoll::support::toml
