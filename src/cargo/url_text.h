// SPDX-License-Identifier: MIT OR Apache-2.0
/// URLs as Cargo writes and compares them (URL Standard, as far as addresses of sources need it).
#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace plimsoll::cargo {

/// The parts of `scheme://authority/path?query#fragment`. The path begins with a slash or is empty; the query and the
/// fragment keep their first character.
struct UrlParts {
  std::string_view scheme;
  std::string_view authority;
  std::string_view path;
  std::string_view query;
  std::string_view fragment;
};

/// Nothing if the text has no scheme followed by `://`.
std::optional<UrlParts> split_url(std::string_view url);

/// The authority without user name, password and port.
std::string_view host_of(const UrlParts&);

/// In the spelling of the URL Standard: scheme and host in lower case, no default port, no dot segments, the path
/// percent-encoded. A text that is no URL stays as it is.
std::string normal_url(std::string_view url);

/// `file://` and the absolute directory, each segment percent-encoded.
std::string file_url(std::string_view directory);

/// What stands behind the last slash of the path.
std::string_view last_segment(std::string_view url);

/// `application/x-www-form-urlencoded`, as in the query of a git source.
std::string form_encoded(std::string_view value);
std::string form_decoded(std::string_view value);

/// `%2F` becomes a slash; a percent sign without two hex digits stays.
std::string percent_decoded(std::string_view text);

}  // namespace plimsoll::cargo
