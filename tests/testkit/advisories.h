// SPDX-License-Identifier: MIT OR Apache-2.0
/// Invented advisories and databases of them.
#pragma once

#include <string>
#include <vector>

#include "testkit/archive_writer.h"

namespace plimsoll::testkit {

/// Affects every version below 1.2.3.
inline std::string advisory_text(const std::string& id, const std::string& package) {
  return "```toml\n[advisory]\nid = \"" + id + "\"\npackage = \"" + package +
         "\"\ndate = \"2024-02-03\"\n\n[versions]\npatched = [\">= 1.2.3\"]\n```\n\n# A flaw in " + package +
         "\n\nIt is invented.\n";
}

/// A database with one advisory, RUSTSEC-2024-9001, about each package, as a server hands it out.
inline std::string advisory_archive(const std::vector<std::string>& packages) {
  std::vector<ArchivedFile> files;
  for (const auto& package : packages)
    files.push_back(
        {"db-main/crates/" + package + "/RUSTSEC-2024-9001.md", advisory_text("RUSTSEC-2024-9001", package)});
  return packed(files);
}

}  // namespace plimsoll::testkit
