// SPDX-License-Identifier: MIT OR Apache-2.0
#include "plimsoll/facts/package_facts.h"

#include <algorithm>

namespace plimsoll::facts {

const CodeTree* PackageFacts::code_of(const cargo::CrateTarget& target) const {
  const auto found = std::ranges::find_if(
      code, [&](const TargetCode& one) { return one.kind == target.kind && one.name == target.name; });
  return found == code.end() ? nullptr : &found->tree;
}

}  // namespace plimsoll::facts
