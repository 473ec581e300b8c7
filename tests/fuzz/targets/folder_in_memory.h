// SPDX-License-Identifier: MIT OR Apache-2.0
/// A package's folder that is the same on every machine.
#pragma once

#include <algorithm>
#include <string>

#include "plimsoll/cargo/manifest_read.h"

namespace plimsoll::fuzz {

/// Has a library, a program, a build script and one more target of every kind.
class FolderInMemory final : public cargo::PackageFolder {
 public:
  [[nodiscard]] bool is_file(const std::string& path) const override {
    return path == "build.rs" || path == "src/lib.rs" || path == "src/main.rs" || path.ends_with("/one.rs");
  }
  [[nodiscard]] Listing list(const std::string& directory) const override {
    if (directory == "src") return {{"lib.rs", "main.rs"}, {"bin"}};
    if (directory == "src/bin" || directory == "tests") return {{"one.rs", "notes.txt"}, {}};
    if (directory == "examples" || directory == "benches") return {{"one.rs"}, {"two"}};
    return {};
  }
};

}  // namespace plimsoll::fuzz
