// SPDX-License-Identifier: MIT OR Apache-2.0
/// What a resolution loses when declarations no longer ask for something, found without resolving anew.
#pragma once

#include <memory>
#include <optional>
#include <string_view>
#include <vector>

#include "plimsoll/resolve/resolution.h"

namespace plimsoll::resolve {

struct LostFeature {
  graph::PackageIx package;
  Side side = Side::target;
  std::string_view feature;
  friend auto operator<=>(const LostFeature&, const LostFeature&) = default;
};

struct LostPackage {
  graph::PackageIx package;
  Side side = Side::target;
  friend auto operator<=>(const LostPackage&, const LostPackage&) = default;
};

/// An optional dependency that is no longer switched on.
struct LostLink {
  graph::LinkIx link;
  Side of_parent = Side::target;
  friend auto operator<=>(const LostLink&, const LostLink&) = default;
};

/// What the second pass had and has no more, sorted; all of it on the target side where sides are not told apart.
/// Nothing ever comes in return: a request can only add.
struct Loss {
  std::vector<LostFeature> features = {};
  std::vector<LostPackage> packages = {};
  std::vector<LostLink> links = {};
  [[nodiscard]] bool empty() const { return features.empty() && packages.empty() && links.empty(); }
};

/// A working copy of the second pass of one resolution, which must outlive it. What has its first cause in a withdrawn
/// request is taken out with all that follows from it, and what something else still asks for is put back: deletion
/// and rederivation, after Gupta, Mumick and Subrahmanian, "Maintaining Views Incrementally", SIGMOD 1993.
class Retraction {
 public:
  /// Cost: linear in features and packages.
  explicit Retraction(const Resolution&);
  ~Retraction();
  Retraction(Retraction&&) noexcept;

  /// What goes without these requests, which are sorted; those of an earlier call are asked again. Cost: that of what
  /// follows from the requests and of all that asks for the same.
  Loss without(const std::vector<AskedFeature>&);
  /// After the last withdrawal, as `Resolution::why`.
  [[nodiscard]] std::optional<Cause> why(graph::PackageIx, std::string_view feature, Side) const;

 private:
  class Deletion;
  std::unique_ptr<Deletion> deletion_;
};

}  // namespace plimsoll::resolve
