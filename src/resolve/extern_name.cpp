// SPDX-License-Identifier: MIT OR Apache-2.0
#include "plimsoll/resolve/extern_name.h"

#include <fmt/format.h>

#include <algorithm>

namespace plimsoll::resolve {
namespace {

using graph::LinkIx;
using graph::PackageIx;

std::string named(const cargo::PackageId& id) {
  return fmt::format("{} v{}", id.name, cargo::to_text(id.version));
}

}  // namespace

support::Result<std::string> extern_name(const Resolution& resolution, std::span<const LinkIx> links,
                                         const cargo::CrateTarget& library) {
  const auto& graph = resolution.graph();
  const auto& [from, to, declaration] = graph.link(links.front());
  if (from == to) return library.name;
  std::optional<std::string> name;
  for (const auto link : links) {
    if (!resolution.is_linked(link)) continue;
    const auto* declared = graph.declaration(link);
    auto own = declared && declared->renamed ? declared->key : library.name;
    std::ranges::replace(own, '-', '_');
    if (name && *name != own)
      return support::failure(support::ErrorKind::invalid,
                              fmt::format("`{}` depends on `{}` under two names, `{}` and `{}`", named(graph.id(from)),
                                          named(graph.id(to)), *name, own));
    name = std::move(own);
  }
  return name.value_or(library.name);
}

}  // namespace plimsoll::resolve
