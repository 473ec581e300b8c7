// SPDX-License-Identifier: MIT OR Apache-2.0
#include "plimsoll/rustsec/cvss.h"

#include <algorithm>

#include "cvss_metrics.h"
#include "plimsoll/support/text.h"

namespace plimsoll::rustsec {

std::optional<CvssMetrics> CvssMetrics::read(std::string_view text) {
  CvssMetrics metrics;
  for (const auto part : support::split(text, '/')) {
    const auto colon = part.find(':');
    if (colon == std::string_view::npos) return std::nullopt;
    const auto name = part.substr(0, colon);
    if (!metrics.value(name).empty()) return std::nullopt;
    metrics.all_.emplace_back(name, part.substr(colon + 1));
  }
  return metrics;
}

std::string_view CvssMetrics::value(std::string_view metric) const {
  const auto found = std::ranges::find(all_, metric, [](const auto& entry) { return entry.first; });
  return found == all_.end() ? std::string_view{} : found->second;
}

std::optional<double> cvss_score(std::string_view vector) {
  using Score = std::optional<double> (*)(const CvssMetrics&);
  constexpr std::pair<std::string_view, Score> versions[] = {
      {"CVSS:3.0/", cvss3_score}, {"CVSS:3.1/", cvss3_score}, {"CVSS:4.0/", cvss4_score}};
  for (const auto& [prefix, score] : versions) {
    if (!vector.starts_with(prefix)) continue;
    const auto metrics = CvssMetrics::read(vector.substr(prefix.size()));
    return metrics ? score(*metrics) : std::nullopt;
  }
  return std::nullopt;
}

SeverityBand severity_band(double score) {
  if (score < 0.1) return SeverityBand::none;
  if (score < 4.0) return SeverityBand::low;
  if (score < 7.0) return SeverityBand::medium;
  if (score < 9.0) return SeverityBand::high;
  return SeverityBand::critical;
}

std::string_view to_text(SeverityBand band) {
  switch (band) {
    case SeverityBand::none:
      return "none";
    case SeverityBand::low:
      return "low";
    case SeverityBand::medium:
      return "medium";
    case SeverityBand::high:
      return "high";
    case SeverityBand::critical:
      break;
  }
  return "critical";
}

}  // namespace plimsoll::rustsec
