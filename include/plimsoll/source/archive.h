// SPDX-License-Identifier: MIT OR Apache-2.0
/// Archives of others, read in memory and never unpacked to disk.
#pragma once

#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <string_view>

#include "plimsoll/support/result.h"

namespace plimsoll::source {

/// An archive beyond one of these is refused as a whole.
struct ArchiveLimits {
  std::size_t entries = 100'000;             ///< folders count
  std::uint64_t entry_bytes = 64ULL << 20U;  ///< of one file
  std::uint64_t total_bytes = 1ULL << 30U;   ///< of all files together, those not asked for included
  /// Unpacked bytes for each byte of the archive; not looked at below 16 MiB.
  std::uint64_t ratio = 200;
};

/// What an archive says of itself.
struct ArchiveInfo {
  std::string comment = {};                        ///< of the pax header for all entries: git writes the commit
  std::optional<std::int64_t> newest_change = {};  ///< latest time of an entry, seconds since 1970
  std::size_t files = 0;
};

/// Whether a file's content is asked for.
using ArchiveFilter = std::function<bool(std::string_view path)>;
/// Is given each file asked for, in the order of the archive.
using ArchiveVisitor = std::function<void(std::string_view path, std::string content)>;

/// Reads a tar archive, plain or compressed with gzip, or a zip. Paths are handed over with '/' and without `.`.
/// Errors: too_large; invalid: no archive, cut off or encrypted; with an absolute path, a `..`, a link or a device;
/// with two files of one path. Files handed over before an error was met are void.
support::Result<ArchiveInfo> read_archive(std::string_view bytes, const ArchiveLimits&, const ArchiveFilter& wanted,
                                          const ArchiveVisitor& visit);

/// The content of one file of an archive of which only the beginning may be there. Nothing if the beginning ends before
/// the file does, or cannot be read; what comes behind the file is not looked at.
std::optional<std::string> file_at_beginning(std::string_view bytes, const ArchiveLimits&, std::string_view path);

}  // namespace plimsoll::source
