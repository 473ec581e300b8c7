// SPDX-License-Identifier: MIT OR Apache-2.0
#include "plimsoll/report/features.h"

#include <fmt/format.h>

#include <algorithm>

#include "json_parts.h"
#include "plimsoll/support/text.h"
#include "why_parts.h"

namespace plimsoll::report {
namespace {

std::string line(const WhyAsker& asker, std::size_t width) {
  const auto place =
      asker.location ? fmt::format("  {}:{}", support::printable(asker.location->file), asker.location->line) : "";
  return fmt::format("  {:<{}}  {}{}{}\n", support::printable(asker.feature), width, support::printable(asker.text),
                     asker.host ? ", for the host only" : "", place);
}

}  // namespace

std::string render_features_human(const Features& answer) {
  std::string text;
  for (const auto& one : answer.packages) {
    text += support::printable(one.package.text) + "\n";
    if (one.features.empty()) text += "  no feature is on\n";
    std::size_t width = 0;
    for (const auto& asker : one.features) width = std::max(width, asker.feature.size());
    for (const auto& asker : one.features) text += line(asker, width);
  }
  return text;
}

std::string render_features_json(const Features& answer) {
  JsonWriter json({});
  begin_answer(json, answer.tool, answer.error);
  json.list("packages", answer.packages, [&](const PackageFeatures& one) {
    json.begin_object();
    json.member("id", one.package.id);
    json.list("features", one.features, [&](const WhyAsker& asker) { write(json, asker); });
    json.end_object();
  });
  json.end_object();
  return json.take() + "\n";
}

}  // namespace plimsoll::report
