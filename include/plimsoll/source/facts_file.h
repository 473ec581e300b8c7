// SPDX-License-Identifier: MIT OR Apache-2.0
/// A file with the facts of packages, so that an audit can be repeated where their sources are not.
#pragma once

#include <map>
#include <memory>
#include <span>
#include <string>
#include <string_view>

#include "plimsoll/cargo/closure.h"
#include "plimsoll/facts/package_facts.h"
#include "plimsoll/support/result.h"

namespace plimsoll::source {

/// What the file knows of one package.
struct KnownPackage {
  cargo::Manifest manifest;
  facts::PackageFacts facts;
};

/// Packages by id; those of the workspace itself are never in it. JSON, `format_version` 2: what Cargo's resolver needs
/// of a manifest, its targets and licence, how much code each condition switches on; no prose and no source text.
class FactsFile {
 public:
  /// Error: invalid, for a text that is no such file; the message names the first fault.
  static support::Result<FactsFile> parse(std::string_view text, const std::string& path);
  /// nullptr if the file does not know it. A lockfile's checksum must be the file's, if both have one.
  [[nodiscard]] const KnownPackage* find(const cargo::PackageId&, const std::optional<std::string>& checksum) const;

 private:
  struct Entry {
    KnownPackage package;
    std::optional<std::string> checksum;
  };
  std::map<cargo::PackageId, Entry> packages_;
};

/// The text of a facts file for all packages of the closure that are not the workspace's own and whose manifest is at
/// hand. `facts` has one entry for each package, and so has `wanted`, which leaves packages out with a zero; without it
/// none is left out. Ends with a line end.
std::string render_facts(const cargo::Closure&, const facts::FactTable& facts, std::span<const char> wanted = {});

}  // namespace plimsoll::source
