// SPDX-License-Identifier: MIT OR Apache-2.0
#include "plimsoll/resolve/extern_name.h"

#include <fmt/format.h>

#include <algorithm>

namespace plimsoll::resolve {
namespace {

using graph::LinkIx;
using graph::PackageIx;

std::string named(const cargo::PackageId& id) { return fmt::format("{} v{}", id.name, cargo::to_text(id.version)); }

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

support::Result<void> check_extern_names(const Resolution& resolution) {
  const auto& graph = resolution.graph();
  for (std::size_t i = 0; i < graph.package_count(); ++i) {
    if (!resolution.is_reached(PackageIx(i))) continue;
    const auto links = graph.links_from(PackageIx(i));
    for (std::size_t begin = 0; begin < links.size();) {
      auto end = begin + 1;
      const auto to = graph.link(links[begin]).to;
      while (end < links.size() && graph.link(links[end]).to == to) ++end;
      const auto* manifest = graph.manifest(to);
      const auto* library = manifest ? manifest->library() : nullptr;
      if (library) TRY(extern_name(resolution, links.subspan(begin, end - begin), *library));
      begin = end;
    }
  }
  return {};
}

}  // namespace plimsoll::resolve
