// SPDX-License-Identifier: MIT OR Apache-2.0
/// Where a registry is to be asked. Nothing is known of registries here: every address is the user's, Cargo's
/// configuration's, the lockfile's, or one that Cargo left in its home.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "plimsoll/cargo/config.h"
#include "plimsoll/cargo/package_id.h"
#include "plimsoll/outside/file_system.h"
#include "plimsoll/support/result.h"

namespace plimsoll::source {

struct RegistryAddress {
  std::string index;      ///< of the sparse index, with a slash at the end
  std::string folder;     ///< how Cargo calls its folders for it
  std::string name = {};  ///< in the configuration, for its token; empty if it has none there
};

class RegistryAddresses {
 public:
  RegistryAddresses(const outside::FileSystem&, const cargo::Config&, const std::string& cargo_home,
                    std::optional<std::string> given);

  /// The registry that packages of a source are to be had from, replacements followed. Error: not_found, saying why
  /// none can be asked and what would help; usage, for an address that is none.
  [[nodiscard]] support::Result<RegistryAddress> find(const cargo::SourceId&) const;

  /// The folders below `registry/index` where Cargo may keep index files for a source, the likeliest first.
  [[nodiscard]] std::vector<std::string> index_folders(const cargo::SourceId&) const;

 private:
  [[nodiscard]] support::Result<RegistryAddress> at(std::string address) const;
  [[nodiscard]] support::Result<RegistryAddress> replacing(const cargo::SourceTable&) const;
  [[nodiscard]] std::optional<std::string> crates_io_host() const;
  [[nodiscard]] std::string name_of(const cargo::SourceId& registry) const;

  const cargo::Config& config_;
  std::string base_;
  std::vector<std::string> folders_;  ///< names below `registry/index`
  std::optional<std::string> given_;
};

}  // namespace plimsoll::source
