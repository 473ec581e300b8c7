// SPDX-License-Identifier: MIT OR Apache-2.0
#include "link_pass.h"

#include <algorithm>

namespace plimsoll::resolve {

using cargo::DependencyKind;
using cargo::FeatureValue;
using graph::LinkIx;
using graph::PackageIx;

LinkPass::LinkPass(const graph::PackageGraph& graph, const FeatureModel& model, const Waived& waived)
    : graph_(graph), model_(model), waived_(waived) {
  for (const auto capacity : {root, dependency}) {
    visited_[capacity].resize(graph.package_count());
    linked_[capacity].resize(graph.links().size());
    on_[capacity].resize(model.feature_count());
    needed_[capacity].resize(model.key_count());
    needed_features_[capacity].resize(model.key_count());
  }
}

void LinkPass::run(const std::vector<Seed>& seeds) {
  for (const auto& seed : seeds) {
    work_.push_back({Work::Kind::package, root, seed.package.value});
    const auto first = model_.first_feature(seed.package);
    if (seed.all)
      for (std::uint32_t i = 0; i < model_.feature_count(seed.package); ++i) request(root, first.value + i);
    for (const auto& value : seed.features) {
      if (value.kind == FeatureValue::Kind::feature && model_.find(seed.package, value.feature) == none)
        missing_.push_back({seed.package, seed.package, value.feature});
      apply(root, seed.package, model_.compile(seed.package, value));
    }
    if (seed.use_default) request(root, model_.find(seed.package, "default"));
    drain();
  }
}

void LinkPass::drain() {
  while (!work_.empty()) {
    const auto next = work_.back();
    work_.pop_back();
    switch (next.kind) {
      case Work::Kind::package:
        visit(next.capacity, PackageIx(next.subject));
        break;
      case Work::Kind::link:
        follow(next.capacity, LinkIx(next.subject));
        break;
      case Work::Kind::feature: {
        const FeatureIx feature(next.subject);
        for (const auto& value : model_.values(feature)) apply(next.capacity, model_.package_of(feature), value);
        break;
      }
    }
  }
}

bool LinkPass::counts(Capacity capacity, LinkIx link) const {
  const auto& facts = model_.facts(link);
  if (facts.kind == DependencyKind::development && capacity != root) return false;
  return !facts.optional || needed_[capacity][facts.key];
}

void LinkPass::visit(Capacity capacity, PackageIx package) {
  if (visited_[capacity][package]) return;
  visited_[capacity][package] = 1;
  for (const auto link : graph_.links_from(package))
    if (counts(capacity, link)) work_.push_back({Work::Kind::link, capacity, link.value});
}

void LinkPass::follow(Capacity capacity, LinkIx link) {
  if (linked_[capacity][link]) return;
  linked_[capacity][link] = 1;
  const auto& facts = model_.facts(link);
  work_.push_back({Work::Kind::package, dependency, graph_.link(link).to.value});
  if (!waived_.contains({link})) request(dependency, facts.default_feature);
  const auto asked = model_.asked(link);
  for (std::uint32_t i = 0; i < asked.size(); ++i) {
    if (waived_.contains({link, i})) continue;
    if (asked[i] != none)
      request(dependency, asked[i]);
    else
      request_of(link, graph_.declaration(link)->features[i]);
  }
  if (facts.key != none)
    for (const auto feature : needed_features_[capacity][facts.key]) request_of(link, feature);
}

void LinkPass::request(Capacity capacity, std::uint32_t feature) {
  if (feature == none || on_[capacity][feature]) return;
  on_[capacity][feature] = 1;
  work_.push_back({Work::Kind::feature, capacity, feature});
}

void LinkPass::request_of(LinkIx link, std::string_view feature) {
  const auto& [from, to, declaration] = graph_.link(link);
  const auto found = model_.find(to, feature);
  if (found == none && graph_.manifest(to)) missing_.push_back({from, to, std::string(feature)});
  request(dependency, found);
}

void LinkPass::need(Capacity capacity, KeyIx key) {
  if (needed_[capacity][key]) return;
  needed_[capacity][key] = 1;
  if (!visited_[capacity][model_.package_of(key)]) return;
  for (const auto link : model_.links_of(key))
    if (counts(capacity, link)) work_.push_back({Work::Kind::link, capacity, link.value});
}

void LinkPass::apply(Capacity capacity, PackageIx, const FeatureModel::Value& value) {
  switch (value.kind) {
    case FeatureValue::Kind::feature:
      request(capacity, value.feature);
      break;
    case FeatureValue::Kind::dependency:
      if (value.key != none) need(capacity, KeyIx(value.key));
      break;
    case FeatureValue::Kind::dependency_feature: {
      if (value.key == none) break;
      if (!value.weak) request(capacity, value.feature);
      auto& wanted = needed_features_[capacity][value.key];
      if (std::ranges::find(wanted, value.name) == wanted.end()) {
        wanted.push_back(value.name);
        for (const auto link : model_.links_of(KeyIx(value.key)))
          if (linked_[capacity][link]) request_of(link, value.name);
      }
      need(capacity, KeyIx(value.key));
      break;
    }
  }
}

}  // namespace plimsoll::resolve
