// SPDX-License-Identifier: MIT OR Apache-2.0
/// Cargo's first pass, the dependency resolver: which links exist, and the features of `cargo metadata`.
#pragma once

#include <array>
#include <vector>

#include "feature_model.h"
#include "waived.h"

namespace plimsoll::resolve {

/// Knows neither platforms nor sides, and takes weak features for strong ones. A package is visited in two capacities:
/// as a root, where its dev-dependencies count, and as somebody's dependency; each has its own features, and the result
/// is their union (in Cargo each request is visited by itself, which comes to the same).
class LinkPass {
 public:
  LinkPass(const graph::PackageGraph&, const FeatureModel&, const Waived&);
  void run(const std::vector<Seed>& seeds);

  [[nodiscard]] bool is_linked(graph::LinkIx link) const { return linked_[0][link] || linked_[1][link]; }
  [[nodiscard]] bool is_reached(graph::PackageIx package) const { return visited_[0][package] || visited_[1][package]; }
  [[nodiscard]] bool has(FeatureIx feature) const { return on_[0][feature] || on_[1][feature]; }
  [[nodiscard]] std::vector<Resolution::Missing> take_missing() && { return std::move(missing_); }

 private:
  enum Capacity : std::uint8_t { root, dependency };
  struct Work {
    enum class Kind : std::uint8_t { package, feature, link } kind;
    Capacity capacity;
    std::uint32_t subject;
  };

  void drain();
  void visit(Capacity, graph::PackageIx);
  void follow(Capacity, graph::LinkIx);
  void apply(Capacity, graph::PackageIx, const FeatureModel::Value&);
  void need(Capacity, KeyIx);
  void request(Capacity, std::uint32_t feature);
  void request_of(graph::LinkIx, std::string_view feature);
  [[nodiscard]] bool counts(Capacity, graph::LinkIx) const;

  const graph::PackageGraph& graph_;
  const FeatureModel& model_;
  const Waived& waived_;
  std::array<std::vector<char>, 2> visited_;
  std::array<std::vector<char>, 2> linked_;
  std::array<std::vector<char>, 2> on_;
  std::array<std::vector<char>, 2> needed_;
  std::array<std::vector<std::vector<std::string_view>>, 2> needed_features_;
  std::vector<Work> work_;
  std::vector<Resolution::Missing> missing_;
};

}  // namespace plimsoll::resolve
