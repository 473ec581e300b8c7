// SPDX-License-Identifier: MIT OR Apache-2.0
/// Facts of published packages, kept from one run to the next.
#pragma once

#include <functional>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <utility>

#include "plimsoll/cargo/package_id.h"
#include "plimsoll/facts/package_facts.h"

namespace plimsoll::source {

/// A published package: its archive's checksum, and its name and version, so that a lockfile with the checksum of
/// another package cannot put facts in that one's place.
struct FactKey {
  std::string name;
  std::string version;
  std::string checksum;
  friend bool operator==(const FactKey&, const FactKey&) = default;
  friend auto operator<=>(const FactKey&, const FactKey&) = default;
};

/// The key under which facts of a package may be kept; nothing unless its manifest lies where Cargo unpacks and checks
/// what it downloaded: a vendor folder, or one that a workspace names, may hold anything under a package's name.
std::optional<FactKey> cache_key(const cargo::PackageId&, const std::optional<std::string>& checksum,
                                 const std::string& place, const std::string& cargo_home);

/// Facts by package and the use that they were read for, each as the text that the file has: most of it is of other
/// workspaces, and never read.
class KeptFacts {
 public:
  /// What `to_text` wrote; nothing for any other text.
  static std::optional<KeptFacts> parse(std::string_view text);
  /// One line a package under a line that names the form, with a digest at the end.
  [[nodiscard]] std::string to_text() const;

  /// `use` is one word.
  [[nodiscard]] std::optional<facts::PackageFacts> find(const FactKey&, const std::string& use) const;
  /// False: it was known.
  bool add(FactKey, std::string use, const facts::PackageFacts&);
  [[nodiscard]] std::size_t size() const { return packages_.size(); }

 private:
  std::map<std::pair<FactKey, std::string>, std::string> packages_;
};

/// More packages than this are not kept: a cache that grew beyond starts anew.
inline constexpr std::size_t most_kept_facts = 50'000;

}  // namespace plimsoll::source
