// SPDX-License-Identifier: MIT OR Apache-2.0
#include "plimsoll/support/source_map.h"

#include "plimsoll/support/assert.h"

namespace plimsoll::support {
namespace {

bool starts_code_point(char byte) {
  return (static_cast<unsigned char>(byte) & 0xC0U) != 0x80U;
}

/// Where a line begins; the size of the text past the last line.
std::size_t line_begin(std::string_view text, std::uint32_t line) {
  std::size_t at = 0;
  for (std::uint32_t n = 1; n < line; ++n) {
    const auto end = text.find('\n', at);
    if (end == std::string_view::npos) return text.size();
    at = end + 1;
  }
  return at;
}

}  // namespace

SourceMap::SourceMap() {
  files_.push_back({});
}

FileId SourceMap::add(std::string path, std::string text) {
  const std::lock_guard lock(mutex_);
  files_.push_back({std::move(path), std::move(text)});
  return FileId(files_.size() - 1);
}

const std::string& SourceMap::path(FileId file) const {
  const std::lock_guard lock(mutex_);
  PLIMSOLL_ASSERT(file < files_.size());
  return files_[file].path;
}

const std::string& SourceMap::text(FileId file) const {
  const std::lock_guard lock(mutex_);
  PLIMSOLL_ASSERT(file < files_.size());
  return files_[file].text;
}

std::string_view SourceMap::line(FileId file, std::uint32_t line) const {
  const std::string_view whole = text(file);
  const auto begin = line_begin(whole, line);
  auto result = whole.substr(begin, whole.find('\n', begin) - begin);
  if (result.ends_with('\r')) result.remove_suffix(1);
  return result;
}

std::size_t SourceMap::byte_offset(FileId file, Position position) const {
  const std::string_view whole = text(file);
  auto at = line_begin(whole, position.line);
  for (std::uint32_t column = 1; column < position.column && at < whole.size(); ++column) {
    ++at;
    while (at < whole.size() && !starts_code_point(whole[at])) ++at;
  }
  return at;
}

}  // namespace plimsoll::support
