// SPDX-License-Identifier: MIT OR Apache-2.0
/// Which packages, links and features are live for one request, on which side, and why.
#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "plimsoll/graph/package_graph.h"
#include "plimsoll/resolve/selection.h"

namespace plimsoll::resolve {

/// Build scripts and proc macros, and all below them, live on the host side.
enum class Side : std::uint8_t { target, host };

/// What is the same for all resolutions of one graph: features, keys and links as numbers. Built once, then shared.
class FeatureModel;
std::shared_ptr<const FeatureModel> model_of(const graph::PackageGraph&);

/// One thing that a declaration asks of the package that it is bound to: its default features, or one of its list.
struct AskedFeature {
  static constexpr std::uint32_t default_features = static_cast<std::uint32_t>(-1);
  graph::LinkIx link;
  std::uint32_t position = default_features;  ///< in the declaration's `features`
  friend auto operator<=>(const AskedFeature&, const AskedFeature&) = default;
};

/// A request, complete.
struct Request {
  std::vector<Seed> seeds;
  const Platforms* platforms = nullptr;
  bool dev_units = false;                 ///< tests, examples or benches are asked for: dev-dependencies count
  bool follow_features = true;            ///< false: only the first pass is needed, as for `cargo metadata`
  std::vector<AskedFeature> waived = {};  ///< sorted; as if the declarations did not ask for these
};

/// Why a feature is on, as far as the first cause tells.
struct Cause {
  enum class Kind { seed, declaration, default_feature, feature, dependency_feature };
  Kind kind = Kind::seed;
  std::optional<graph::LinkIx> link = {};  ///< the declaration that asked, for declaration and default_feature
  graph::PackageIx package = {};           ///< whose feature asked, for feature and dependency_feature
  std::string_view feature = {};           ///< which of its features
};

/// The result of Cargo's two passes. The first, the dependency resolver, decides which links exist at all, knowing
/// neither platforms nor sides; the second, the feature resolver, decides features for each side. Immutable; refers to
/// the graph, which must outlive it.
class Resolution {
 public:
  ~Resolution();
  Resolution(Resolution&&) noexcept;
  Resolution& operator=(Resolution&&) noexcept;

  /// First pass: the link is in the graph of `cargo metadata`.
  [[nodiscard]] bool is_linked(graph::LinkIx) const;
  /// First pass: the package is reached.
  [[nodiscard]] bool is_reached(graph::PackageIx) const;
  /// First pass: features as `cargo metadata` shows them, sorted.
  [[nodiscard]] std::vector<std::string_view> unified_features(graph::PackageIx) const;

  /// Second pass: the package takes part on that side.
  [[nodiscard]] bool is_active(graph::PackageIx, Side) const;
  /// On either side.
  [[nodiscard]] bool is_active(graph::PackageIx) const;
  /// Second pass: features that the package is compiled with on that side, sorted.
  [[nodiscard]] std::vector<std::string_view> features(graph::PackageIx, Side) const;
  [[nodiscard]] bool has_feature(graph::PackageIx, std::string_view feature, Side) const;
  /// Second pass: the declaration is not optional, or its key was switched on.
  [[nodiscard]] bool is_enabled(graph::LinkIx, Side of_parent) const;
  /// Second pass: the link is followed from that side: linked, right platform and kind, enabled.
  [[nodiscard]] bool is_live(graph::LinkIx, Side of_parent) const;
  /// The parent takes part on that side, and the link is live from there.
  [[nodiscard]] bool is_followed(graph::LinkIx, Side of_parent) const;
  /// The side on which the linked package is built when its parent is on `of_parent`. `any_proc_macro`: as `cargo tree`
  /// asks, by any target of the package, where a build asks by the library.
  [[nodiscard]] Side side_of(graph::LinkIx, Side of_parent, bool any_proc_macro = false) const;
  /// The first cause of a feature on that side; nothing if it is off.
  [[nodiscard]] std::optional<Cause> why(graph::PackageIx, std::string_view feature, Side) const;

  /// The platform condition holds for the host, or for any of the targets.
  [[nodiscard]] bool matches_host(graph::LinkIx) const;
  [[nodiscard]] bool matches_target(graph::LinkIx, std::size_t target) const;
  /// It holds for one of the platforms that a parent on that side wants it for: the host for build dependencies.
  [[nodiscard]] bool matches_any(graph::LinkIx, Side of_parent) const;

  [[nodiscard]] const graph::PackageGraph& graph() const;
  [[nodiscard]] const Request& request() const;
  /// Whether host and target sides are told apart (resolver 2 and later).
  [[nodiscard]] bool splits_sides() const;
  /// Features that were asked for and do not exist: Cargo would refuse to resolve.
  struct Missing {
    graph::PackageIx asked_by;
    graph::PackageIx package;
    std::string feature;
  };
  [[nodiscard]] std::span<const Missing> missing_features() const;

  /// Second pass: this was the first to switch the feature on, on some side. If it was not, the feature is on without
  /// its help, and waiving it changes nothing, for no link counts in the second pass that would need the first pass to
  /// differ; if it was, something else may still stand in for it. Cost: constant.
  [[nodiscard]] bool is_first_to_ask(AskedFeature) const;

 private:
  friend Resolution resolve(const graph::PackageGraph&, std::shared_ptr<const FeatureModel>, Request);
  friend Resolution resolve_without(const Resolution&, std::vector<AskedFeature>);
  friend Resolution resolve_for(const Resolution&, std::vector<Seed>);
  friend class Retraction;
  struct State;
  explicit Resolution(std::unique_ptr<State>);
  std::unique_ptr<State> state_;
};

/// Cost: linear in links and features. `request.platforms` must outlive the result.
Resolution resolve(const graph::PackageGraph&, std::shared_ptr<const FeatureModel>, Request);

/// @name The same request with one part changed
/// Platform conditions are not evaluated again.
/// @{
Resolution resolve_without(const Resolution&, std::vector<AskedFeature> waived);  ///< sorted
Resolution resolve_for(const Resolution&, std::vector<Seed> seeds);
/// @}

}  // namespace plimsoll::resolve
