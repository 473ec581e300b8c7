// SPDX-License-Identifier: MIT OR Apache-2.0
#include "plimsoll/resolve/retraction.h"

#include <algorithm>
#include <utility>

#include "feature_pass.h"
#include "resolution_state.h"

namespace plimsoll::resolve {

using cargo::FeatureValue;
using graph::LinkIx;
using graph::PackageIx;

/// Puts the pass into the state without the requests, and back.
class Retraction::Deletion {
 public:
  explicit Deletion(const Resolution::State& base) : model_(*base.model), graph_(base.graph), pass_(*base.features) {
    pass_.waived_ = &waived_;
  }

  Loss without(const std::vector<AskedFeature>& asked) {
    undo();
    waived_ = Waived(asked);
    for (const auto one : asked) withdraw(one);
    for (std::size_t i = 0; i < taken_.size(); ++i) spread(taken_[i]);
    restore();
    return loss();
  }

  [[nodiscard]] std::optional<Cause> why(PackageIx package, std::string_view feature, Side side) const {
    const auto found = model_.find(package, feature);
    if (found == none || !pass_.has(FeatureIx(found), side)) return std::nullopt;
    return pass_.cause(FeatureIx(found), side);
  }

 private:
  using StoredCause = FeaturePass::StoredCause;
  struct Taken {
    enum class Kind : std::uint8_t { package, feature, key } kind;
    Side side;
    std::uint32_t subject;
    StoredCause cause;
  };

  [[nodiscard]] std::size_t slot(Side side) const { return pass_.slot(side); }

  /// One that is gone stays gone: each is taken once.
  void take_package(PackageIx package, Side side, LinkIx by) {
    auto& active = pass_.active_[slot(side)][package];
    const auto cause = pass_.active_cause_[slot(side)][package];
    if (!active || cause != by.value) return;
    active = 0;
    taken_.push_back({Taken::Kind::package, side, package.value, {Cause::Kind::seed, cause}});
  }

  void take_feature(std::uint32_t feature, Side side, StoredCause by) {
    if (feature == none) return;
    auto& on = pass_.on_[slot(side)][feature];
    if (!on || pass_.cause_[slot(side)][feature] != by) return;
    on = 0;
    taken_.push_back({Taken::Kind::feature, side, feature, by});
  }

  void take_key(KeyIx key, Side side, FeatureIx by) {
    auto& enabled = pass_.enabled_[slot(side)][key];
    const auto cause = pass_.enabled_cause_[slot(side)][key];
    if (!enabled || cause != by.value) return;
    enabled = 0;
    taken_.push_back({Taken::Kind::key, side, key.value, {Cause::Kind::seed, cause}});
  }

  void withdraw(AskedFeature asked) {
    const bool is_default = asked.position == AskedFeature::default_features;
    const auto feature =
        is_default ? model_.facts(asked.link).default_feature : model_.asked(asked.link)[asked.position];
    const auto kind = is_default ? Cause::Kind::default_feature : Cause::Kind::declaration;
    for (const auto side : {Side::target, Side::host}) take_feature(feature, side, {kind, asked.link.value});
  }

  /// Takes what has its cause in something taken. Where the cause does not tell sides apart, rather too much.
  void spread(const Taken taken) {
    switch (taken.kind) {
      case Taken::Kind::package:
        for (const auto link : graph_.links_from(PackageIx(taken.subject)))
          if (!model_.facts(link).optional && pass_.is_candidate(link, taken.side)) unfollow(link, taken.side);
        return;
      case Taken::Kind::feature:
        for (const auto& value : model_.values(FeatureIx(taken.subject)))
          withdraw_value(FeatureIx(taken.subject), value, taken.side);
        return;
      case Taken::Kind::key:
        for (const auto link : model_.links_of(KeyIx(taken.subject)))
          if (pass_.is_candidate(link, taken.side)) close(link, KeyIx(taken.subject), taken.side);
        return;
    }
  }

  void unfollow(LinkIx link, Side of_parent) {
    const auto side = pass_.side_of(link, of_parent);
    take_package(graph_.link(link).to, side, link);
    take_feature(model_.facts(link).default_feature, side, {Cause::Kind::default_feature, link.value});
    for (const auto feature : model_.asked(link)) take_feature(feature, side, {Cause::Kind::declaration, link.value});
  }

  void withdraw_value(FeatureIx feature, const FeatureModel::Value& value, Side side) {
    if (value.kind == FeatureValue::Kind::feature) {
      take_feature(value.feature, side, {Cause::Kind::feature, feature.value});
      return;
    }
    if (value.key == none) return;
    take_key(KeyIx(value.key), side, feature);
    if (value.kind == FeatureValue::Kind::dependency) return;
    take_feature(value.feature, side, {Cause::Kind::dependency_feature, feature.value});
    for (const auto link : model_.links_of(KeyIx(value.key)))
      if (pass_.is_candidate(link, side)) withdraw_through(link, feature, value.name, side);
  }

  void withdraw_through(LinkIx link, FeatureIx feature, std::string_view name, Side of_parent) {
    take_feature(model_.find(graph_.link(link).to, name), pass_.side_of(link, of_parent),
                 {Cause::Kind::dependency_feature, feature.value});
  }

  /// The link of a key that is no longer on.
  void close(LinkIx link, KeyIx key, Side of_parent) {
    unfollow(link, of_parent);
    for (const auto feature : model_.asking_through(key))
      for (const auto& value : model_.values(feature))
        if (value.kind == FeatureValue::Kind::dependency_feature && value.key == key.value)
          withdraw_through(link, feature, value.name, of_parent);
    for (const auto& weak : pass_.weak_seeds_)
      if (weak.key == key)
        take_feature(model_.find(graph_.link(link).to, weak.feature), pass_.side_of(link, of_parent),
                     FeaturePass::of_weak_seed(key));
  }

  [[nodiscard]] PackageIx package_of(const Taken& taken) const {
    switch (taken.kind) {
      case Taken::Kind::package:
        return PackageIx(taken.subject);
      case Taken::Kind::feature:
        return model_.package_of(FeatureIx(taken.subject));
      case Taken::Kind::key:
        break;
    }
    return model_.package_of(KeyIx(taken.subject));
  }

  void restore() {
    std::vector<std::pair<PackageIx, Side>> places;
    for (const auto& taken : taken_) places.emplace_back(package_of(taken), taken.side);
    std::sort(places.begin(), places.end());
    places.erase(std::unique(places.begin(), places.end()), places.end());
    for (const auto& [package, side] : places) {
      ask_again(package, side);
      pass_.drain();
    }
  }

  /// Everything that still holds and leads to the package on that side, from outside and from its own features.
  void ask_again(PackageIx package, Side side) {
    for (const auto link : graph_.links_to(package))
      for (const auto of_parent : {Side::target, Side::host}) {
        if (of_parent == Side::host && !pass_.splits_sides()) continue;
        if (pass_.side_of(link, of_parent) == side && pass_.is_candidate(link, of_parent)) ask_over(link, of_parent);
      }
    const auto first = model_.first_feature(package);
    for (std::uint32_t i = 0; i < model_.feature_count(package); ++i)
      if (const FeatureIx feature(first + i); pass_.has(feature, side)) pass_.apply_values(feature, side);
  }

  void ask_over(LinkIx link, Side of_parent) {
    if (!pass_.is_enabled(link, of_parent)) return;
    if (model_.facts(link).optional || pass_.is_active(graph_.link(link).from, of_parent))
      pass_.follow(link, of_parent);
    pass_.ask_through(link, of_parent);
  }

  [[nodiscard]] Loss loss() const {
    Loss loss;
    for (const auto& [kind, side, subject, cause] : taken_) {
      if (kind == Taken::Kind::package && !pass_.is_active(PackageIx(subject), side))
        loss.packages.push_back({PackageIx(subject), side});
      if (kind == Taken::Kind::feature && !pass_.has(FeatureIx(subject), side))
        loss.features.push_back({model_.package_of(FeatureIx(subject)), side, model_.name(FeatureIx(subject))});
      if (kind == Taken::Kind::key && !pass_.enabled_[slot(side)][subject])
        for (const auto link : model_.links_of(KeyIx(subject)))
          if (model_.facts(link).optional && pass_.is_candidate(link, side)) loss.links.push_back({link, side});
    }
    std::ranges::sort(loss.packages);
    std::ranges::sort(loss.features);
    std::ranges::sort(loss.links);
    return loss;
  }

  /// Whatever was put back had been taken first.
  void undo() {
    for (const auto& [kind, side, subject, cause] : taken_) {
      if (kind == Taken::Kind::feature) {
        pass_.on_[slot(side)][subject] = 1;
        pass_.cause_[slot(side)][subject] = cause;
        continue;
      }
      const bool is_package = kind == Taken::Kind::package;
      (is_package ? pass_.active_ : pass_.enabled_)[slot(side)][subject] = 1;
      (is_package ? pass_.active_cause_ : pass_.enabled_cause_)[slot(side)][subject] = cause.subject;
    }
    taken_.clear();
  }

  const FeatureModel& model_;
  const graph::PackageGraph& graph_;
  Waived waived_{{}};
  FeaturePass pass_;
  std::vector<Taken> taken_;
};

Retraction::Retraction(const Resolution& base) : deletion_(std::make_unique<Deletion>(*base.state_)) {}
Retraction::~Retraction() = default;
Retraction::Retraction(Retraction&&) noexcept = default;

Loss Retraction::without(const std::vector<AskedFeature>& asked) {
  return deletion_->without(asked);
}

std::optional<Cause> Retraction::why(PackageIx package, std::string_view feature, Side side) const {
  return deletion_->why(package, feature, side);
}

}  // namespace plimsoll::resolve
