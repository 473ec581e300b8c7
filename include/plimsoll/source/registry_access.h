// SPDX-License-Identifier: MIT OR Apache-2.0
/// Whether and how registries may be asked.
#pragma once

#include <optional>
#include <string>

namespace plimsoll::source {

struct RegistryAccess {
  bool online = false;  ///< the network may be used for what is not on this machine
  /// The sparse index of crates.io or of a mirror, above everything that Cargo's configuration says.
  std::optional<std::string> index = {};
  int timeout_seconds = 60;  ///< for all that is fetched in one go
};

}  // namespace plimsoll::source
