// SPDX-License-Identifier: MIT OR Apache-2.0
#include <algorithm>

#include "json_parts.h"
#include "markup.h"
#include "wording.h"

namespace plimsoll::report {
namespace {

/// The reasons are those of all features on one side, in their order.
bool tells_features(const Package& package) {
  const auto& features = package.host_features ? *package.host_features : package.features;
  return std::ranges::equal(package.feature_reasons, features, {}, &FeatureReason::feature);
}

void write(JsonWriter& json, const Report& report, const FeatureReason& reason, bool is_told) {
  json.begin_object();
  json.key("feature");
  json.is_brief() && is_told ? json.null() : json.value(reason.feature);
  json.member("side", reason.host ? "host" : "target");
  write_reference(json.key("by"), report, reason.by);
  json.member("through", reason.through);
  json.text_or_null("of", reason.of_feature);
  json.end_object();
}

void write(JsonWriter& json, const Report& report, const Dependency& dependency) {
  const bool is_called_so = dependency.name == package_at(report, dependency.package).name;
  json.begin_object();
  write_position(json, "package", dependency.package);
  json.member("kind", kind_word(dependency.kind));
  json.member("platform", dependency.platform);
  json.key("name");
  json.is_brief() && is_called_so ? json.null() : json.value(dependency.name);
  json.member("requirement", dependency.requirement);
  json.member("features", dependency.features);
  json.member("default_features", dependency.default_features);
  json.member("optional", dependency.optional);
  json.member("live", dependency.live);
  write_place(json, "location", dependency.location);
  json.end_object();
}

std::optional<std::string> safe_address(const std::optional<std::string>& address) {
  return address && is_plain_address(*address) ? address : std::nullopt;
}

bool has_plain_id(const Package& package) {
  return package.source && package.id == *package.source + "#" + package.name + "@" + package.version;
}

void write_build(JsonWriter& json, const Package& package) {
  json.member("proc_macro", package.manifest_known ? std::optional(package.proc_macro) : std::nullopt);
  json.member("build_script", package.manifest_known ? std::optional(package.build_script) : std::nullopt);
  json.member("build_script_does", package.build_script_does);
  json.member("links", package.links);
  json.member("license", package.license);
  if (package.cost_seconds)
    json.seconds("cost_seconds", *package.cost_seconds);
  else
    json.key("cost_seconds").null();
  json.member("cost_measured", package.cost_measured);
  if (!json.is_brief()) json.member("sources_seen", package.sources_seen);
}

void write_place_in_graph(JsonWriter& json, const Report& report, const Package& package) {
  json.member("member", package.member);
  json.member("direct", package.direct);
  json.member("depth", package.depth);
  json.member("users", package.users);
  json.list("dependencies", package.dependencies,
            [&](const Dependency& dependency) { write(json, report, dependency); });
  write_position(json, "toward_member", package.toward_member);
  write_position(json, "dominator", package.dominator);
  json.key("owned").begin_object();
  json.member("packages", package.owned.packages);
  if (json.is_brief() && package.owned.packages == 1)
    json.key("cost_seconds").null();
  else
    json.seconds("cost_seconds", package.owned.cost_seconds);
  json.end_object();
  json.member("duplicate", package.duplicate);
}

}  // namespace

std::optional<std::string> kind_word(const std::optional<cargo::DependencyKind>& kind) {
  if (!kind) return std::nullopt;
  switch (*kind) {
    case cargo::DependencyKind::normal:
      return "normal";
    case cargo::DependencyKind::development:
      return "dev";
    case cargo::DependencyKind::build:
      return "build";
  }
  return std::nullopt;
}

void write(JsonWriter& json, const Report& report, const Package& package) {
  const bool is_told = tells_features(package);
  json.begin_object();
  json.key("id");
  json.is_brief() && has_plain_id(package) ? json.null() : json.value(package.id);
  json.member("name", package.name);
  json.member("version", package.version);
  json.member("source", package.source);
  json.member("description", package.description);
  json.member("repository", safe_address(package.repository));
  write_place(json, "location", package.location);
  json.member("reach", finding::to_text(package.reach));
  json.member("features", package.features);
  json.member("host_features", package.host_features);
  json.list("feature_reasons", package.feature_reasons,
            [&](const FeatureReason& reason) { write(json, report, reason, is_told); });
  write_place_in_graph(json, report, package);
  write_build(json, package);
  json.end_object();
}

}  // namespace plimsoll::report
