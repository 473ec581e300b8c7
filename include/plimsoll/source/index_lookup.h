// SPDX-License-Identifier: MIT OR Apache-2.0
/// What registries say of the packages of a closure.
#pragma once

#include "plimsoll/cargo/closure.h"
#include "plimsoll/facts/index_facts.h"
#include "plimsoll/outside/world.h"
#include "plimsoll/source/registry_access.h"

namespace plimsoll::source {

/// Index files that were checked longer ago than this are asked for again, where that is wanted.
inline constexpr std::int64_t fresh_index_seconds = 86'400;

/// Of which packages index files that were checked too long ago are asked for again.
enum class Refresh { nothing, in_question, everything };

/// Entries for packages from registries, from what Cargo and Plimsoll kept of their indices. If online the registries
/// are asked, with conditional requests, for versions that are in neither, and for what is to be refreshed. What
/// cannot be fetched is as it was kept, or unknown. Packages in question, by position, get all their releases.
facts::IndexTable look_up_index(const cargo::Closure&, const RegistryAccess&, Refresh, const outside::World&,
                                std::size_t threads, const std::vector<char>& in_question = {});

}  // namespace plimsoll::source
