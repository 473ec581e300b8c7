// SPDX-License-Identifier: MIT OR Apache-2.0
/// The parts of a CVSS vector.
#pragma once

#include <optional>
#include <string_view>
#include <utility>
#include <vector>

namespace plimsoll::rustsec {

/// Metric and value as written, in order of appearance.
class CvssMetrics {
 public:
  /// Reads `AV:N/AC:L/…`, what follows the version. Nothing if a part has no colon or a metric is named twice.
  static std::optional<CvssMetrics> read(std::string_view text);
  /// The value of a metric; empty if it is not in the vector.
  [[nodiscard]] std::string_view value(std::string_view metric) const;

 private:
  std::vector<std::pair<std::string_view, std::string_view>> all_;
};

std::optional<double> cvss3_score(const CvssMetrics&);
std::optional<double> cvss4_score(const CvssMetrics&);

}  // namespace plimsoll::rustsec
