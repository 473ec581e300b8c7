// SPDX-License-Identifier: MIT OR Apache-2.0
#include "plimsoll/audit/timings_notes.h"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>

namespace plimsoll::audit {
namespace {

std::string unmatched_text(const std::vector<std::string>& unmatched) {
  constexpr std::size_t named = 4;
  auto names = unmatched;
  names.erase(std::unique(names.begin(), names.end()), names.end());
  const auto more = names.size() > named ? fmt::format(" and {} more", names.size() - named) : std::string();
  names.resize(std::min(names.size(), named));
  return fmt::format("{}{}", fmt::join(names, ", "), more);
}

}  // namespace

std::vector<std::string> notes_on(const analysis::TimingsUse& use, std::string_view measured_profile,
                                  std::string_view profile) {
  std::vector<std::string> notes;
  if (use.measured == use.units)
    notes.push_back(fmt::format("all {} units of the build were measured", use.units));
  else
    notes.push_back(fmt::format("{} of {} units were measured; the others are estimates", use.measured, use.units));
  if (!use.unmatched.empty())
    notes.push_back(fmt::format("{} of {} measurements fit no unit of this build: {}", use.unmatched.size(),
                                use.measurements, unmatched_text(use.unmatched)));
  if (!measured_profile.empty() && measured_profile != profile)
    notes.push_back(
        fmt::format("the measurements are of the profile `{}`, this build is of `{}`", measured_profile, profile));
  return notes;
}

}  // namespace plimsoll::audit
