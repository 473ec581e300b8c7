// SPDX-License-Identifier: MIT OR Apache-2.0
#include "plimsoll/source/archive.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <memory>
#include <unordered_set>
#include <vector>

#include "archive_library.h"
#include "plimsoll/support/text.h"

namespace plimsoll::source {
namespace {

using support::ErrorKind;
using support::failure;
using support::Result;

struct ReaderCloser {
  void operator()(archive* reader) const { libarchive().read_free(reader); }
};
using Reader = std::unique_ptr<archive, ReaderCloser>;

tl::unexpected<support::Error> broken(archive* reader) {
  const auto* reason = libarchive().error_string(reader);
  return failure(ErrorKind::invalid, fmt::format("the archive cannot be read: {}",
                                                 support::printable(reason == nullptr ? "no reason given" : reason)));
}

tl::unexpected<support::Error> refused(std::string_view path, std::string_view why) {
  return failure(ErrorKind::invalid, fmt::format("the archive holds `{}`, {}", support::printable(path), why));
}

/// The beginning of what the archive holds under its compression; empty if it cannot be had.
std::string unpacked_beginning(std::string_view bytes) {
  const Reader reader(libarchive().read_new());
  libarchive().read_support_filter_gzip(reader.get());
  libarchive().read_support_format_raw(reader.get());
  archive_entry* entry = nullptr;
  std::array<char, 2048> buffer{};
  if (libarchive().read_open_memory(reader.get(), bytes.data(), bytes.size()) != ARCHIVE_OK) return {};
  if (libarchive().read_next_header(reader.get(), &entry) != ARCHIVE_OK) return {};
  const auto count = libarchive().read_data(reader.get(), buffer.data(), buffer.size());
  return count <= 0 ? std::string{} : std::string(buffer.data(), static_cast<std::size_t>(count));
}

/// The `comment` record of the pax header for all entries, which libarchive passes over. It stands first in what git
/// writes: a block of 512 bytes with the type `g` at byte 156, then records `LENGTH comment=TEXT\n`.
std::string pax_comment(std::string_view beginning) {
  constexpr std::size_t block = 512;
  constexpr std::size_t type_at = 156;
  constexpr std::string_view key = " comment=";
  if (beginning.size() <= block || beginning[type_at] != 'g') return {};
  beginning.remove_prefix(block);
  const auto at = beginning.find(key);
  if (at == std::string_view::npos) return {};
  const auto text = beginning.substr(at + key.size());
  const auto end = text.find('\n');
  return end == std::string_view::npos ? std::string{} : std::string(text.substr(0, end));
}

/// The path in one spelling.
Result<std::string> clean_path(std::string_view written) {
  if (written.starts_with('/')) return refused(written, "an absolute path");
  std::string path;
  for (const auto part : support::split(written, '/')) {
    if (part.empty() || part == ".") continue;
    if (part == "..") return refused(written, "a path that leaves the archive");
    if (!path.empty()) path += '/';
    path += part;
  }
  return path;
}

std::string_view written_path(archive_entry* entry) {
  const auto* path = libarchive().entry_pathname_utf8(entry);
  if (path == nullptr) path = libarchive().entry_pathname(entry);
  return path == nullptr ? std::string_view{} : path;
}

class ArchiveReader {
 public:
  ArchiveReader(std::string_view bytes, const ArchiveLimits& limits)
      : limits_(limits), most_bytes_(std::min(limits.total_bytes, most_by_ratio(bytes.size(), limits))) {
    libarchive().read_support_filter_gzip(reader_.get());
    libarchive().read_support_format_tar(reader_.get());
    libarchive().read_support_format_zip(reader_.get());
    opened_ = libarchive().read_open_memory(reader_.get(), bytes.data(), bytes.size());
  }

  Result<ArchiveInfo> run(const ArchiveFilter& wanted, const ArchiveVisitor& visit) {
    if (opened_ != ARCHIVE_OK) return broken(reader_.get());
    ArchiveInfo info;
    for (std::size_t count = 0;; ++count) {
      archive_entry* entry = nullptr;
      const auto status = libarchive().read_next_header(reader_.get(), &entry);
      if (status == ARCHIVE_EOF) return info;
      // A warning is about names that the locale cannot spell; they are read as UTF-8.
      if (status != ARCHIVE_OK && status != ARCHIVE_WARN) return broken(reader_.get());
      if (count == limits_.entries)
        return failure(ErrorKind::too_large, fmt::format("the archive has more than {} entries", limits_.entries));
      TRY(read_entry(entry, wanted, visit, info));
    }
  }

  /// The content of the file, as soon as it is reached.
  Result<std::string> find(std::string_view path) {
    std::optional<std::string> content;
    const auto wanted = [&](std::string_view name) { return name == path; };
    const auto keep = [&](std::string_view, std::string text) { content = std::move(text); };
    ArchiveInfo info;
    for (std::size_t count = 0; opened_ == ARCHIVE_OK && !content && count < limits_.entries; ++count) {
      archive_entry* entry = nullptr;
      const auto status = libarchive().read_next_header(reader_.get(), &entry);
      if (status != ARCHIVE_OK && status != ARCHIVE_WARN) break;
      TRY(read_entry(entry, wanted, keep, info));
    }
    if (!content) return broken(reader_.get());
    return std::move(*content);
  }

 private:
  static std::uint64_t most_by_ratio(std::uint64_t packed, const ArchiveLimits& limits) {
    constexpr std::uint64_t harmless = 16ULL << 20U;
    return std::max(harmless, packed * limits.ratio);
  }

  Result<void> read_entry(archive_entry* entry, const ArchiveFilter& wanted, const ArchiveVisitor& visit,
                          ArchiveInfo& info) {
    const auto written = written_path(entry);
    TRY_INTO(const auto path, clean_path(written));
    if (libarchive().entry_mtime_is_set(entry) != 0)
      info.newest_change = std::max<std::int64_t>(info.newest_change.value_or(0), libarchive().entry_mtime(entry));
    const auto type = libarchive().entry_filetype(entry);
    if (libarchive().entry_hardlink(entry) != nullptr || type == AE_IFLNK) return refused(written, "a link");
    if (type == AE_IFDIR) return {};
    if (type != AE_IFREG) return refused(written, "which is neither a file nor a folder");
    if (path.empty()) return refused(written, "a file without a name");
    if (!seen_.insert(path).second) return refused(written, "which stands there twice");
    if (libarchive().entry_is_encrypted(entry) != 0) return refused(written, "which is encrypted");
    ++info.files;
    const bool keep = !wanted || wanted(path);
    TRY_INTO(auto content, read_content(path, keep));
    if (keep) visit(path, std::move(content));
    return {};
  }

  /// Reads, and thereby counts, every byte; keeps them only if asked to.
  Result<std::string> read_content(std::string_view path, bool keep) {
    std::string content;
    std::uint64_t size = 0;
    for (;;) {
      const auto count = libarchive().read_data(reader_.get(), buffer_.data(), buffer_.size());
      if (count < 0) return broken(reader_.get());
      if (count == 0) return content;
      size += static_cast<std::uint64_t>(count);
      total_ += static_cast<std::uint64_t>(count);
      if (size > limits_.entry_bytes)
        return failure(ErrorKind::too_large, fmt::format("`{}` in the archive is larger than {} bytes",
                                                         support::printable(path), limits_.entry_bytes));
      if (total_ > most_bytes_)
        return failure(ErrorKind::too_large, fmt::format("the archive unpacks to more than {} bytes", most_bytes_));
      if (keep) content.append(buffer_.data(), static_cast<std::size_t>(count));
    }
  }

  const ArchiveLimits& limits_;
  std::uint64_t most_bytes_;
  std::uint64_t total_ = 0;
  std::unordered_set<std::string> seen_;
  std::vector<char> buffer_ = std::vector<char>(64U << 10U);
  Reader reader_{libarchive().read_new()};
  int opened_ = ARCHIVE_FATAL;
};

}  // namespace

Result<ArchiveInfo> read_archive(std::string_view bytes, const ArchiveLimits& limits, const ArchiveFilter& wanted,
                                 const ArchiveVisitor& visit) {
  if (!libarchive().is_ready)
    return failure(ErrorKind::unreadable, "libarchive, which reads it, is not on this machine");
  TRY_INTO(auto info, ArchiveReader(bytes, limits).run(wanted, visit));
  info.comment = pax_comment(unpacked_beginning(bytes));
  return info;
}

std::optional<std::string> file_at_beginning(std::string_view bytes, const ArchiveLimits& limits,
                                             std::string_view path) {
  if (!libarchive().is_ready) return std::nullopt;
  auto content = ArchiveReader(bytes, limits).find(path);
  return content ? std::optional(std::move(*content)) : std::nullopt;
}

}  // namespace plimsoll::source
