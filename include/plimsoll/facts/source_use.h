// SPDX-License-Identifier: MIT OR Apache-2.0
/// How builds use the sources of a package, and what of them is therefore worth reading.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "plimsoll/cargo/manifest.h"
#include "plimsoll/cargo/target.h"
#include "plimsoll/facts/condition.h"

namespace plimsoll::facts {

/// What one package is compiled for. Code that is off there stays off in every build with no other features and on no
/// other platforms.
struct SourceUse {
  std::vector<std::string_view> features = {};       ///< sorted; what any of the units has on
  std::vector<const cargo::Target*> platforms = {};  ///< each once; none: nothing of the package is compiled
  bool everywhere = false;                           ///< for whatever features and platforms
  [[nodiscard]] bool is_compiled() const { return everywhere || !platforms.empty(); }
};

/// What holds in the builds that a package is used in: `no` and `yes` only where it is so in all of them. Features that
/// are on may be off in others, as may what a profile sets. Refers to both.
class UsedSwitches final : public Switches {
 public:
  UsedSwitches(const SourceUse& use, const cargo::Package& package) : use_(use), package_(package) {}
  [[nodiscard]] Truth option(std::string_view name) const override;
  [[nodiscard]] Truth value(std::string_view key, std::string_view value) const override;

 private:
  template <class Has>
  [[nodiscard]] Truth on_platforms(const Has& has) const;

  const SourceUse& use_;
  const cargo::Package& package_;
};

}  // namespace plimsoll::facts
