// SPDX-License-Identifier: MIT OR Apache-2.0
/// Paths as text, `/` between components; nothing here looks at a disk.
#pragma once

#include <string>
#include <string_view>

namespace plimsoll::cargo {

/// `path` below `base`, `.` and `..` worked out in the text; absolute if `base` is.
std::string join_path(std::string_view base, std::string_view path);

/// `path` of a manifest in directory `base` as Cargo prints it: `.` and `..` are worked out within `path` alone, so
/// that one that leads out of the folder stays `/ws/m/../lib.rs`.
std::string join_written_path(std::string_view base, std::string_view path);

/// The `path` that `join_written_path` makes `joined` of; `joined` itself if it is not below `base`.
std::string_view written_path(std::string_view base, std::string_view joined);

/// How to get from directory `from` to `to`, both absolute and normalised: `../../LICENSE`.
std::string relative_path(std::string_view from, std::string_view to);

/// Everything before the last `/`; `/` for a path in the root, `.` for a bare name.
std::string_view parent_path(std::string_view path);

/// Everything behind the last `/`.
std::string_view file_name(std::string_view path);

}  // namespace plimsoll::cargo
