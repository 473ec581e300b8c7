// SPDX-License-Identifier: MIT OR Apache-2.0
/// The `[features]` table with what Cargo adds to it.
#pragma once

#include "plimsoll/cargo/manifest.h"

namespace plimsoll::cargo {

/// Fills `package.features` and `package.features_at` from `[features]`; an optional dependency that no value names
/// with `dep:` adds a feature of its own name (Cargo reference, "Features", Optional dependencies). With `validate`,
/// values that name nothing are reported. `package.dependencies` must be filled before.
void read_features(const support::toml::Value& root, bool validate, Package& package, support::Diagnostics&);

}  // namespace plimsoll::cargo
