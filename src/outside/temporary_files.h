// SPDX-License-Identifier: MIT OR Apache-2.0
/// The temporary files that exist right now, so that an interrupt can remove them.
#pragma once

#include <string>

namespace plimsoll::outside {

/// Notes a temporary file for as long as it lives; removes the file when destroyed unless `keep` was called. Paths too
/// long for the fixed table, and those beyond its size, are not noted; the file is still removed at the end of scope.
class TemporaryFile {
 public:
  explicit TemporaryFile(std::string path);
  ~TemporaryFile();
  TemporaryFile(const TemporaryFile&) = delete;
  TemporaryFile& operator=(const TemporaryFile&) = delete;

  [[nodiscard]] const std::string& path() const { return path_; }
  /// The file is now something else's.
  void keep();

 private:
  std::string path_;
  int slot_;
  bool keep_ = false;
};

/// Removes all noted files. Safe in a signal handler.
void remove_temporary_files() noexcept;

/// Whether a progress line stands on standard error, for the interrupt to take away. Safe in a signal handler.
void set_progress_shown(bool) noexcept;
bool is_progress_shown() noexcept;

}  // namespace plimsoll::outside
