// SPDX-License-Identifier: MIT OR Apache-2.0
/// What can be known of a package's sources where they lie in a folder.
#pragma once

#include <string>

#include "plimsoll/cargo/manifest.h"
#include "plimsoll/facts/package_facts.h"
#include "plimsoll/facts/source_use.h"
#include "plimsoll/outside/file_system.h"

namespace plimsoll::source {

struct SourcePlace {
  std::string folder;         ///< the package's
  std::string bounds;         ///< nothing outside of this folder is read
  bool has_programs = false;  ///< its programs are compiled: it belongs to the workspace
};

/// Code is followed by its `mod` items, as far as the use can switch it on. `native_bytes` is looked for only where a
/// build script compiles them, and neither in folders of tests, examples and other packages nor in hidden ones and
/// links.
facts::PackageFacts walk_sources(const outside::FileSystem&, const cargo::Package&, const SourcePlace&,
                                 const facts::SourceUse&);

/// Sources without a byte are placeholders for those of the package, such as a copy of manifests alone has.
bool has_contents(const outside::FileSystem&, const cargo::Package&, const facts::PackageFacts&);

}  // namespace plimsoll::source
