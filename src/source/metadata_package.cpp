// SPDX-License-Identifier: MIT OR Apache-2.0
#include "metadata_package.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <nlohmann/json.hpp>
#include <span>

#include "plimsoll/cargo/paths.h"
#include "plimsoll/support/text.h"

namespace plimsoll::source {
namespace {

using Json = nlohmann::json;
using cargo::CrateTarget;
using cargo::Dependency;
using cargo::DependencyOrigin;
using cargo::TargetKind;
using support::ErrorKind;
using support::Result;

constexpr std::array target_kinds = {std::pair{"bin", TargetKind::bin}, std::pair{"example", TargetKind::example},
                                     std::pair{"test", TargetKind::test}, std::pair{"bench", TargetKind::bench},
                                     std::pair{"custom-build", TargetKind::custom_build}};

tl::unexpected<support::Error> fault(std::string_view what, const std::string& text) {
  return support::failure(ErrorKind::invalid, fmt::format("{} `{}` cannot be read", what, support::printable(text)));
}

const Json& list_under(const Json& json, const char* key) {
  static const Json nothing = Json::array();
  const auto found = json.find(key);
  return found != json.end() && found->is_array() ? *found : nothing;
}

std::optional<std::string> maybe_text(const Json& json, const char* key) {
  const auto found = json.find(key);
  if (found == json.end() || !found->is_string()) return std::nullopt;
  return found->get<std::string>();
}

bool flag_under(const Json& json, const char* key, bool otherwise) {
  const auto found = json.find(key);
  return found != json.end() && found->is_boolean() ? found->get<bool>() : otherwise;
}

std::vector<std::string> texts_under(const Json& json, const char* key) {
  std::vector<std::string> texts;
  for (const auto& item : list_under(json, key))
    if (item.is_string()) texts.push_back(item.get<std::string>());
  return texts;
}

Result<cargo::Edition> read_edition(const Json& json) {
  const auto text = maybe_text(json, "edition").value_or("2015");
  for (const auto edition :
       {cargo::Edition::e2015, cargo::Edition::e2018, cargo::Edition::e2021, cargo::Edition::e2024})
    if (text == cargo::to_text(edition)) return edition;
  return fault("edition", text);
}

Result<CrateTarget> read_target(const Json& json) {
  CrateTarget target;
  const auto kinds = texts_under(json, "kind");
  for (const auto& [name, kind] : target_kinds)
    if (std::ranges::find(kinds, name) != kinds.end()) target.kind = kind;
  target.name = text_under(json, "name");
  target.src_path = text_under(json, "src_path");
  target.crate_types = texts_under(json, "crate_types");
  if (target.crate_types.empty()) return fault("target", target.name);
  TRY_INTO(target.edition, read_edition(json));
  target.required_features = texts_under(json, "required-features");
  target.names_required_features = json.contains("required-features");
  target.doc = flag_under(json, "doc", false);
  target.doctest = flag_under(json, "doctest", false);
  target.test = flag_under(json, "test", false);
  target.bench = target.kind == TargetKind::lib || target.kind == TargetKind::bin || target.kind == TargetKind::bench;
  return target;
}

/// A dependency without a source is a folder; documents of old Cargos leave its path out.
Result<DependencyOrigin> read_origin(const Json& json) {
  using Kind = DependencyOrigin::Kind;
  const auto source = maybe_text(json, "source");
  if (const auto path = maybe_text(json, "path"); path || !source)
    return DependencyOrigin{Kind::path, path.value_or(""), {}};
  const auto parsed = cargo::parse_source(*source);
  if (!parsed) return fault("source", *source);
  if (parsed->is_git()) return DependencyOrigin{Kind::git, parsed->url(), parsed->reference()};
  if (parsed->is_crates_io()) return DependencyOrigin{};
  const auto* sparse = parsed->kind() == cargo::SourceKind::sparse ? "sparse+" : "";
  return DependencyOrigin{Kind::registry_index, sparse + parsed->url(), {}};
}

Result<Dependency> read_dependency(const Json& json) {
  Dependency dependency;
  dependency.package = text_under(json, "name");
  const auto rename = maybe_text(json, "rename");
  dependency.renamed = rename.has_value();
  dependency.key = rename.value_or(dependency.package);
  const auto kind = text_under(json, "kind");
  if (kind == "dev") dependency.kind = cargo::DependencyKind::development;
  if (kind == "build") dependency.kind = cargo::DependencyKind::build;
  const auto req = text_under(json, "req");
  auto parsed = cargo::parse_version_req(req);
  if (!parsed) return fault("requirement", req);
  dependency.req = std::move(*parsed);
  dependency.has_req = req != "*";
  if (const auto platform = maybe_text(json, "target")) {
    auto spec = cargo::parse_platform_spec(*platform);
    if (!spec) return fault("platform", *platform);
    dependency.platform = std::move(*spec);
  }
  TRY_INTO(dependency.origin, read_origin(json));
  dependency.optional = flag_under(json, "optional", false);
  dependency.default_features = flag_under(json, "uses_default_features", true);
  dependency.features = texts_under(json, "features");
  dependency.features_at.resize(dependency.features.size());
  return dependency;
}

cargo::FeatureTable read_features(const Json& json) {
  cargo::FeatureTable features;
  const auto table = json.find("features");
  if (table == json.end() || !table->is_object()) return features;
  for (const auto& [name, values] : table->items()) {
    cargo::Feature feature{name, {}};
    if (values.is_array())
      for (const auto& value : values)
        if (value.is_string()) feature.values.push_back(cargo::parse_feature_value(value.get<std::string>()));
    features.push_back(std::move(feature));
  }
  std::ranges::sort(features, {}, &cargo::Feature::name);
  return features;
}

void read_prose(const Json& json, cargo::Package& package) {
  constexpr std::array fields = {std::pair{"license", &cargo::Package::license},
                                 std::pair{"license_file", &cargo::Package::license_file},
                                 std::pair{"description", &cargo::Package::description},
                                 std::pair{"readme", &cargo::Package::readme},
                                 std::pair{"repository", &cargo::Package::repository},
                                 std::pair{"homepage", &cargo::Package::homepage},
                                 std::pair{"documentation", &cargo::Package::documentation},
                                 std::pair{"links", &cargo::Package::links},
                                 std::pair{"default_run", &cargo::Package::default_run},
                                 std::pair{"rust_version", &cargo::Package::rust_version}};
  for (const auto& [name, field] : fields) package.*field = maybe_text(json, name);
  package.authors = texts_under(json, "authors");
  package.categories = texts_under(json, "categories");
  package.keywords = texts_under(json, "keywords");
  if (const auto publish = json.find("publish"); publish != json.end() && publish->is_array())
    package.publish = texts_under(json, "publish");
}

Result<cargo::Package> read_package(const Json& json) {
  cargo::Package package;
  package.name = text_under(json, "name");
  const auto version = text_under(json, "version");
  auto parsed = cargo::parse_version(version);
  if (package.name.empty() || !parsed) return fault("version", version);
  package.version = std::move(*parsed);
  TRY_INTO(package.edition, read_edition(json));
  read_prose(json, package);
  package.features = read_features(json);
  for (const auto& item : list_under(json, "dependencies")) {
    TRY_INTO(auto dependency, read_dependency(item));
    package.dependencies.push_back(std::move(dependency));
  }
  for (const auto& item : list_under(json, "targets")) {
    TRY_INTO(auto target, read_target(item));
    package.targets.push_back(std::move(target));
  }
  return package;
}

}  // namespace

std::string text_under(const Json& json, const char* key) {
  return maybe_text(json, key).value_or("");
}

Result<cargo::ClosurePackage> read_metadata_package(const Json& json) {
  auto package = read_package(json);
  if (!package)
    return support::failure(std::move(package).error().within(
        fmt::format("reading the package `{}`", support::printable(text_under(json, "name")))));
  cargo::Manifest manifest;
  manifest.path = text_under(json, "manifest_path");
  cargo::ClosurePackage result;
  result.place = std::string(cargo::parent_path(manifest.path));
  result.id = {package->name, package->version, cargo::SourceId::path(result.place)};
  if (const auto source = maybe_text(json, "source")) {
    auto parsed = cargo::parse_source(*source);
    if (!parsed) return fault("source", *source);
    result.id.source = std::move(*parsed);
  }
  if (manifest.path.empty()) {
    if (result.id.source.is_path()) return fault("manifest path of", result.id.name);
    result.missing = "the metadata document knows no more than its name";
    return result;
  }
  manifest.package = std::move(*package);
  result.manifest = std::move(manifest);
  return result;
}

}  // namespace plimsoll::source
