// SPDX-License-Identifier: MIT OR Apache-2.0
/// Facts of one package, from its folder.
#pragma once

#include "plimsoll/cargo/closure.h"
#include "plimsoll/facts/package_facts.h"
#include "plimsoll/outside/file_system.h"

namespace plimsoll::source {

/// Folders of tests, examples and other packages are left out, as are hidden ones and links. `native_bytes` is looked
/// for only where there is a build script to compile it.
facts::PackageFacts walk_sources(const outside::FileSystem&, const cargo::Package&, const std::string& folder);

}  // namespace plimsoll::source
