// SPDX-License-Identifier: MIT OR Apache-2.0
/// The files of one package, wherever they are.
#pragma once

#include <map>
#include <memory>
#include <string>

#include "plimsoll/cargo/manifest_read.h"
#include "plimsoll/outside/file_system.h"
#include "plimsoll/support/result.h"

namespace plimsoll::source {

/// Read-only; paths are relative to the package, `/` between components.
class PackageTree : public cargo::PackageFolder {
 public:
  [[nodiscard]] virtual support::Result<std::string> read(const std::string& path) const = 0;
  /// Where the package is, for people: a folder or an archive.
  [[nodiscard]] virtual const std::string& place() const = 0;
  /// The absolute path that Cargo would name the package's folder by.
  [[nodiscard]] virtual const std::string& directory() const = 0;
};

/// A package in a folder. The file system must outlive the tree.
std::unique_ptr<const PackageTree> folder_tree(const outside::FileSystem&, std::string directory);

/// A package whose files were taken out of an archive; `directory` is where Cargo would unpack it.
std::unique_ptr<const PackageTree> archive_tree(std::string place, std::string directory,
                                                std::map<std::string, std::string> files);

/// Files of packages that are longer are refused.
inline constexpr std::uint64_t longest_manifest_bytes = 16ULL << 20U;

}  // namespace plimsoll::source
