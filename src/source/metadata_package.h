// SPDX-License-Identifier: MIT OR Apache-2.0
/// One entry of `packages` in a `cargo metadata` document.
#pragma once

#include <nlohmann/json_fwd.hpp>
#include <string>

#include "plimsoll/cargo/closure.h"
#include "plimsoll/support/result.h"

namespace plimsoll::source {

/// The package with its manifest, which is missing where the document gives no path to it; not a member, not locked.
/// Error: invalid.
support::Result<cargo::ClosurePackage> read_metadata_package(const nlohmann::json&);

/// A text under `key`; empty if there is none.
std::string text_under(const nlohmann::json&, const char* key);

}  // namespace plimsoll::source
