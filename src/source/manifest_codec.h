// SPDX-License-Identifier: MIT OR Apache-2.0
/// Manifests of published packages as bytes, for a cache.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "plimsoll/cargo/manifest.h"

namespace plimsoll::source {

/// Changes with the form of the bytes, and with what the reader of manifests makes of a manifest.
inline constexpr std::string_view manifest_codec_version = "2";

/// The package of the manifest without places; paths are kept relative to the package's folder.
std::string encode_manifest(const cargo::Manifest&);

/// What `encode_manifest` gave, as a manifest in `directory`; nothing for any other bytes. Cost: linear.
std::optional<cargo::Manifest> decode_manifest(std::string_view bytes, const std::string& directory);

}  // namespace plimsoll::source
