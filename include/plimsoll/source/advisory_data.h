// SPDX-License-Identifier: MIT OR Apache-2.0
/// An advisory database at a place on this machine.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "plimsoll/outside/file_system.h"
#include "plimsoll/rustsec/database.h"
#include "plimsoll/support/result.h"

namespace plimsoll::source {

/// The advisories and how old they are. Times are seconds since 1970.
struct AdvisoryData {
  std::string place;                         ///< as it was asked for, without secrets
  std::string commit = {};                   ///< empty if not known
  std::optional<std::int64_t> commit_time;   ///< of the newest change, if known
  std::optional<std::int64_t> confirmed_at;  ///< when the server last said that this is the newest; for addresses
  /// Why these are not the newest advisories although the server was to be asked; empty otherwise.
  std::string stale_reason = {};
  rustsec::Database database;
};

/// Reads the text of an archive: a database as a `.tar.gz` of its repository, or a `.zip` of OSV records. Advisories
/// that cannot be read are listed in the database. Everything is parsed, in parallel: 1200 advisories take some 10 ms.
/// Errors: invalid, too_large, as of `read_archive`; invalid if there are no advisories at all in it.
support::Result<AdvisoryData> read_advisory_archive(std::string_view place, std::string_view bytes);

/// Reads a place on this machine: such an archive, or a folder that holds the repository's `crates` or OSV records.
/// Errors also: not_found, unreadable.
support::Result<AdvisoryData> read_advisory_place(const outside::FileSystem&, const std::string& place);

}  // namespace plimsoll::source
