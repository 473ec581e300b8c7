// SPDX-License-Identifier: MIT OR Apache-2.0
#include "plimsoll/outside/file_system.h"

namespace plimsoll::outside {

support::Result<std::vector<SizedEntry>> FileSystem::list_sizes(const std::string& directory) const {
  TRY_INTO(auto entries, list(directory));
  std::vector<SizedEntry> sized;
  for (auto& [name, kind] : entries) {
    const auto bytes = kind == EntryKind::file ? size(directory + "/" + name).value_or(0) : 0;
    sized.push_back({std::move(name), kind, bytes});
  }
  return sized;
}

}  // namespace plimsoll::outside
