// SPDX-License-Identifier: MIT OR Apache-2.0
/// What is remembered of a copy of the advisory database.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace plimsoll::source {

struct AdvisoryState {
  std::string url;   ///< without secrets
  std::string etag;  ///< what the server called this state; may be empty
  std::string file;  ///< a plain name in the same folder
  std::string sha256;
  std::string commit;
  std::optional<std::int64_t> commit_time;
  std::int64_t confirmed_at = 0;
};

/// Nothing if it is not what `to_text` wrote: the copy is then fetched again.
std::optional<AdvisoryState> parse_advisory_state(std::string_view text);
/// JSON, ending with a line end.
std::string to_text(const AdvisoryState&);

}  // namespace plimsoll::source
