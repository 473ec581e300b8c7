// SPDX-License-Identifier: MIT OR Apache-2.0
/// The file system of this machine (POSIX).
#pragma once

#include "plimsoll/outside/file_system.h"

namespace plimsoll::outside {

/// Reading and writing are safe from several threads. Temporary files that a write leaves when the process is
/// interrupted are removed by `end_cleanly_on_interrupt`.
class RealFiles final : public FileSystem {
 public:
  [[nodiscard]] support::Result<std::string> read(const std::string& path, std::uint64_t limit) const override;
  [[nodiscard]] support::Result<std::vector<Entry>> list(const std::string& directory) const override;
  [[nodiscard]] support::Result<std::vector<SizedEntry>> list_sizes(const std::string& directory) const override;
  [[nodiscard]] std::optional<EntryKind> kind(const std::string& path) const override;
  [[nodiscard]] std::optional<std::uint64_t> size(const std::string& path) const override;
  [[nodiscard]] std::optional<std::string> canonical(const std::string& path) const override;
  [[nodiscard]] std::string working_directory() const override;
  /// A file that is a symbolic link is written where the link leads; permissions of an existing file stay.
  [[nodiscard]] support::Result<void> write(const std::string& path, std::string_view text) override;
  [[nodiscard]] support::Result<void> make_directories(const std::string& path) override;
  [[nodiscard]] support::Result<void> rename(const std::string& from, const std::string& to) override;
  [[nodiscard]] support::Result<void> remove(const std::string& path) override;
  [[nodiscard]] support::Result<std::unique_ptr<Lock>> lock(const std::string& path, int wait_seconds) override;
};

}  // namespace plimsoll::outside
