// SPDX-License-Identifier: MIT OR Apache-2.0
/// Files, as an interface, so that everything that reads them can be run on files that do not exist.
#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "plimsoll/support/result.h"

namespace plimsoll::outside {

enum class EntryKind { file, directory, other };

/// One name in a directory. `kind` is that of what a symbolic link points at; `other` if that does not exist.
struct Entry {
  std::string name;
  EntryKind kind = EntryKind::other;
};

/// One name in a directory with what it weighs, links not followed: they are `other`.
struct SizedEntry {
  std::string name;
  EntryKind kind = EntryKind::other;
  std::uint64_t bytes = 0;  ///< of files
};

/// Paths are absolute, or relative to the working directory of the process, with '/' between components.
class FileSystem {
 public:
  virtual ~FileSystem() = default;
  /// The whole file. Errors: not_found; unreadable (also for directories and devices); too_large above `limit` bytes,
  /// told before anything is read.
  [[nodiscard]] virtual support::Result<std::string> read(const std::string& path, std::uint64_t limit) const = 0;
  /// The entries of a directory, sorted by name (bytes), without `.` and `..`. Errors: not_found, unreadable.
  [[nodiscard]] virtual support::Result<std::vector<Entry>> list(const std::string& directory) const = 0;
  /// The same with sizes, for walks of whole trees: without links nothing is met twice.
  [[nodiscard]] virtual support::Result<std::vector<SizedEntry>> list_sizes(const std::string& directory) const;
  /// What stands at `path`, links followed; nothing if nothing does (or a link leads nowhere or in a circle).
  [[nodiscard]] virtual std::optional<EntryKind> kind(const std::string& path) const = 0;
  /// Bytes of a file; nothing if there is none.
  [[nodiscard]] virtual std::optional<std::uint64_t> size(const std::string& path) const = 0;
  /// The path without links, `.` and `..`; nothing if it does not exist.
  [[nodiscard]] virtual std::optional<std::string> canonical(const std::string& path) const = 0;
  [[nodiscard]] virtual std::string working_directory() const = 0;

  /// Writes a file in one step: under a temporary name in the same directory, then renamed. Missing directories are
  /// made. What stood there before stays whole if anything fails. Into a device or a pipe it writes as it is.
  [[nodiscard]] virtual support::Result<void> write(const std::string& path, std::string_view text) = 0;
  [[nodiscard]] virtual support::Result<void> make_directories(const std::string& path) = 0;
  /// Renames a file or directory; an existing file is replaced.
  [[nodiscard]] virtual support::Result<void> rename(const std::string& from, const std::string& to) = 0;
  /// Removes a file or a whole directory; nothing there is no error.
  [[nodiscard]] virtual support::Result<void> remove(const std::string& path) = 0;

  /// Held by one process at a time; released when destroyed and when the process ends, however it ends.
  class Lock {
   public:
    virtual ~Lock() = default;
  };
  /// Takes the lock file at `path`, making it if need be. Error: busy if another process holds it for longer than
  /// `wait_seconds`.
  [[nodiscard]] virtual support::Result<std::unique_ptr<Lock>> lock(const std::string& path, int wait_seconds) = 0;
};

}  // namespace plimsoll::outside
