// SPDX-License-Identifier: MIT OR Apache-2.0
#include <array>

#include "json_parts.h"
#include "plimsoll/report/why.h"
#include "why_parts.h"

namespace plimsoll::report {

void write(JsonWriter& json, const WhyAsker& asker) {
  json.begin_object();
  json.member("package", asker.of.id);
  json.member("feature", asker.feature);
  json.member("side", asker.host ? "host" : "target");
  json.member("by", asker.by.id);
  json.member("through", to_text(asker.through));
  json.text_or_null("of_feature", asker.of_feature);
  write_place(json, "location", asker.location);
  json.end_object();
}

namespace {

void write(JsonWriter& json, const WhyDeclaration& declaration) {
  json.begin_object();
  json.member("kind", kind_word(declaration.kind));
  json.member("platform", declaration.platform);
  json.member("name", declaration.name);
  json.member("requirement", declaration.requirement);
  json.member("features", declaration.features);
  json.member("default_features", declaration.default_features);
  json.member("optional", declaration.optional);
  write_place(json, "location", declaration.location);
  json.member("off", declaration.off ? std::optional(to_text(*declaration.off)) : std::nullopt);
  json.end_object();
}

void write(JsonWriter& json, const WhyPath& path) {
  json.begin_array();
  for (const auto& step : path) {
    json.begin_object();
    json.member("package", step.package.id);
    json.list("declarations", step.declarations, [&](const WhyDeclaration& one) { write(json, one); });
    json.end_object();
  }
  json.end_array();
}

void write(JsonWriter& json, const WhyFeature& feature) {
  const auto write_asker = [&](const WhyAsker& asker) { write(json, asker); };
  json.begin_object();
  json.member("name", feature.name);
  json.member("on", feature.on);
  json.list("chain", feature.chain, write_asker);
  json.list("askers", feature.askers, write_asker);
  json.key("path");
  feature.path ? write(json, *feature.path) : json.null();
  json.end_object();
}

void write(JsonWriter& json, const WhyPackage& package) {
  json.begin_object();
  json.member("id", package.package.id);
  json.member("reach", finding::to_text(package.reach));
  json.member("member", package.member);
  json.member("features", package.features);
  json.member("host_features", package.host_features);
  json.list("dependents", package.dependents, [&](const NamedPackage& one) { json.value(one.id); });
  json.list("paths", package.paths, [&](const WhyPath& path) { write(json, path); });
  json.member("more_paths", package.more_paths);
  json.member("all_paths_counted", package.all_paths_counted);
  json.key("feature");
  package.feature ? write(json, *package.feature) : json.null();
  json.end_object();
}

}  // namespace

std::string_view to_text(WhyOff reason) {
  constexpr std::array<std::string_view, 4> words{"development", "platform", "optional", "dependent"};
  return words[static_cast<std::size_t>(reason)];
}

std::string_view to_text(AskedThrough through) {
  constexpr std::array<std::string_view, 5> words{"selection", "declaration", "default", "feature",
                                                  "dependency-feature"};
  return words[static_cast<std::size_t>(through)];
}

std::string render_why_json(const Why& why) {
  JsonWriter json({});
  begin_answer(json, why.tool, why.error);
  json.member("asked", why.asked);
  json.member("feature", why.feature);
  json.member("gaps", why.gaps);
  json.list("packages", why.packages, [&](const WhyPackage& package) { write(json, package); });
  json.end_object();
  return json.take() + "\n";
}

}  // namespace plimsoll::report
