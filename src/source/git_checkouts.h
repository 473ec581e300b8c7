// SPDX-License-Identifier: MIT OR Apache-2.0
/// Packages from git repositories, as Cargo checked them out.
#pragma once

#include "plimsoll/source/package_places.h"

namespace plimsoll::source {

/// `$CARGO_HOME/git/checkouts/NAME-HASH/SHORT-COMMIT`: the folder is found by the repository's name and the locked
/// commit, the package by walking it.
class GitCheckouts final : public PackagePlace {
 public:
  GitCheckouts(const outside::FileSystem&, std::string cargo_home);
  [[nodiscard]] support::Result<std::unique_ptr<const PackageTree>> open(
      const cargo::PackageId&, const std::optional<std::string>& checksum) const override;

 private:
  [[nodiscard]] std::vector<std::string> checkouts_of(const cargo::SourceId&) const;
  [[nodiscard]] std::optional<std::string> find_package(const std::string& directory, const cargo::PackageId&,
                                                        int depth) const;
  const outside::FileSystem& files_;
  std::string base_;
};

}  // namespace plimsoll::source
