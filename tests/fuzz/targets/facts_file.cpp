// SPDX-License-Identifier: MIT OR Apache-2.0
#include "plimsoll/source/facts_file.h"

#include "target.h"

namespace plimsoll::fuzz {

void read_facts_file(std::string_view text) {
  const auto file = source::FactsFile::parse(text, "facts.json");
  if (!file) return;
  const cargo::PackageId id{"tide", cargo::Version{.major = 1}, cargo::SourceId::crates_io()};
  static_cast<void>(file->find(id, std::nullopt));
}

}  // namespace plimsoll::fuzz
