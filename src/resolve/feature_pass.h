// SPDX-License-Identifier: MIT OR Apache-2.0
/// Cargo's second pass, the feature resolver: features for each side.
#pragma once

#include <array>
#include <vector>

#include "feature_model.h"
#include "link_pass.h"

namespace plimsoll::resolve {

/// What the second pass tells apart (Cargo reference, "Features", Feature resolver version 2).
struct FeaturePassOptions {
  bool split_sides = false;
  bool skip_development = false;
  bool heed_platforms = false;
};

/// Walks the links of the first pass again. With `split_sides` off there is one set of features, kept under the target
/// side.
class FeaturePass {
 public:
  FeaturePass(const graph::PackageGraph&, const FeatureModel&, const LinkPass&, const Waived&, FeaturePassOptions,
              const std::vector<char>& matches_host, const std::vector<char>& matches_any_target);
  void run(const std::vector<Seed>& seeds);

  [[nodiscard]] bool is_active(graph::PackageIx package, Side side) const { return active_[slot(side)][package]; }
  [[nodiscard]] bool has(FeatureIx feature, Side side) const { return on_[slot(side)][feature]; }
  [[nodiscard]] bool is_enabled(graph::LinkIx, Side of_parent) const;
  /// Linked, and neither platform nor kind rules it out.
  [[nodiscard]] bool is_candidate(graph::LinkIx, Side of_parent) const;
  [[nodiscard]] Cause cause(FeatureIx feature, Side side) const;
  /// The declaration switched the feature on, on some side, before anything else did.
  [[nodiscard]] bool is_first(Cause::Kind, graph::LinkIx, FeatureIx) const;
  [[nodiscard]] bool splits_sides() const { return options_.split_sides; }

 private:
  friend class Retraction;
  struct StoredCause {
    Cause::Kind kind = Cause::Kind::seed;
    std::uint32_t subject = none;  // a link, a feature, the key of a weak seed; none for any other seed
    friend bool operator==(const StoredCause&, const StoredCause&) = default;
  };
  struct Work {
    enum class Kind : std::uint8_t { package, feature } kind;
    Side side;
    std::uint32_t subject;
  };

  [[nodiscard]] std::size_t slot(Side side) const { return options_.split_sides ? static_cast<std::size_t>(side) : 0; }
  [[nodiscard]] Side side_of(graph::LinkIx, Side of_parent) const;
  void drain();
  void apply_values(FeatureIx, Side);
  void activate(graph::PackageIx, Side, std::uint32_t link = none);
  void visit(graph::PackageIx, Side);
  void follow(graph::LinkIx, Side of_parent);
  void apply(graph::PackageIx, Side, const FeatureModel::Value&, StoredCause);
  void enable(KeyIx, Side, StoredCause);
  void ask_through(graph::LinkIx, Side of_parent);
  void request(std::uint32_t feature, Side, StoredCause);
  void request_of(graph::LinkIx, Side of_parent, std::string_view feature, StoredCause);

  const graph::PackageGraph& graph_;
  const FeatureModel& model_;
  const LinkPass& links_;
  const Waived* waived_;
  FeaturePassOptions options_;
  const std::vector<char>& matches_host_;
  const std::vector<char>& matches_any_target_;
  std::array<std::vector<char>, 2> active_;
  std::array<std::vector<char>, 2> on_;
  std::array<std::vector<char>, 2> enabled_;
  static StoredCause of_weak_seed(KeyIx key) { return {Cause::Kind::seed, key.value}; }

  /// What seeds ask weakly: it holds once the key is switched on.
  struct WeakSeed {
    KeyIx key;
    Side side;
    std::string_view feature;
  };
  std::vector<WeakSeed> weak_seeds_;
  // The first cause of each thing that is so; a seed is the cause of all that it asks for.
  std::array<std::vector<StoredCause>, 2> cause_;
  std::array<std::vector<std::uint32_t>, 2> active_cause_;   // a link; none for a seed
  std::array<std::vector<std::uint32_t>, 2> enabled_cause_;  // a feature; none for a seed
  std::vector<Work> work_;
};

}  // namespace plimsoll::resolve
