// SPDX-License-Identifier: MIT OR Apache-2.0
/// Packages as somebody names them.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "plimsoll/cargo/package_id.h"

namespace plimsoll::cargo {

/// A version of which the last numbers may be missing. A pre-release has to be written in full.
struct PartialVersion {
  std::uint64_t major = 0;
  std::optional<std::uint64_t> minor = {};
  std::optional<std::uint64_t> patch = {};
  std::string pre = {};
  std::string build = {};

  [[nodiscard]] bool fits(const Version&) const;
};

/// Error: invalid.
support::Result<PartialVersion> parse_partial_version(std::string_view text);

/// A package id specification (Cargo reference, "Package ID Specifications"): `name`, `name@1.2`, `name:1.2`,
/// `https://…/name`, `registry+https://…#name@1.2.3`.
struct PackageSpec {
  std::string name;
  std::optional<PartialVersion> version = {};
  std::optional<std::string> url = {};  ///< without the kind of source, and without query and fragment
  std::optional<SourceKind> kind = {};
  GitReference reference = {};  ///< counts if `kind` is git

  [[nodiscard]] bool fits(const PackageId&) const;
};

/// Error: usage, for what can name no package: it is not looked for.
support::Result<PackageSpec> parse_package_spec(std::string_view text);

/// Letters, digits, `-` and `_`, neither a digit nor a hyphen first.
bool is_package_name(std::string_view);

}  // namespace plimsoll::cargo
