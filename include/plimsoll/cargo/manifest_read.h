// SPDX-License-Identifier: MIT OR Apache-2.0
/// From the text of a Cargo.toml to a manifest, in two steps: what the file says of itself, then, once its workspace is
/// known, what it means.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "plimsoll/cargo/manifest.h"
#include "plimsoll/support/diagnostics.h"
#include "plimsoll/support/toml.h"

namespace plimsoll::cargo {

/// A manifest of which only the form and the place in a workspace have been read.
struct ManifestDocument {
  std::string path;  ///< absolute
  support::FileId file = {};
  support::toml::Value root;
  std::optional<WorkspaceTable> workspace = {};
  std::optional<support::Spanned<std::string>> workspace_pointer = {};
  bool has_package = false;
};

/// The folder of a package, as far as finding its targets asks. Paths are relative to it.
class PackageFolder {
 public:
  virtual ~PackageFolder() = default;
  [[nodiscard]] virtual bool is_file(const std::string& path) const = 0;
  /// Names of files and of directories, each sorted; both empty if there is no such directory.
  struct Listing {
    std::vector<std::string> files;
    std::vector<std::string> directories;
  };
  [[nodiscard]] virtual Listing list(const std::string& directory) const = 0;
  /// Why a directory cannot be read, in one sentence; nothing if it can, or if there is none.
  [[nodiscard]] virtual std::optional<std::string> fault(const std::string& /*directory*/) const {
    return std::nullopt;
  }
};

/// Whose manifest it is: what a package from a registry may not do is no fault of the reader's, so it is passed over.
enum class ManifestOwner { workspace, registry };

struct ReadManifest {
  const ManifestDocument& document;
  const PackageFolder& folder;
  const ManifestDocument* workspace_root = nullptr;  ///< for inheritance; nullptr if there is no workspace
  ManifestOwner owner = ManifestOwner::workspace;
};

/// Faults of form go to `diagnostics` and nothing comes back; faults in `[workspace]` go there too.
std::optional<ManifestDocument> read_document(std::string path, support::FileId file, std::string_view text,
                                              support::Diagnostics& diagnostics);
/// The same of a text that was parsed.
ManifestDocument read_document(std::string path, support::FileId file, support::toml::Value root,
                               support::Diagnostics& diagnostics);

/// Declarations come in Cargo's order: the normal, dev and build tables with their keys sorted, then the tables of each
/// platform, platforms sorted by their text, each in the order normal, build, dev. All faults go to `diagnostics`;
/// the manifest holds whatever could be understood (Cargo reference, "The Manifest Format").
Manifest read_manifest(const ReadManifest& input, support::Diagnostics& diagnostics);

}  // namespace plimsoll::cargo
