// SPDX-License-Identifier: MIT OR Apache-2.0
#include "plimsoll/audit/still_needed.h"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <optional>

#include "plimsoll/support/text.h"

namespace plimsoll::audit {
namespace {

using graph::PackageIx;
using resolve::Edit;
using resolve::Resolution;
using resolve::Side;

bool is_followed(const Resolution& resolution, graph::LinkIx link) {
  return resolution.is_followed(link, Side::target) ||
         (resolution.splits_sides() && resolution.is_followed(link, Side::host));
}

/// From a member to the package over what is compiled; the package alone where it is a member or nothing leads to it.
std::vector<PackageIx> shortest_way(const Resolution& resolution, PackageIx package) {
  const auto& graph = resolution.graph();
  std::vector<std::optional<PackageIx>> toward(graph.package_count());
  std::vector<PackageIx> queue{package};
  toward[package] = package;
  for (std::size_t at = 0; at < queue.size(); ++at) {
    const auto here = queue[at];
    if (graph.is_member(here)) {
      std::vector<PackageIx> way{here};
      while (way.back() != package) way.push_back(*toward[way.back()]);
      return way;
    }
    for (const auto link : graph.links_to(here)) {
      const auto from = graph.link(link).from;
      if (toward[from] || !is_followed(resolution, link)) continue;
      toward[from] = here;
      queue.push_back(from);
    }
  }
  return {package};
}

std::string named(const graph::PackageGraph& graph, PackageIx package) {
  const auto& id = graph.id(package);
  if (graph.is_member(package)) return support::printable(id.name);
  return support::printable(fmt::format("{} {}", id.name, cargo::to_text(id.version)));
}

bool is_meant(const Edit& edit, const graph::PackageGraph& graph, graph::LinkIx link) {
  const auto* declared = graph.declaration(link);
  if (declared == nullptr || declared->key != edit.declaration.key || declared->kind != edit.declaration.kind ||
      declared->platform != edit.declaration.platform)
    return false;
  const auto from = graph.link(link).from;
  if (!graph.is_member(from)) return false;
  return edit.declaration.where == "workspace" ? declared->inherited : graph.id(from).name == edit.declaration.where;
}

/// What the edit takes away from its dependents; sorted.
std::vector<PackageIx> dropped(const Edit& edit, const graph::PackageGraph& graph) {
  std::vector<PackageIx> found;
  for (std::size_t i = 0; i < graph.package_count(); ++i) {
    const PackageIx package(i);
    const auto links = graph.links_to(package);
    if (edit.kind == Edit::Kind::drop &&
        std::ranges::any_of(links, [&](graph::LinkIx link) { return is_meant(edit, graph, link); }))
      found.push_back(package);
  }
  return found;
}

/// A member that was left out is a package like any other, of the same folder.
std::optional<PackageIx> former_member(const Edit& edit, const graph::PackageGraph& graph) {
  for (std::size_t i = 0; i < graph.package_count(); ++i) {
    const auto& id = graph.id(PackageIx(i));
    if (id.name == edit.package && id.source.is_path()) return PackageIx(i);
  }
  return std::nullopt;
}

std::string way_text(const Resolution& after, PackageIx package) {
  std::vector<std::string> names;
  for (const auto step : shortest_way(after, package)) names.push_back(named(after.graph(), step));
  return fmt::format("{}", fmt::join(names, " > "));
}

}  // namespace

std::vector<std::string> still_needed(std::span<const Edit> edits, const Resolution& before, const Resolution& after) {
  std::vector<std::string> notes;
  for (const auto& edit : edits) {
    if (edit.kind == Edit::Kind::drop_member)
      if (const auto member = former_member(edit, after.graph()); member && after.is_active(*member))
        notes.push_back(fmt::format("`{}`: it is no member any more, but compiled all the same, by way of {}",
                                    edit.text, way_text(after, *member)));
    for (const auto package : dropped(edit, before.graph())) {
      const auto now = after.graph().find(before.graph().id(package));
      if (!before.is_active(package))
        notes.push_back(
            fmt::format("`{}`: `{}` was not compiled before either", edit.text, named(before.graph(), package)));
      else if (now && after.is_active(*now))
        notes.push_back(fmt::format("`{}`: `{}` is compiled all the same, by way of {}", edit.text,
                                    named(before.graph(), package), way_text(after, *now)));
    }
  }
  return notes;
}

}  // namespace plimsoll::audit
