// SPDX-License-Identifier: MIT OR Apache-2.0
/// Paths as text, `/` between components; nothing here looks at a disk.
#pragma once

#include <string>
#include <string_view>

namespace plimsoll::cargo {

/// `path` below `base`, `.` and `..` worked out in the text; absolute if `base` is.
std::string join_path(std::string_view base, std::string_view path);

/// How to get from directory `from` to `to`, both absolute and normalised: `../../LICENSE`.
std::string relative_path(std::string_view from, std::string_view to);

/// Everything before the last `/`; `/` for a path in the root, `.` for a bare name.
std::string_view parent_path(std::string_view path);

/// Everything behind the last `/`.
std::string_view file_name(std::string_view path);

}  // namespace plimsoll::cargo
