// SPDX-License-Identifier: MIT OR Apache-2.0
#include "missing_manifests.h"

#include "plimsoll/support/text.h"

namespace plimsoll::analysis {

void tell_missing_manifests(const View& view, const finding::RuleSpec& rule, finding::Findings& findings) {
  for (const auto& package : view.graph.closure().packages) {
    if (package.package() != nullptr) continue;
    const auto reason =
        package.missing.empty() ? std::string{"its manifest could not be had"} : support::printable(package.missing);
    findings.gap(rule, cargo::to_spec(package.id), reason);
  }
}

}  // namespace plimsoll::analysis
