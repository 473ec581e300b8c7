// SPDX-License-Identifier: MIT OR Apache-2.0
/// Packages as the `.crate` archives that registries serve.
#pragma once

#include <map>
#include <string_view>

#include "plimsoll/source/package_places.h"

namespace plimsoll::source {

/// The files of a `.crate` archive by their path in the package: the text of the manifest and of build scripts, nothing
/// but the name of the rest. `place` is for messages. Errors: invalid, also if the checksum is another than `checksum`;
/// too_large.
support::Result<std::map<std::string, std::string>> read_crate(std::string_view bytes, const cargo::PackageId&,
                                                               const std::optional<std::string>& checksum,
                                                               const std::string& place);

/// `NAME-VERSION`: the one folder in the archive.
std::string archive_stem(const cargo::PackageId&);

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
