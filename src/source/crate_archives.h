// SPDX-License-Identifier: MIT OR Apache-2.0
/// Packages as the `.crate` archives that registries serve.
#pragma once

#include "plimsoll/source/package_places.h"

namespace plimsoll::source {

/// `$CARGO_HOME/registry/cache`: what Cargo downloaded and may not have unpacked.
class CrateArchives final : public PackagePlace {
 public:
  CrateArchives(const outside::FileSystem&, const std::string& cargo_home);
  [[nodiscard]] support::Result<std::unique_ptr<const PackageTree>> open(
      const cargo::PackageId&, const std::optional<std::string>& checksum) const override;

 private:
  const outside::FileSystem& files_;
  std::vector<std::string> caches_;
};

/// A local registry: archives beside an index.
class LocalRegistry final : public PackagePlace {
 public:
  LocalRegistry(const outside::FileSystem&, std::string directory);
  [[nodiscard]] support::Result<std::unique_ptr<const PackageTree>> open(
      const cargo::PackageId&, const std::optional<std::string>& checksum) const override;

 private:
  const outside::FileSystem& files_;
  std::string directory_;
};

}  // namespace plimsoll::source
