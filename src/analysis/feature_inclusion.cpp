// SPDX-License-Identifier: MIT OR Apache-2.0
#include "feature_inclusion.h"

#include <algorithm>
#include <set>

namespace plimsoll::analysis {
namespace {

using graph::LinkIx;
using resolve::Side;

constexpr Side sides[] = {Side::target, Side::host};

bool leads_to(const View& view, LinkIx link, Side side) {
  const auto& resolution = view.model.build.resolution;
  return std::ranges::any_of(sides, [&](Side parent) {
    return resolution.is_followed(link, parent) &&
           (!resolution.splits_sides() || resolution.side_of(link, parent) == side);
  });
}

}  // namespace

bool includes(const cargo::FeatureTable& features, std::string_view from, std::string_view feature) {
  std::vector<std::string_view> waiting{from};
  std::set<std::string_view> seen{from};
  while (!waiting.empty()) {
    const auto name = waiting.back();
    waiting.pop_back();
    if (name == feature) return true;
    const auto* found = cargo::find_feature(features, name);
    if (found == nullptr) continue;
    for (const auto& value : found->values)
      if (value.kind == cargo::FeatureValue::Kind::feature && seen.insert(value.feature).second)
        waiting.push_back(value.feature);
  }
  return false;
}

bool asks_for(const cargo::Dependency& declaration, const cargo::FeatureTable& features, std::string_view feature) {
  if (declaration.default_features && includes(features, "default", feature)) return true;
  return std::ranges::any_of(declaration.features,
                             [&](const std::string& asked) { return includes(features, asked, feature); });
}

bool share_a_side(const View& view, LinkIx one, LinkIx other) {
  return std::ranges::any_of(sides,
                             [&](Side side) { return leads_to(view, one, side) && leads_to(view, other, side); });
}

}  // namespace plimsoll::analysis
