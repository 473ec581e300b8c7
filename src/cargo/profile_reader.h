// SPDX-License-Identifier: MIT OR Apache-2.0
/// `[profile.…]` tables.
#pragma once

#include "plimsoll/cargo/manifest.h"

namespace plimsoll::cargo {

/// All profiles below a `[profile]` table, of a manifest or of a configuration file.
Profiles read_profiles(const support::toml::Value& table, support::Diagnostics&);

}  // namespace plimsoll::cargo
