// SPDX-License-Identifier: MIT OR Apache-2.0
/// Facts of all packages of a closure, from their folders.
#pragma once

#include "plimsoll/cargo/closure.h"
#include "plimsoll/facts/package_facts.h"
#include "plimsoll/outside/world.h"

namespace plimsoll::source {

/// One entry for each package, in the closure's order. A package that is not unpacked in a folder has no facts, and
/// what cannot be read is left out. Facts of packages that Cargo unpacked from a registry are kept in Plimsoll's cache;
/// the cache makes this faster and changes nothing. Cost: one listing for each folder of sources, one read for each
/// build script.
facts::FactTable extract_facts(const cargo::Closure&, outside::World&, std::size_t threads);

}  // namespace plimsoll::source
