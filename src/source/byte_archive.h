// SPDX-License-Identifier: MIT OR Apache-2.0
/// Values as bytes, one after the other: numbers in groups of seven bits, texts behind their length.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include "plimsoll/cargo/paths.h"

namespace plimsoll::source {

/// Appends values to bytes.
class ByteWriter {
 public:
  static constexpr bool is_reading = false;
  ByteWriter(std::string& bytes, std::string_view directory) : bytes_(bytes), directory_(directory) {}

  void number(const std::uint64_t& value) {
    auto rest = value;
    for (; rest >= 0x80; rest >>= 7U) bytes_ += static_cast<char>((rest & 0x7FU) | 0x80U);
    bytes_ += static_cast<char>(rest);
  }
  void text(std::string_view value) {
    number(value.size());
    bytes_ += value;
  }
  /// A file of the package, by its place in the folder.
  void path(const std::string& value) { text(cargo::written_path(directory_, value)); }
  void fail() {}

 private:
  std::string& bytes_;
  std::string_view directory_;
};

/// Takes values off bytes; once something does not fit, everything further is empty.
class ByteReader {
 public:
  static constexpr bool is_reading = true;
  ByteReader(std::string_view bytes, std::string_view directory) : bytes_(bytes), directory_(directory) {}

  void number(std::uint64_t& value) {
    value = 0;
    for (unsigned shift = 0; shift < 64; shift += 7) {
      if (bytes_.empty()) return fail();
      const auto byte = static_cast<unsigned char>(bytes_.front());
      bytes_.remove_prefix(1);
      value |= static_cast<std::uint64_t>(byte & 0x7FU) << shift;
      if (byte < 0x80) return;
    }
    fail();
  }
  void text(std::string& value) { value = view(); }
  void path(std::string& value) { value = cargo::join_written_path(directory_, view()); }
  std::string_view view() {
    std::uint64_t size = 0;
    number(size);
    if (size > bytes_.size()) fail();
    const auto result = bytes_.substr(0, size);
    bytes_.remove_prefix(result.size());
    return result;
  }
  void fail() {
    ok_ = false;
    bytes_ = {};
  }
  [[nodiscard]] bool ok() const { return ok_; }
  [[nodiscard]] bool at_end() const { return bytes_.empty(); }
  /// An item takes a byte at least, which bounds what hostile counts can ask for.
  [[nodiscard]] std::uint64_t most_items() const { return bytes_.size(); }

 private:
  std::string_view bytes_;
  std::string_view directory_;
  bool ok_ = true;
};

}  // namespace plimsoll::source
