// SPDX-License-Identifier: MIT OR Apache-2.0
#include "declared_place.h"

#include "plimsoll/cargo/paths.h"

namespace plimsoll::audit {
namespace {

using finding::Location;

/// The declaration, if a person of the workspace wrote it.
const cargo::Dependency* own_declaration(const graph::PackageGraph& graph, graph::LinkIx link) {
  return graph.id(graph.link(link).from).source.is_path() ? graph.declaration(link) : nullptr;
}

support::Span line_of(const cargo::Dependency& declaration) {
  return declaration.inherited ? declaration.inherited_at : declaration.at;
}

}  // namespace

std::optional<Location> place_at(const graph::PackageGraph& graph, const support::SourceMap& sources,
                                 const support::Span& span) {
  if (!span.is_known()) return std::nullopt;
  const auto& path = sources.path(span.file);
  const auto& root = graph.closure().root;
  return Location{path.starts_with('/') ? cargo::relative_path(root, path) : path, span.begin.line, span.begin.column};
}

std::optional<Location> place_of(const graph::PackageGraph& graph, const support::SourceMap& sources,
                                 graph::LinkIx link) {
  const auto* declaration = own_declaration(graph, link);
  if (declaration == nullptr) return std::nullopt;
  return place_at(graph, sources, line_of(*declaration));
}

std::optional<Location> place_of(const graph::PackageGraph& graph, const support::SourceMap& sources,
                                 const analysis::FeatureReason& reason) {
  if (!reason.cause.link) return std::nullopt;
  const auto* declaration = own_declaration(graph, *reason.cause.link);
  if (declaration == nullptr) return std::nullopt;
  if (reason.cause.kind == resolve::Cause::Kind::declaration)
    for (std::size_t i = 0; i < declaration->features.size(); ++i)
      if (declaration->features[i] == reason.feature && declaration->features_at[i].is_known())
        return place_at(graph, sources, declaration->features_at[i]);
  return place_at(graph, sources, line_of(*declaration));
}

}  // namespace plimsoll::audit
