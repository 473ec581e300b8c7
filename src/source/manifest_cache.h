// SPDX-License-Identifier: MIT OR Apache-2.0
/// Manifests of published packages, kept from one run to the next.
#pragma once

#include <map>
#include <optional>
#include <string>
#include <string_view>

#include "fact_cache.h"
#include "plimsoll/cargo/manifest.h"
#include "plimsoll/outside/file_system.h"

namespace plimsoll::source {

/// One file, replaced in one step: several processes may use it at once, and one that is killed leaves the old file. A
/// file that is not what was written is taken for empty. Looking is safe from several threads, keeping is not.
class ManifestCache {
 public:
  /// Without a file name nothing is found and nothing kept.
  ManifestCache(const outside::FileSystem&, std::optional<std::string> file);

  /// The package's manifest as it would be read in `directory`.
  [[nodiscard]] std::optional<cargo::Manifest> find(const FactKey&, const std::string& directory) const;
  void keep(const FactKey&, const cargo::Manifest&);
  /// Writes what was kept beside what was there; does nothing if nothing is new. That it cannot be written is no
  /// matter: the cache makes runs faster and changes nothing.
  void write(outside::FileSystem&) const;

 private:
  std::optional<std::string> file_;
  std::string text_;
  std::map<FactKey, std::string_view> known_;  // into text_
  std::map<FactKey, std::string> fresh_;
};

}  // namespace plimsoll::source
