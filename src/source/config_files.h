// SPDX-License-Identifier: MIT OR Apache-2.0
/// Cargo's configuration files and the variables that stand above them.
#pragma once

#include <string>

#include "plimsoll/cargo/config.h"
#include "plimsoll/outside/world.h"
#include "plimsoll/support/diagnostics.h"

namespace plimsoll::source {

/// The configuration that holds in the working directory: `.cargo/config.toml` there and in every folder above, then
/// Cargo's home, `include` followed, environment variables on top.
cargo::Config read_config(const outside::World&, const std::string& cargo_home, support::SourceMap&,
                          support::Diagnostics&);

/// RUSTFLAGS or CARGO_ENCODED_RUSTFLAGS; nothing if neither is set.
std::optional<std::vector<std::string>> environment_rustflags(const outside::Environment&);

}  // namespace plimsoll::source
