// SPDX-License-Identifier: MIT OR Apache-2.0
#include "plimsoll/report/compare.h"
#include "plimsoll/report/render.h"
#include "target.h"

namespace plimsoll::fuzz {

void read_report(std::string_view text) {
  const auto base = report::parse_report(text);
  if (!base) return;
  auto now = *base;
  PLIMSOLL_ASSERT(report::compare(now, *base, "base.json"));
  PLIMSOLL_ASSERT(now.base->findings.fixed == 0);
  report::Report empty;
  empty.packages = base->packages;
  for (auto& package : empty.packages) package.dependencies.clear();
  PLIMSOLL_ASSERT(report::compare(empty, *base, "base.json"));
  PLIMSOLL_ASSERT(report::parse_report(report::render_json(empty, {})));
}

}  // namespace plimsoll::fuzz
