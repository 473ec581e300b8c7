// SPDX-License-Identifier: MIT OR Apache-2.0
/// What was fetched from registries, kept below Plimsoll's cache in one folder for each registry.
#pragma once

#include <cstdint>
#include <optional>
#include <string>

#include "crate_sink.h"
#include "plimsoll/outside/world.h"
#include "plimsoll/source/sparse_index.h"

namespace plimsoll::source {

/// A file of an index, and when the server last said that it is the newest: seconds since 1970.
struct StoredIndex {
  KeptIndex index;
  std::int64_t checked_at = 0;
};

/// Safe from several threads for different packages. What cannot be read is as if it were not there, and what cannot be
/// written is fetched again.
class DownloadCache {
 public:
  DownloadCache(const outside::World&, const std::string& registry_folder);

  /// Packages are kept by name, version and checksum; without a checksum none is.
  [[nodiscard]] std::optional<CrateFiles> find(const cargo::PackageId&,
                                               const std::optional<std::string>& checksum) const;
  void keep(const cargo::PackageId&, const std::optional<std::string>& checksum, const CrateFiles&) const;

  [[nodiscard]] std::optional<StoredIndex> find_index(const std::string& name) const;
  void keep_index(const std::string& name, const StoredIndex&) const;

 private:
  [[nodiscard]] std::string package_path(const cargo::PackageId&, const std::optional<std::string>& checksum) const;
  [[nodiscard]] std::string index_file(const std::string& name) const;

  outside::FileSystem& files_;
  std::string folder_;  ///< empty if there is nowhere to keep anything
};

}  // namespace plimsoll::source
