// SPDX-License-Identifier: MIT OR Apache-2.0
/// A registry's index: which versions of a package there are, and what each depends on (Cargo reference, "Index
/// Format").
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "plimsoll/cargo/manifest.h"

namespace plimsoll::source {

/// One version of a package. What the index does not know is empty: targets, edition, everything for people.
struct IndexEntry {
  cargo::Package summary;
  std::string checksum = {};  ///< SHA-256 of the `.crate` archive, hex
  bool yanked = false;
};

/// The path of a package's file in an index: `1/a`, `2/ab`, `3/a/abc`, `ab/cd/abcdef`. Nothing for what is no name that
/// a registry could have: letters, digits, `-` and `_`, 64 at most.
std::optional<std::string> index_path(std::string_view name);

/// The folder part of that path in the name's own letter case: the marker `{prefix}` of a download address.
std::string index_prefix(std::string_view name);

/// The versions in a file of the index of `registry`, in the order of publication. Lines that cannot be read, and those
/// of a schema newer than 2, are passed over, as Cargo does.
std::vector<IndexEntry> parse_index(std::string_view text, const cargo::SourceId& registry);

/// What is told of a version without reading its dependencies.
struct IndexVersion {
  std::string name;
  cargo::Version version;
  bool yanked = false;
};

/// The same versions as of `parse_index`, at a tenth of its cost; dependencies that cannot be read hide none here.
std::vector<IndexVersion> parse_index_versions(std::string_view text);

/// A file of an index as it was fetched once.
struct KeptIndex {
  std::string text;                ///< one JSON object a line
  std::string etag = {};           ///< what the server called this state; may be empty
  std::string last_modified = {};  ///< the same, for servers that go by dates
};

/// What Cargo keeps below `$CARGO_HOME/registry/index/*/.cache`. Nothing for bytes of another form.
std::optional<KeptIndex> parse_cargo_index_cache(std::string bytes);

}  // namespace plimsoll::source
