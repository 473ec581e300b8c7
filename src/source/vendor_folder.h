// SPDX-License-Identifier: MIT OR Apache-2.0
/// Packages that `cargo vendor` laid down.
#pragma once

#include "plimsoll/source/package_places.h"

namespace plimsoll::source {

/// A directory source: each folder in it is a package, whatever the folder is called (Cargo reference, "Source
/// Replacement", Directory sources).
class VendorFolder final : public PackagePlace {
 public:
  VendorFolder(const outside::FileSystem&, std::string directory);
  [[nodiscard]] support::Result<std::unique_ptr<const PackageTree>> open(
      const cargo::PackageId&, const std::optional<std::string>& checksum) const override;

 private:
  [[nodiscard]] bool holds(const std::string& directory, const cargo::PackageId&) const;
  const outside::FileSystem& files_;
  std::string directory_;
};

/// Cargo parses every manifest of a directory source, needed or not. Error: invalid, for the first that is no TOML.
support::Result<void> accept_vendor_folder(const outside::FileSystem&, const std::string& directory,
                                           std::size_t threads);

}  // namespace plimsoll::source
