// SPDX-License-Identifier: MIT OR Apache-2.0
#include "plimsoll/cargo/lockfile.h"

#include "told_text.h"

namespace plimsoll::fuzz {

void read_lockfile(std::string_view text) {
  ToldText told("/w/Cargo.lock", text);
  const auto lockfile = cargo::parse_lockfile(told.id(), told.text(), told.diagnostics());
  PLIMSOLL_ASSERT(lockfile || told.diagnostics().has_errors());
  if (!lockfile) return;
  for (const auto& package : lockfile->packages)
    for (const auto dependency : package.dependencies) PLIMSOLL_ASSERT(dependency < lockfile->packages.size());
}

}  // namespace plimsoll::fuzz
