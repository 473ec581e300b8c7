// SPDX-License-Identifier: MIT OR Apache-2.0
#include "feature_pass.h"

namespace plimsoll::resolve {

using cargo::DependencyKind;
using cargo::FeatureValue;
using graph::LinkIx;
using graph::PackageIx;

FeaturePass::FeaturePass(const graph::PackageGraph& graph, const FeatureModel& model, const LinkPass& links,
                         const Waived& waived, FeaturePassOptions options, const std::vector<char>& matches_host,
                         const std::vector<char>& matches_any_target)
    : graph_(graph),
      model_(model),
      links_(links),
      waived_(&waived),
      options_(options),
      matches_host_(matches_host),
      matches_any_target_(matches_any_target) {
  for (std::size_t side = 0; side < 2; ++side) {
    active_[side].resize(graph.package_count());
    on_[side].resize(model.feature_count());
    cause_[side].resize(model.feature_count());
    enabled_[side].resize(model.key_count());
    active_cause_[side].resize(graph.package_count(), none);
    enabled_cause_[side].resize(model.key_count(), none);
  }
}

void FeaturePass::run(const std::vector<Seed>& seeds) {
  for (const auto& seed : seeds) {
    const auto* manifest = graph_.manifest(seed.package);
    const bool on_host = options_.split_sides && manifest && manifest->has_proc_macro_target();
    for (const auto side : {Side::target, Side::host}) {
      if (side == Side::host && !on_host) continue;
      activate(seed.package, side);
      const auto first = model_.first_feature(seed.package);
      if (seed.all)
        for (std::uint32_t i = 0; i < model_.feature_count(seed.package); ++i) request(first.value + i, side, {});
      for (const auto& value : seed.features) apply(seed.package, side, model_.compile(seed.package, value), {});
      if (seed.use_default) request(model_.find(seed.package, "default"), side, {});
      drain();
    }
  }
}

void FeaturePass::drain() {
  while (!work_.empty()) {
    const auto next = work_.back();
    work_.pop_back();
    if (next.kind == Work::Kind::package) {
      visit(PackageIx(next.subject), next.side);
      continue;
    }
    apply_values(FeatureIx(next.subject), next.side);
  }
}

void FeaturePass::apply_values(FeatureIx feature, Side side) {
  for (const auto& value : model_.values(feature)) {
    const auto kind =
        value.kind == FeatureValue::Kind::feature ? Cause::Kind::feature : Cause::Kind::dependency_feature;
    apply(model_.package_of(feature), side, value, {kind, feature.value});
  }
}

Side FeaturePass::side_of(LinkIx link, Side of_parent) const {
  const auto& facts = model_.facts(link);
  const bool to_host = options_.split_sides && (facts.kind == DependencyKind::build || facts.to_proc_macro);
  return to_host ? Side::host : of_parent;
}

bool FeaturePass::is_candidate(LinkIx link, Side of_parent) const {
  if (!links_.is_linked(link)) return false;
  const auto kind = model_.facts(link).kind;
  if (options_.skip_development && kind == DependencyKind::development) return false;
  if (!options_.heed_platforms) return true;
  const bool host = kind == DependencyKind::build || of_parent == Side::host;
  return host ? matches_host_[link] : matches_any_target_[link];
}

bool FeaturePass::is_enabled(LinkIx link, Side of_parent) const {
  const auto& facts = model_.facts(link);
  return !facts.optional || enabled_[slot(of_parent)][facts.key];
}

void FeaturePass::activate(PackageIx package, Side side, std::uint32_t link) {
  const bool known = active_[slot(side)][package];
  if (!known || link == none) active_cause_[slot(side)][package] = link;
  if (known) return;
  active_[slot(side)][package] = 1;
  work_.push_back({Work::Kind::package, side, package.value});
}

void FeaturePass::visit(PackageIx package, Side side) {
  for (const auto link : graph_.links_from(package))
    if (!model_.facts(link).optional && is_candidate(link, side)) follow(link, side);
}

/// The linked package with what the declaration itself asks of it.
void FeaturePass::follow(LinkIx link, Side of_parent) {
  const auto side = side_of(link, of_parent);
  activate(graph_.link(link).to, side, link.value);
  if (!waived_->contains({link}))
    request(model_.facts(link).default_feature, side, {Cause::Kind::default_feature, link.value});
  const auto asked = model_.asked(link);
  for (std::uint32_t i = 0; i < asked.size(); ++i)
    if (!waived_->contains({link, i})) request(asked[i], side, {Cause::Kind::declaration, link.value});
}

void FeaturePass::request(std::uint32_t feature, Side side, StoredCause cause) {
  if (feature == none) return;
  const bool known = on_[slot(side)][feature];
  if (!known || cause == StoredCause{}) cause_[slot(side)][feature] = cause;
  if (known) return;
  on_[slot(side)][feature] = 1;
  work_.push_back({Work::Kind::feature, side, feature});
}

void FeaturePass::request_of(LinkIx link, Side of_parent, std::string_view feature, StoredCause cause) {
  request(model_.find(graph_.link(link).to, feature), side_of(link, of_parent), cause);
}

void FeaturePass::enable(KeyIx key, Side side, StoredCause cause) {
  const bool known = enabled_[slot(side)][key];
  if (!known || cause == StoredCause{}) enabled_cause_[slot(side)][key] = cause.subject;
  if (known) return;
  enabled_[slot(side)][key] = 1;
  for (const auto link : model_.links_of(key)) {
    if (!is_candidate(link, side)) continue;
    ask_through(link, side);
    follow(link, side);
  }
}

/// What features that are on want of the linked package, weakly or not.
void FeaturePass::ask_through(LinkIx link, Side of_parent) {
  const auto key = model_.facts(link).key;
  if (key == none) return;
  for (const auto feature : model_.asking_through(KeyIx(key))) {
    if (!on_[slot(of_parent)][feature]) continue;
    for (const auto& value : model_.values(feature))
      if (value.kind == FeatureValue::Kind::dependency_feature && value.key == key)
        request_of(link, of_parent, value.name, {Cause::Kind::dependency_feature, feature.value});
  }
  for (const auto& weak : weak_seeds_)
    if (weak.key.value == key && slot(weak.side) == slot(of_parent))
      request_of(link, of_parent, weak.feature, of_weak_seed(weak.key));
}

void FeaturePass::apply(PackageIx, Side side, const FeatureModel::Value& value, StoredCause cause) {
  switch (value.kind) {
    case FeatureValue::Kind::feature:
      request(value.feature, side, cause);
      return;
    case FeatureValue::Kind::dependency:
      if (value.key != none) enable(KeyIx(value.key), side, cause);
      return;
    case FeatureValue::Kind::dependency_feature:
      break;
  }
  if (value.key == none) return;
  const KeyIx key(value.key);
  const bool weak_seed = value.weak && cause == StoredCause{};
  if (weak_seed) weak_seeds_.push_back({key, side, value.name});
  for (const auto link : model_.links_of(key)) {
    if (!is_candidate(link, side)) continue;
    const bool waits = value.weak && model_.facts(link).optional;
    if (waits && !enabled_[slot(side)][key]) continue;
    if (!value.weak && model_.facts(link).optional) {
      enable(key, side, cause);
      request(value.feature, side, cause);
    }
    request_of(link, side, value.name, weak_seed ? of_weak_seed(key) : cause);
  }
}

bool FeaturePass::is_first(Cause::Kind kind, LinkIx link, FeatureIx feature) const {
  for (std::size_t side = 0; side < 2; ++side) {
    const auto& stored = cause_[side][feature];
    if (on_[side][feature] && stored.kind == kind && stored.subject == link.value) return true;
  }
  return false;
}

Cause FeaturePass::cause(FeatureIx feature, Side side) const {
  const auto& stored = cause_[slot(side)][feature];
  Cause cause;
  cause.kind = stored.kind;
  if (stored.subject == none || stored.kind == Cause::Kind::seed) return cause;
  if (stored.kind == Cause::Kind::declaration || stored.kind == Cause::Kind::default_feature) {
    cause.link = LinkIx(stored.subject);
    return cause;
  }
  cause.package = model_.package_of(FeatureIx(stored.subject));
  cause.feature = model_.name(FeatureIx(stored.subject));
  return cause;
}

}  // namespace plimsoll::resolve
