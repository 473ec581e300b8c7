// SPDX-License-Identifier: MIT OR Apache-2.0
/// The documents of a workspace, kept as trees from one run to the next.
#pragma once

#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "plimsoll/outside/file_system.h"
#include "plimsoll/support/source_map.h"
#include "plimsoll/support/toml.h"

namespace plimsoll::source {

/// Reads texts as `toml::parse` does. A tree is taken from the cache only if the text beside it is the same byte for
/// byte, so that a changed file is never mistaken. One file, replaced in one step, as with manifests.
class DocumentCache {
 public:
  /// The texts that are parsed have to be in `sources`. Without a file name nothing is found and nothing kept.
  DocumentCache(const outside::FileSystem&, const support::SourceMap& sources, std::optional<std::string> file);

  std::optional<support::toml::Value> parse(support::FileId, support::Diagnostics&);

  /// Keeps the trees of what was parsed and no others, if one of them is new.
  void keep(outside::FileSystem&) const;

 private:
  struct Record {
    std::string_view text;
    std::string_view tree;
  };
  struct Parsed {
    support::FileId file;
    std::string tree;  ///< empty: that of the cache
  };
  void read_records();

  const support::SourceMap& sources_;
  std::optional<std::string> file_;
  std::string text_;
  std::map<std::string_view, Record> records_;  // by path, into text_
  std::vector<Parsed> parsed_;
};

}  // namespace plimsoll::source
