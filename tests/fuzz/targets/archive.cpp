// SPDX-License-Identifier: MIT OR Apache-2.0
#include "plimsoll/source/archive.h"

#include <set>

#include "target.h"

namespace plimsoll::fuzz {

void read_archive(std::string_view text) {
  const source::ArchiveLimits limits{.entries = 50, .entry_bytes = 1U << 16U, .total_bytes = 1U << 18U, .ratio = 50};
  std::set<std::string, std::less<>> paths;
  const auto everything = [](std::string_view) { return true; };
  const auto visit = [&](std::string_view path, std::string content) {
    PLIMSOLL_ASSERT(content.size() <= limits.entry_bytes);
    PLIMSOLL_ASSERT(!path.empty() && !path.starts_with('/') && !path.starts_with("../"));
    PLIMSOLL_ASSERT(path.find("/../") == std::string_view::npos && !path.ends_with("/.."));
    PLIMSOLL_ASSERT(paths.emplace(path).second);
  };
  static_cast<void>(source::read_archive(text, limits, everything, visit));
}

}  // namespace plimsoll::fuzz
