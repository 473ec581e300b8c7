// SPDX-License-Identifier: MIT OR Apache-2.0
#include "plimsoll/analysis/feature_askers.h"

#include <algorithm>
#include <array>
#include <optional>
#include <set>
#include <string>
#include <tuple>

namespace plimsoll::analysis {
namespace {

using cargo::FeatureValue;
using graph::LinkIx;
using graph::PackageIx;
using resolve::Cause;
using resolve::Side;

constexpr std::array sides{Side::target, Side::host};

bool is_on(const resolve::Resolution& resolution, PackageIx package, std::string_view feature, Side side) {
  return resolution.is_active(package, side) && resolution.has_feature(package, feature, side);
}

/// The first side on which the feature is on.
std::optional<Side> side_of_feature(const resolve::Resolution& resolution, PackageIx package,
                                    std::string_view feature) {
  for (const auto side : sides)
    if (is_on(resolution, package, feature, side)) return side;
  return std::nullopt;
}

class Askers {
 public:
  Askers(const resolve::Resolution& resolution, PackageIx package, std::string_view feature, Side side)
      : resolution_(resolution), graph_(resolution.graph()), package_(package), feature_(feature), side_(side) {}

  std::vector<FeatureReason> find() {
    ask_selection();
    for (const auto link : graph_.links_to(package_)) for_each_parent_side(link, [&](Side) { ask_declaration(link); });
    for (const auto link : graph_.links_to(package_))
      for_each_parent_side(link, [&](Side parent) { ask_features_of(link, parent); });
    ask_own_features();
    return std::move(askers_);
  }

 private:
  void add(Cause cause, PackageIx by) {
    if (known_.emplace(cause.kind, cause.link, by, cause.feature).second)
      askers_.push_back({std::string(feature_), side_, cause, by});
  }

  /// Where the parent is when the link leads to the side in question.
  template <class Visit>
  void for_each_parent_side(LinkIx link, const Visit& visit) const {
    for (const auto parent : sides) {
      if (parent == Side::host && !resolution_.splits_sides()) continue;
      if (!resolution_.is_followed(link, parent) || !resolution_.matches_any(link, parent)) continue;
      if (!resolution_.splits_sides() || resolution_.side_of(link, parent) == side_) visit(parent);
    }
  }

  [[nodiscard]] bool asks(const resolve::Seed& seed) const {
    return seed.all || (seed.use_default && feature_ == "default") ||
           std::ranges::any_of(seed.features, [&](const FeatureValue& value) {
             return value.kind == FeatureValue::Kind::feature && value.feature == feature_;
           });
  }

  void ask_selection() {
    for (const auto& seed : resolution_.request().seeds)
      if (seed.package == package_ && asks(seed)) add({Cause::Kind::seed}, package_);
  }

  void ask_declaration(LinkIx link) {
    const auto* declaration = graph_.declaration(link);
    if (declaration == nullptr) return;
    const auto by = graph_.link(link).from;
    if (std::ranges::find(declaration->features, feature_) != declaration->features.end())
      add({Cause::Kind::declaration, link}, by);
    if (declaration->default_features && feature_ == "default") add({Cause::Kind::default_feature, link}, by);
  }

  /// `switches(value)`: that is what would switch the feature on.
  template <class Switches>
  void ask_features(PackageIx of, Side side, Cause::Kind kind, const Switches& switches) {
    const auto* manifest = graph_.manifest(of);
    if (manifest == nullptr) return;
    for (const auto& known : manifest->features)
      if (std::ranges::any_of(known.values, switches) && resolution_.has_feature(of, known.name, side))
        add({kind, {}, of, known.name}, of);
  }

  void ask_features_of(LinkIx link, Side parent) {
    const auto* declaration = graph_.declaration(link);
    if (declaration == nullptr) return;
    ask_features(graph_.link(link).from, parent, Cause::Kind::dependency_feature, [&](const FeatureValue& value) {
      return value.kind == FeatureValue::Kind::dependency_feature && value.dependency == declaration->key &&
             value.feature == feature_;
    });
  }

  void ask_own_features() {
    ask_features(package_, side_, Cause::Kind::feature, [&](const FeatureValue& value) {
      return value.kind == FeatureValue::Kind::feature && value.feature == feature_;
    });
  }

  const resolve::Resolution& resolution_;
  const graph::PackageGraph& graph_;
  PackageIx package_;
  std::string_view feature_;
  Side side_;
  std::vector<FeatureReason> askers_;
  std::set<std::tuple<Cause::Kind, std::optional<LinkIx>, PackageIx, std::string_view>> known_;
};

}  // namespace

std::vector<FeatureReason> feature_askers(const resolve::Resolution& resolution, PackageIx package,
                                          std::string_view feature) {
  std::vector<FeatureReason> askers;
  for (const auto side : sides) {
    if (side == Side::host && !resolution.splits_sides()) continue;
    if (!is_on(resolution, package, feature, side)) continue;
    for (auto& asker : Askers(resolution, package, feature, side).find()) askers.push_back(std::move(asker));
  }
  return askers;
}

std::vector<FeatureLink> feature_chain(const resolve::Resolution& resolution, PackageIx package,
                                       std::string_view feature) {
  std::vector<FeatureLink> chain;
  std::set<std::pair<PackageIx, std::string_view>> known;
  auto side = side_of_feature(resolution, package, feature);
  while (side && known.emplace(package, feature).second) {
    const auto reason = feature_reason(resolution, package, feature, *side);
    if (!reason) break;
    chain.push_back({package, *reason});
    if (reason->cause.link || reason->cause.kind == Cause::Kind::seed) break;
    feature = reason->cause.feature;
    const bool stays = reason->cause.package == package && is_on(resolution, package, feature, *side);
    package = reason->cause.package;
    if (!stays) side = side_of_feature(resolution, package, feature);
  }
  return chain;
}

}  // namespace plimsoll::analysis
