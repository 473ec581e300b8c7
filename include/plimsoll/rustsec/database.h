// SPDX-License-Identifier: MIT OR Apache-2.0
/// All advisories, and the question which of them a package meets.
#pragma once

#include <chrono>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "plimsoll/rustsec/advisory.h"

namespace plimsoll::rustsec {

/// A file that should be an advisory and is not: what it says is not known.
struct Unreadable {
  std::string path;
  std::string reason;
};

/// Immutable once built; safe to read from several threads.
class Database {
 public:
  Database() = default;
  /// Drafts (identifiers that end in `-0000`) are left out. Of two advisories with one identifier about one package the
  /// first is kept and the other counted as unreadable.
  explicit Database(std::vector<Advisory> advisories, std::vector<Unreadable> unreadable = {});

  /// The advisories about a package that a version of it meets, by identifier: of the collection `crates`, not
  /// withdrawn. None unless the package comes from crates.io, since names mean nothing elsewhere. Of advisories that
  /// name each other as aliases the RustSec one stands for all.
  [[nodiscard]] std::vector<const Advisory*> matches(std::string_view package, const cargo::Version& version,
                                                     bool is_crates_io) const;
  /// By package, then identifier.
  [[nodiscard]] std::span<const Advisory> all() const { return advisories_; }
  [[nodiscard]] std::span<const Advisory> of_package(std::string_view package) const;
  /// The advisory with this identifier or, failing that, with this alias; nullptr if there is none.
  [[nodiscard]] const Advisory* find(std::string_view id_or_alias) const;
  /// Withdrawn ones and those about Rust itself are counted; drafts and unreadable ones are not.
  [[nodiscard]] std::size_t count() const { return advisories_.size(); }
  /// The day of the newest advisory; nothing if none has a date that can be read.
  [[nodiscard]] std::optional<std::chrono::sys_days> newest_date() const;
  /// By path.
  [[nodiscard]] std::span<const Unreadable> unreadable() const { return unreadable_; }

 private:
  std::vector<Advisory> advisories_;
  std::vector<Unreadable> unreadable_;
};

}  // namespace plimsoll::rustsec
