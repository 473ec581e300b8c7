// SPDX-License-Identifier: MIT OR Apache-2.0
/// A lockfile from a document that was parsed.
#pragma once

#include <optional>

#include "plimsoll/cargo/lockfile.h"
#include "plimsoll/support/toml.h"

namespace plimsoll::cargo {

/// What `parse_lockfile` gives for the text.
std::optional<Lockfile> read_lockfile(support::FileId, const support::toml::Value& root, support::Diagnostics&);

}  // namespace plimsoll::cargo
