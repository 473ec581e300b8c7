// SPDX-License-Identifier: MIT OR Apache-2.0
/// Facts of all packages of a closure, from their folders.
#pragma once

#include <span>

#include "plimsoll/cargo/closure.h"
#include "plimsoll/facts/package_facts.h"
#include "plimsoll/facts/source_use.h"
#include "plimsoll/outside/world.h"

namespace plimsoll::source {

/// One entry for each package, in the closure's order. A package that is not unpacked in a folder has no facts, and
/// what cannot be read is left out. Code is read of packages that are compiled, as far as their use can switch it on;
/// `uses` has one entry for each package. Facts of packages that Cargo unpacked from a registry are kept in Plimsoll's
/// cache; the cache makes this faster and changes nothing. Cost: one read for each file of code, and for each build
/// script.
facts::FactTable extract_facts(const cargo::Closure&, std::span<const facts::SourceUse> uses, outside::World&,
                               std::size_t threads);

}  // namespace plimsoll::source
