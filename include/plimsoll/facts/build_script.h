// SPDX-License-Identifier: MIT OR Apache-2.0
/// What a build script does, as far as its text shows.
#pragma once

#include <string_view>

#include "plimsoll/facts/package_facts.h"

namespace plimsoll::facts {

/// Reads the text of a `build.rs` as tokens and looks for calls and texts that give a purpose away. What other files or
/// crates do on its behalf is seen only where the crate's name tells. Cost: linear.
BuildScriptFacts read_build_script(std::string_view source);

}  // namespace plimsoll::facts
