// SPDX-License-Identifier: MIT OR Apache-2.0
/// The two readers of TOML: one for every document, and one for those written plainly, which nearly all are.
#pragma once

#include <optional>
#include <string_view>

#include "plimsoll/support/toml.h"

namespace plimsoll::support::toml {

/// The document as `read_with_library` gives it, some ten times faster; nothing where a form occurs that is rarely
/// written (numbers other than plain integers, dates, escapes of code points, …) or not allowed. `text` must be UTF-8.
std::optional<Value> read_plain(FileId file, std::string_view text);

/// The document by toml++, which knows every form and says what is wrong with a document. `text` must be UTF-8.
std::optional<Value> read_with_library(FileId file, std::string_view text, Diagnostics& diagnostics);

}  // namespace plimsoll::support::toml
