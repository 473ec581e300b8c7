// SPDX-License-Identifier: MIT OR Apache-2.0
#include "plimsoll/audit/features.h"

#include <fmt/format.h>

#include "asker.h"
#include "declared_place.h"

namespace plimsoll::audit {
namespace {

report::AskedThrough through(resolve::Cause::Kind kind) {
  using resolve::Cause;
  switch (kind) {
    case Cause::Kind::seed:
      return report::AskedThrough::selection;
    case Cause::Kind::declaration:
      return report::AskedThrough::declaration;
    case Cause::Kind::default_feature:
      return report::AskedThrough::default_features;
    case Cause::Kind::feature:
      return report::AskedThrough::feature;
    case Cause::Kind::dependency_feature:
      return report::AskedThrough::dependency_feature;
  }
  return report::AskedThrough::selection;
}

}  // namespace

report::NamedPackage named(const graph::PackageGraph& graph, graph::PackageIx package) {
  const auto& id = graph.id(package);
  return {cargo::to_spec(id), fmt::format("{} {}", id.name, cargo::to_text(id.version))};
}

report::WhyAsker asker(const resolve::Resolution& resolution, const support::SourceMap& sources, graph::PackageIx of,
                       const analysis::FeatureReason& reason) {
  const auto& graph = resolution.graph();
  report::WhyAsker told{named(graph, of), reason.feature, reason.side == resolve::Side::host,
                        named(graph, reason.asked_by), through(reason.cause.kind)};
  told.of_feature = std::string(reason.cause.feature);
  told.text = analysis::to_text(resolution, reason);
  told.location = place_of(graph, sources, reason);
  return told;
}

report::Features tell_features(const resolve::Resolution& resolution, const support::SourceMap& sources,
                               std::span<const graph::PackageIx> packages, bool even_without) {
  report::Features answer;
  for (const auto package : packages) {
    report::PackageFeatures told{named(resolution.graph(), package)};
    for (const auto& reason : analysis::feature_reasons(resolution, package))
      told.features.push_back(asker(resolution, sources, package, reason));
    if (even_without || !told.features.empty()) answer.packages.push_back(std::move(told));
  }
  return answer;
}

}  // namespace plimsoll::audit
