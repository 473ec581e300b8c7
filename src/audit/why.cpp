// SPDX-License-Identifier: MIT OR Apache-2.0
#include "plimsoll/audit/why.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <utility>

#include "asker.h"
#include "declared_place.h"
#include "plimsoll/analysis/built_links.h"
#include "plimsoll/analysis/feature_askers.h"
#include "plimsoll/support/edit_distance.h"

namespace plimsoll::audit {
namespace {

using graph::LinkIx;
using graph::PackageIx;
using resolve::Side;
using support::Result;

constexpr std::array sides{Side::target, Side::host};

class Telling {
 public:
  Telling(const graph::PackageGraph& graph, std::shared_ptr<const resolve::FeatureModel> features,
          const analysis::Model& model, const support::SourceMap& sources, const WhyRequest& request)
      : graph_(graph),
        model_(model),
        resolution_(model.build.resolution),
        sources_(sources),
        request_(request),
        paths_(graph, std::move(features), model) {}

  Result<report::Why> tell() {
    TRY(check_feature());
    report::Why why;
    for (const auto package : request_.packages) {
      if (request_.feature && !has_feature(package)) continue;
      why.packages.push_back(tell(package));
      if (model_.reach[package] == finding::Reach::unknown)
        why.gaps.push_back(fmt::format("whether `{}` is built: a manifest on the way to it is not at hand",
                                       why.packages.back().package.text));
    }
    return why;
  }

 private:
  [[nodiscard]] report::NamedPackage named(PackageIx package) const { return audit::named(graph_, package); }

  [[nodiscard]] bool has_feature(PackageIx package) const {
    const auto* manifest = graph_.manifest(package);
    return manifest != nullptr && cargo::find_feature(manifest->features, *request_.feature) != nullptr;
  }

  [[nodiscard]] Result<void> check_feature() const {
    if (!request_.feature || std::ranges::any_of(request_.packages, [&](PackageIx one) { return has_feature(one); }))
      return {};
    std::vector<std::string> names;
    for (const auto package : request_.packages)
      if (const auto* manifest = graph_.manifest(package))
        for (const auto& feature : manifest->features) names.push_back(feature.name);
    const auto near = support::nearest(*request_.feature, names);
    return support::failure(
        support::ErrorKind::usage,
        fmt::format("`{}` has no feature `{}`{}", graph_.id(request_.packages.front()).name, *request_.feature,
                    near            ? fmt::format("; did you mean `{}`?", *near)
                    : names.empty() ? "; it has none at all"
                                    : ""));
  }

  report::WhyPackage tell(PackageIx package) {
    report::WhyPackage told{named(package), model_.reach[package], graph_.is_member(package)};
    told.features = features(package, Side::target);
    told.host_features = features(package, Side::host);
    const auto paths = paths_.find(package, request_.limits);
    for (const auto& path : paths.shown) told.paths.push_back(shown(path));
    told.more_paths = paths.more;
    told.all_paths_counted = paths.all_counted;
    told.dependents = dependents(package);
    if (request_.feature) told.feature = tell_feature(package);
    return told;
  }

  [[nodiscard]] std::vector<std::string> features(PackageIx package, Side side) const {
    if (!resolution_.is_active(package, side)) return {};
    const auto names = resolution_.features(package, side);
    return {names.begin(), names.end()};
  }

  [[nodiscard]] std::vector<report::NamedPackage> dependents(PackageIx package) const {
    std::vector<PackageIx> found;
    for (const auto link : graph_.links_to(package))
      if (analysis::is_built(graph_, model_, link)) found.push_back(graph_.link(link).from);
    std::ranges::sort(found);
    found.erase(std::unique(found.begin(), found.end()), found.end());
    std::vector<report::NamedPackage> told;
    for (const auto one : found) told.push_back(named(one));
    return told;
  }

  [[nodiscard]] report::WhyPath shown(const analysis::Path& path) const {
    report::WhyPath told;
    for (const auto& step : path) {
      auto& one = told.emplace_back(report::WhyStep{named(step.package)});
      for (const auto link : step.links) one.declarations.push_back(declaration(link));
    }
    return told;
  }

  [[nodiscard]] report::WhyDeclaration declaration(LinkIx link) const {
    report::WhyDeclaration told;
    told.off = why_off(link);
    const auto* declared = graph_.declaration(link);
    if (declared == nullptr) {
      told.name = graph_.id(graph_.link(link).to).name;
      return told;
    }
    told.kind = declared->kind;
    if (declared->platform) told.platform = cargo::to_text(*declared->platform);
    told.name = declared->key;
    if (declared->has_req) told.requirement = cargo::to_text(declared->req);
    told.features = declared->features;
    told.default_features = declared->default_features;
    told.optional = declared->optional;
    told.location = place_of(graph_, sources_, link);
    return told;
  }

  /// The first of the conditions that the declaration does not meet in this build.
  [[nodiscard]] std::optional<report::WhyOff> why_off(LinkIx link) const {
    if (analysis::is_built(graph_, model_, link)) return std::nullopt;
    const auto from = graph_.link(link).from;
    const auto* declared = graph_.declaration(link);
    if (declared != nullptr && declared->kind == cargo::DependencyKind::development) return report::WhyOff::development;
    if (!finding::may_be_built(model_.reach[from])) return report::WhyOff::dependent;
    const auto on_a_side = [&](auto holds) {
      return std::ranges::any_of(sides, [&](Side side) { return resolution_.is_active(from, side) && holds(side); });
    };
    if (!on_a_side([&](Side side) { return resolution_.matches_any(link, side); })) return report::WhyOff::platform;
    if (!on_a_side([&](Side side) { return resolution_.is_enabled(link, side); })) return report::WhyOff::optional;
    return report::WhyOff::dependent;
  }

  report::WhyFeature tell_feature(PackageIx package) {
    const auto& name = *request_.feature;
    report::WhyFeature told{name};
    for (const auto& asker : analysis::feature_askers(resolution_, package, name))
      told.askers.push_back(shown(package, asker));
    const auto chain = analysis::feature_chain(resolution_, package, name);
    for (const auto& link : chain) told.chain.push_back(shown(link.package, link.reason));
    told.on = !chain.empty();
    if (chain.empty() || chain.back().reason.asked_by == package) return told;
    const auto paths = paths_.find(chain.back().reason.asked_by, {1, 1});
    if (!paths.shown.empty()) told.path = shown(paths.shown.front());
    return told;
  }

  [[nodiscard]] report::WhyAsker shown(PackageIx of, const analysis::FeatureReason& reason) const {
    return asker(resolution_, sources_, of, reason);
  }

  const graph::PackageGraph& graph_;
  const analysis::Model& model_;
  const resolve::Resolution& resolution_;
  const support::SourceMap& sources_;
  const WhyRequest& request_;
  analysis::PathSearch paths_;
};

}  // namespace

Result<report::Why> tell_why(const graph::PackageGraph& graph, std::shared_ptr<const resolve::FeatureModel> features,
                             const analysis::Model& model, const support::SourceMap& sources,
                             const WhyRequest& request) {
  return Telling(graph, std::move(features), model, sources, request).tell();
}

}  // namespace plimsoll::audit
