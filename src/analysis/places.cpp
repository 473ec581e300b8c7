// SPDX-License-Identifier: MIT OR Apache-2.0
#include "places.h"

#include <fmt/format.h>

#include "plimsoll/cargo/paths.h"
#include "plimsoll/support/text.h"

namespace plimsoll::analysis {
namespace {

std::string shown_path(const View& view, support::FileId file) {
  const auto& closure = view.graph.closure();
  const bool is_lockfile = !closure.lockfile_path.empty() && file == closure.lockfile.file;
  const auto& path = is_lockfile ? closure.lockfile_path : view.sources.path(file);
  return path.starts_with('/') ? cargo::relative_path(closure.root, path) : path;
}

}  // namespace

std::optional<finding::Location> place_at(const View& view, support::Span span) {
  if (!span.is_known()) return std::nullopt;
  return finding::Location{shown_path(view, span.file), span.begin.line, span.begin.column};
}

std::optional<finding::Location> place_of(const View& view, graph::PackageIx package) {
  const auto& closure = view.graph.closure();
  const auto& whole = view.graph.at(package);
  if (whole.locked) return place_at(view, closure.lockfile.packages[*whole.locked].version_at);
  const auto* manifest = view.graph.manifest(package);
  if (manifest == nullptr || !whole.id.source.is_path()) return std::nullopt;
  return place_at(view, manifest->at);
}

std::optional<finding::Location> place_of(const View& view, graph::LinkIx link) {
  const auto* declaration = view.graph.declaration(link);
  if (declaration == nullptr || !view.graph.id(view.graph.link(link).from).source.is_path()) return std::nullopt;
  return place_at(view, declaration->inherited ? declaration->inherited_at : declaration->at);
}

std::string called(const View& view, graph::PackageIx package) {
  const auto& id = view.graph.id(package);
  return fmt::format("{} {}", support::printable(id.name), cargo::to_text(id.version));
}

std::string to_text(const finding::Location& place) {
  return fmt::format("{}:{}", support::printable(place.file), place.line);
}

}  // namespace plimsoll::analysis
