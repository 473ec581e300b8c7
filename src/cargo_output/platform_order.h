// SPDX-License-Identifier: MIT OR Apache-2.0
/// The order in which Cargo lists platform conditions.
#pragma once

#include <compare>

#include "plimsoll/cargo/cfg_expr.h"

namespace plimsoll::cargo_output {

/// Names before expressions; expressions by their form, `not`, `all`, `any`, a single option, then by their parts.
std::strong_ordering compare_platforms(const cargo::PlatformSpec&, const cargo::PlatformSpec&);

}  // namespace plimsoll::cargo_output
