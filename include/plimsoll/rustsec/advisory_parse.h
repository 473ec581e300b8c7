// SPDX-License-Identifier: MIT OR Apache-2.0
/// Reading advisories: RustSec's Markdown files and OSV records.
#pragma once

#include <string_view>
#include <vector>

#include "plimsoll/rustsec/advisory.h"
#include "plimsoll/support/result.h"

namespace plimsoll::rustsec {

/// Where a file of the database stands: `COLLECTION/PACKAGE/ID.md`. The views point into the path.
struct AdvisoryPath {
  Collection collection = Collection::crates;
  std::string_view package;
  std::string_view id;
};
/// Nothing if the path is not of that form; names that begin with a dot are not.
std::optional<AdvisoryPath> parse_advisory_path(std::string_view path);

/// Reads a Markdown file with TOML front matter, with the `[advisory]` header or without. `path` is relative to the
/// root of the database, and its folder and name must be the advisory's package and id. Keys, kinds and CVSS versions
/// that are not known are taken or passed over. Error: invalid.
support::Result<Advisory> parse_advisory(std::string_view path, std::string_view text);

/// Reads one record of the Open Source Vulnerability format: one advisory for each crates.io package it affects, by
/// package name; none if it is about other ecosystems only. Requirement texts are worked out from the ranges, and
/// functions have none. Error: invalid.
support::Result<std::vector<Advisory>> parse_osv(std::string_view text);

}  // namespace plimsoll::rustsec
