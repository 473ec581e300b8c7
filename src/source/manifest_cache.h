// SPDX-License-Identifier: MIT OR Apache-2.0
/// Manifests of published packages, kept from one run to the next.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "fact_cache.h"
#include "plimsoll/cargo/manifest.h"
#include "plimsoll/outside/file_system.h"

namespace plimsoll::source {

/// A package and its manifest, as it was found or read.
struct KeptManifest {
  FactKey key;
  const cargo::Manifest* manifest;
};

/// One file, replaced in one step: several processes may use it at once, and one that is killed leaves the old file. A
/// file that is not what was written is taken for empty. Looking is safe from several threads.
class ManifestCache {
 public:
  /// Without a file name nothing is found and nothing kept.
  ManifestCache(const outside::FileSystem&, std::optional<std::string> file);

  /// The package's manifest as it would be read in `directory`.
  [[nodiscard]] std::optional<cargo::Manifest> find(const FactKey&, const std::string& directory) const;
  /// Keeps these manifests and no others, if one of them is new. That the file cannot be written is no matter: the
  /// cache makes runs faster and changes nothing.
  void keep(const std::vector<KeptManifest>&, std::size_t threads, outside::FileSystem&) const;

 private:
  struct Record {
    std::string_view name;
    std::string_view version;
    std::string_view checksum;
    std::string_view manifest;
  };
  [[nodiscard]] bool parse();
  [[nodiscard]] const Record* record(const FactKey&) const;

  std::optional<std::string> file_;
  std::string text_;
  std::vector<Record> records_;  // into text_, sorted
};

}  // namespace plimsoll::source
