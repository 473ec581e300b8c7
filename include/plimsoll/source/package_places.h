// SPDX-License-Identifier: MIT OR Apache-2.0
/// Where Cargo keeps packages: unpacked registry sources, vendor folders, archives, git checkouts.
#pragma once

#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "plimsoll/cargo/config.h"
#include "plimsoll/cargo/package_id.h"
#include "plimsoll/source/package_tree.h"

namespace plimsoll::source {

/// One place to look for packages. Looking is safe from several threads.
class PackagePlace {
 public:
  virtual ~PackagePlace() = default;
  /// nullptr: this place does not have it. An Error: it should have it and could not be read. `checksum` is the
  /// lockfile's, of the `.crate` archive.
  [[nodiscard]] virtual support::Result<std::unique_ptr<const PackageTree>> open(
      const cargo::PackageId&, const std::optional<std::string>& checksum) const = 0;
};

/// All places that the configuration and Cargo's home offer, in the order in which they are asked.
class PackagePlaces {
 public:
  PackagePlaces(const outside::FileSystem&, const cargo::Config&, const std::string& cargo_home);
  /// The first place that has it. Error: not_found, saying where was looked; or what the place said.
  [[nodiscard]] support::Result<std::unique_ptr<const PackageTree>> open(
      const cargo::PackageId&, const std::optional<std::string>& checksum) const;

 private:
  std::vector<std::unique_ptr<const PackagePlace>> places_;
};

/// The source that stands in for another by `[source.X] replace-with`, chains followed. Error: invalid for a circle or
/// a name that is not defined.
support::Result<std::optional<cargo::SourceTable>> replacement_for(const cargo::Config&, const cargo::SourceId&);

}  // namespace plimsoll::source
