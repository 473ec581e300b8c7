// SPDX-License-Identifier: MIT OR Apache-2.0
/// File-name patterns as Cargo's `members` uses them.
#pragma once

#include <string_view>

namespace plimsoll::support {

/// Whether `pattern` holds `*`, `?` or `[`.
bool is_glob(std::string_view pattern);

/// Whether `name`, one path component, matches `pattern`: `*` any run of code points, `?` one, `[a-z]` and `[!a-z]` one
/// of a set. A leading dot needs no special treatment. Cost: linear in practice, never exponential.
bool matches_glob(std::string_view pattern, std::string_view name);

}  // namespace plimsoll::support
