// SPDX-License-Identifier: MIT OR Apache-2.0
/// A place in the text of a TOML document, and the bytes that keys, strings and numbers are made of.
#pragma once

#include <array>
#include <cstdint>
#include <string_view>

#include "plimsoll/support/source_map.h"

namespace plimsoll::support::toml {

enum : std::uint8_t { bare = 1, text = 2, digit = 4 };

/// What each byte may be part of: a bare key, a string or comment on one line, a number.
inline constexpr std::array<std::uint8_t, 256> byte_classes = [] {
  std::array<std::uint8_t, 256> classes{};
  for (unsigned c = 0x20; c < 0x100; ++c)
    if (c != 0x7F) classes.at(c) = text;
  classes['\t'] = text;
  const auto allow = [&](unsigned from, unsigned to, unsigned also) {
    for (auto c = from; c <= to; ++c) classes.at(c) = static_cast<std::uint8_t>(classes.at(c) | also);
  };
  allow('a', 'z', bare);
  allow('A', 'Z', bare);
  allow('0', '9', bare | digit);
  allow('-', '-', bare);
  allow('_', '_', bare);
  return classes;
}();

inline bool is(char byte, std::uint8_t what) {
  return (byte_classes[static_cast<unsigned char>(byte)] & what) != 0;
}

/// The text that is still to be read, with the place in lines and columns of code points.
class Cursor {
 public:
  Cursor(FileId file, std::string_view whole)
      : file_(file), at_(whole.data()), end_(at_ + whole.size()), line_begin_(at_) {}

  [[nodiscard]] bool at_end() const { return at_ == end_; }
  /// The next byte; zero at the end, which no document holds.
  [[nodiscard]] char peek() const { return at_ == end_ ? '\0' : *at_; }
  [[nodiscard]] std::string_view rest() const { return {at_, static_cast<std::size_t>(end_ - at_)}; }
  [[nodiscard]] Position position() const {
    return {line_, static_cast<std::uint32_t>(at_ - line_begin_) - continuation_bytes_ + 1};
  }
  [[nodiscard]] Span span_from(Position begin) const { return {file_, begin, position()}; }

  bool take(char byte) {
    if (peek() != byte || at_end()) return false;
    ++at_;
    return true;
  }
  void skip(std::size_t ascii_bytes) { at_ += ascii_bytes; }

  /// The bytes up to the first that is not of the kind.
  std::string_view take_while(std::uint8_t kind, char stop = '\0', char other_stop = '\0') {
    const auto* begin = at_;
    for (; at_ != end_ && is(*at_, kind) && *at_ != stop && *at_ != other_stop; ++at_)
      if ((static_cast<unsigned char>(*at_) & 0xC0U) == 0x80U) ++continuation_bytes_;
    return {begin, static_cast<std::size_t>(at_ - begin)};
  }

  void take_blanks() {
    while (at_ != end_ && (*at_ == ' ' || *at_ == '\t')) ++at_;
  }

  bool take_line_break() {
    if (peek() == '\r' && end_ - at_ > 1 && at_[1] == '\n') ++at_;
    if (peek() != '\n') return false;
    ++at_;
    ++line_;
    line_begin_ = at_;
    continuation_bytes_ = 0;
    return true;
  }

 private:
  FileId file_;
  const char* at_;
  const char* end_;
  const char* line_begin_;
  std::uint32_t line_ = 1;
  std::uint32_t continuation_bytes_ = 0;  // of the line, so far
};

}  // namespace plimsoll::support::toml
