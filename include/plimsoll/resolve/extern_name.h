// SPDX-License-Identifier: MIT OR Apache-2.0
/// The name by which one package's code knows the library of another.
#pragma once

#include <span>
#include <string>

#include "plimsoll/resolve/resolution.h"

namespace plimsoll::resolve {

/// `links` are all links of one package to one other, at least one. The name is the key of a declaration with
/// `package = …`, else the library's own; so it is for a package that depends on itself. Error: invalid, if the links
/// of the first pass give several names, which Cargo refuses.
support::Result<std::string> extern_name(const Resolution&, std::span<const graph::LinkIx> links,
                                         const cargo::CrateTarget& library);

}  // namespace plimsoll::resolve
