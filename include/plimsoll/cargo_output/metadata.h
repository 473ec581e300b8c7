// SPDX-License-Identifier: MIT OR Apache-2.0
/// What `cargo metadata --format-version 1` prints.
#pragma once

#include <cstddef>
#include <vector>

#include "plimsoll/cargo/target.h"
#include "plimsoll/cargo_output/sink.h"
#include "plimsoll/resolve/resolution.h"
#include "plimsoll/support/result.h"

namespace plimsoll::cargo_output {

struct MetadataOptions {
  /// Links for none of these platforms are left out, with what only they reach; without any, nothing is.
  std::vector<cargo::Target> filter_platforms = {};
  std::size_t threads = 1;
};

/// Writes the document with all packages that the members reach, and `resolve`, from the first pass of a resolution
/// with every member as seed. A package whose manifest is missing stands in it with its id and its locked links only.
/// One line with a line end. Error: invalid, if a package in it depends on another under two names, which Cargo
/// refuses; nothing was written then.
support::Result<void> print_metadata(const resolve::Resolution&, const MetadataOptions&, const Sink&);

/// Writes the document of `--no-deps`: the members, and null for `resolve`.
void print_members(const graph::PackageGraph&, const MetadataOptions&, const Sink&);

}  // namespace plimsoll::cargo_output
