// SPDX-License-Identifier: MIT OR Apache-2.0
/// Where long answers go.
#pragma once

#include <functional>
#include <string_view>

namespace plimsoll::cargo_output {

/// Takes a text piece by piece, so that it is never held as a whole; false ends it.
using Sink = std::function<bool(std::string_view)>;

}  // namespace plimsoll::cargo_output
