// SPDX-License-Identifier: MIT OR Apache-2.0
/// A closure from what `cargo metadata` printed, for audits where the manifests are not.
#pragma once

#include <string>
#include <string_view>

#include "plimsoll/cargo/closure.h"
#include "plimsoll/source/facts_file.h"
#include "plimsoll/support/result.h"

namespace plimsoll::source {

/// Files that are longer are refused: read, they take some 15 times the memory. 10,000 packages make 30 MB.
inline constexpr std::uint64_t longest_metadata_bytes = 96ULL << 20U;

/// Reads a document of format 1 with its `resolve` part; package ids of any Cargo version are taken. What such a
/// document does not say has neutral values: no places in files, no checksums, profiles, patches or configuration. The
/// resolver is that of the root package's edition, or in a virtual workspace of the newest edition among the members.
/// A package of which the document knows the name alone has the manifest that `facts` knows. `path` is for messages.
/// Error: invalid, naming the first fault.
support::Result<cargo::Closure> parse_metadata(std::string_view text, const std::string& path,
                                               const FactsFile* facts = nullptr);

}  // namespace plimsoll::source
