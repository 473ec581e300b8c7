// SPDX-License-Identifier: MIT OR Apache-2.0
/// How Cargo calls its folders for a registry.
#pragma once

#include <string>
#include <string_view>

#include "plimsoll/cargo/package_id.h"

namespace plimsoll::source {

/// `HOST-HASH`, as Cargo 1.85 and later name the folders of a registry below `registry/index`, `cache` and `src`.
std::string registry_folder(const cargo::SourceId&);

/// What stands behind the last hyphen of that name for crates.io: of its sparse index, then of its git repository; each
/// as of Cargo 1.85 and as before. The hash tells the folder of crates.io from every other without naming its host.
inline constexpr std::string_view crates_io_sparse_hashes[] = {"1949cf8c6b5b557f", "6f17d22bba15001f"};
inline constexpr std::string_view crates_io_git_hashes[] = {"25cdd57fae9f0462", "1ecc6299db9ec823"};

}  // namespace plimsoll::source
