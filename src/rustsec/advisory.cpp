// SPDX-License-Identifier: MIT OR Apache-2.0
#include "plimsoll/rustsec/advisory.h"

#include <fmt/format.h>
#include <fmt/ranges.h>

namespace plimsoll::rustsec {

std::string_view to_text(Kind kind) {
  switch (kind) {
    case Kind::vulnerability:
      return "vulnerability";
    case Kind::unmaintained:
      return "unmaintained";
    case Kind::unsound:
      return "unsound";
    case Kind::notice:
      return "notice";
    case Kind::other:
      break;
  }
  return "other";
}

std::optional<SeverityBand> Advisory::severity() const {
  if (!score) return std::nullopt;
  return severity_band(*score);
}

bool is_affected(const Advisory& advisory, const cargo::Version& version) {
  return contains(advisory.affected, version);
}

std::vector<cargo::Version> fixed_versions(const Advisory& advisory) {
  std::vector<cargo::Version> versions;
  for (const auto& range : advisory.affected)
    if (range.fixed) versions.push_back(*range.fixed);
  return versions;
}

std::string patched_text(const Advisory& advisory) {
  return fmt::format("{}", fmt::join(advisory.patched, " OR "));
}

std::string page_url(const Advisory& advisory) {
  if (advisory.id.starts_with("RUSTSEC-")) return fmt::format("https://rustsec.org/advisories/{}.html", advisory.id);
  if (advisory.id.starts_with("GHSA-")) return fmt::format("https://github.com/advisories/{}", advisory.id);
  return advisory.url;
}

}  // namespace plimsoll::rustsec
