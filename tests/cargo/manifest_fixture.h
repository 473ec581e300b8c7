// SPDX-License-Identifier: MIT OR Apache-2.0
/// Manifests for tests, read from texts.
#pragma once

#include <doctest/doctest.h>

#include <optional>
#include <set>
#include <string>
#include <utility>
#include <vector>

#include "plimsoll/cargo/manifest_read.h"
#include "testkit/lists.h"

namespace plimsoll::cargo {

/// The names of a package's files.
class NamedFiles final : public PackageFolder {
 public:
  explicit NamedFiles(std::set<std::string> paths) : paths_(std::move(paths)) {}
  [[nodiscard]] bool is_file(const std::string& path) const override { return paths_.contains(path); }
  [[nodiscard]] Listing list(const std::string& directory) const override {
    Listing listing;
    for (const auto& path : paths_) {
      if (!path.starts_with(directory + "/")) continue;
      const auto rest = path.substr(directory.size() + 1);
      const auto slash = rest.find('/');
      auto& names = slash == std::string::npos ? listing.files : listing.directories;
      if (names.empty() || names.back() != rest.substr(0, slash)) names.push_back(rest.substr(0, slash));
    }
    return listing;
  }

 private:
  std::set<std::string> paths_;
};

/// The manifest of a package at `/ws/m`, in a workspace with its root at `/ws` if there is a text for that.
struct Written {
  std::string text;
  std::set<std::string> files = {"src/lib.rs"};
  std::optional<std::string> root = {};
  ManifestOwner owner = ManifestOwner::workspace;
};

struct Understood {
  Manifest manifest;
  /// `LINE:COLUMN MESSAGE`, with `warning ` in front of a warning.
  std::vector<std::string> faults;

  [[nodiscard]] const Package& package() const {
    REQUIRE(manifest.package.has_value());
    return *manifest.package;
  }
  /// The only declaration with that key.
  [[nodiscard]] const Dependency& dependency(const std::string& key) const {
    const Dependency* found = nullptr;
    for (const auto& one : package().dependencies)
      if (one.key == key) {
        REQUIRE(found == nullptr);
        found = &one;
      }
    REQUIRE(found != nullptr);
    return *found;
  }
};

inline std::vector<std::string> texts_of(const support::Diagnostics& diagnostics) {
  std::vector<std::string> texts;
  for (const auto& fault : diagnostics.all())
    texts.push_back((fault.severity == support::Severity::warning ? "warning " : "") +
                    std::to_string(fault.at.begin.line) + ":" + std::to_string(fault.at.begin.column) + " " +
                    fault.message);
  return texts;
}

/// Stops the test if one of the documents is no manifest at all.
inline Understood understood(const Written& written) {
  support::Diagnostics diagnostics;
  const auto document = read_document("/ws/m/Cargo.toml", support::FileId(0U), written.text, diagnostics);
  REQUIRE(document.has_value());
  std::optional<ManifestDocument> root;
  if (written.root) {
    root = read_document("/ws/Cargo.toml", support::FileId(1U), *written.root, diagnostics);
    REQUIRE(root.has_value());
  }
  const NamedFiles folder(written.files);
  Understood result;
  result.manifest = read_manifest({*document, folder, root ? &*root : nullptr, written.owner}, diagnostics);
  result.faults = texts_of(diagnostics);
  return result;
}

/// A package `m` of edition 2021; `rest` begins on line 5.
inline std::string package_text(const std::string& rest, const std::string& edition = "2021") {
  return "[package]\nname = \"m\"\nversion = \"1.0.0\"\nedition = \"" + edition + "\"\n" + rest;
}

/// The same, read; the test stops at any fault.
inline Understood sound(const Written& written) {
  auto result = understood(written);
  for (const auto& fault : result.faults) FAIL_CHECK(fault);
  REQUIRE(result.faults.empty());
  return result;
}
inline Understood sound_package(const std::string& rest, std::set<std::string> files = {"src/lib.rs"}) {
  return sound({package_text(rest), std::move(files)});
}

using Faults = std::vector<std::string>;

inline Faults faults_of(const std::string& rest, const std::string& edition = "2021") {
  return understood({package_text(rest, edition)}).faults;
}

}  // namespace plimsoll::cargo
