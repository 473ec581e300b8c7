// SPDX-License-Identifier: MIT OR Apache-2.0
#include "holders.h"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>

#include "places.h"

namespace plimsoll::analysis {

using graph::PackageIx;

std::vector<Holder> holders_of(const View& view, PackageIx package) {
  std::vector<Holder> holders;
  for (const auto link : view.graph.links_to(package))
    if (is_locked(view.graph, link))
      holders.push_back({view.graph.link(link).from, link, view.graph.declaration(link)});
  std::ranges::stable_sort(holders, {}, [](const Holder& holder) { return std::pair{holder.package, holder.link}; });
  return holders;
}

std::optional<bool> allows(const Holder& holder, const cargo::Version& version) {
  if (holder.declaration == nullptr) return std::nullopt;
  return !holder.declaration->has_req || holder.declaration->req.matches(version);
}

std::string to_text(const View& view, const Holder& holder) {
  std::vector<std::string> known;
  if (holder.declaration != nullptr) known.push_back(fmt::format("`{}`", cargo::to_text(holder.declaration->req)));
  if (const auto place = place_of(view, holder.link)) known.push_back(to_text(*place));
  const auto name = called(view, holder.package);
  return known.empty() ? fmt::format("`{}`", name) : fmt::format("`{}` ({})", name, fmt::join(known, ", "));
}

std::string raise_text(const finding::Location& place, const cargo::Version& to) {
  return fmt::format("raise the requirement at {} so that it takes {}", to_text(place), cargo::to_text(to));
}

std::optional<std::string> update_command(const cargo::PackageId& package, const cargo::Version& to) {
  const auto is_plain = [](unsigned char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '-' || c == '_';
  };
  if (package.name.empty() || package.name.starts_with('-') || !std::ranges::all_of(package.name, is_plain))
    return std::nullopt;
  return fmt::format("cargo update -p {}@{} --precise {}", package.name, cargo::to_text(package.version),
                     cargo::to_text(to));
}

}  // namespace plimsoll::analysis
