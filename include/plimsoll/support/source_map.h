// SPDX-License-Identifier: MIT OR Apache-2.0
/// The texts that were read, so that a value can be shown where it stands.
#pragma once

#include <compare>
#include <cstddef>
#include <cstdint>
#include <deque>
#include <mutex>
#include <string>
#include <string_view>

#include "plimsoll/support/index.h"

namespace plimsoll::support {

using FileId = Index<struct FileIdTag>;

/// A place in a text: line and column from one, the column counted in Unicode code points. Line 0: no place.
struct Position {
  std::uint32_t line = 0;
  std::uint32_t column = 0;
  friend constexpr auto operator<=>(const Position&, const Position&) = default;
};

/// A stretch of one file, `end` excluded. A default-made span stands for "no place".
struct Span {
  FileId file;
  Position begin;
  Position end;
  [[nodiscard]] constexpr bool is_known() const { return begin.line != 0; }
  friend constexpr bool operator==(const Span&, const Span&) = default;
};

/// A value with the place where it was written.
template <class T>
struct Spanned {
  T value;
  Span at;
};

/// Keeps paths and texts of files for as long as messages about them may be printed. Adding is safe from several
/// threads; references stay valid.
class SourceMap {
 public:
  SourceMap();
  /// `path` is shown to people as given.
  FileId add(std::string path, std::string text);
  [[nodiscard]] const std::string& path(FileId) const;
  [[nodiscard]] const std::string& text(FileId) const;
  /// The text of a line without its line end; empty past the end of the file.
  [[nodiscard]] std::string_view line(FileId, std::uint32_t line) const;
  /// How many bytes stand before `position`; the size of the text past its end.
  [[nodiscard]] std::size_t byte_offset(FileId, Position) const;

 private:
  struct File {
    std::string path;
    std::string text;
  };
  mutable std::mutex mutex_;
  std::deque<File> files_;
};

}  // namespace plimsoll::support
