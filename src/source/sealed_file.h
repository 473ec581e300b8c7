// SPDX-License-Identifier: MIT OR Apache-2.0
/// Files of a cache, which count only if they are whole and of this form.
#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace plimsoll::source {

/// `CACHE/KIND/NN`, one of 256 files of a kind. A run reads no more than it needs, and two workspaces that share a file
/// push each other's content out of it.
std::string workspace_cache_file(const std::string& cache_folder, std::string_view kind,
                                 std::string_view workspace_root);

/// Tells texts apart, in 16 letters and figures. It need not withstand anybody's will. Cost: linear, gigabytes in a
/// second.
std::string digest(std::string_view bytes);

/// The body between a heading and a digest. The digest tells a file that was damaged or cut from one that is whole: who
/// can write the file can write a digest, too.
std::string sealed(std::string_view heading, std::string_view body);

/// The body of what `sealed` gave for this heading; nothing for any other text.
std::optional<std::string_view> unsealed(std::string_view heading, std::string_view text);

}  // namespace plimsoll::source
