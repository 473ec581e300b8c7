// SPDX-License-Identifier: MIT OR Apache-2.0
#include "package_json.h"

#include <algorithm>
#include <vector>

#include "declared_source.h"
#include "plimsoll/cargo/cfg_expr.h"
#include "plimsoll/cargo/version_req.h"

namespace plimsoll::cargo_output {
namespace {

void append_dependency(std::string& to, const DeclaredSource& sources, const cargo::Dependency& dependency) {
  Object object(to);
  object.add("name", dependency.package)
      .add("source", sources.of(dependency))
      .add("req", dependency.has_req ? cargo::to_text(dependency.req) : "*")
      .add("kind", kind_name(dependency.kind))
      .add("rename", dependency.renamed ? std::optional<std::string_view>(dependency.key) : std::nullopt)
      .add("optional", dependency.optional)
      .add("uses_default_features", dependency.default_features)
      .add("features", dependency.features)
      .add("target", dependency.platform ? std::optional(cargo::to_text(*dependency.platform)) : std::nullopt)
      .add("registry", sources.registry_of(dependency));
  if (sources.is_path(dependency)) object.add("path", dependency.origin.location);
}

void append_dependencies(std::string& to, const graph::PackageGraph& graph, graph::PackageIx package) {
  const DeclaredSource sources(graph.closure().config, graph.id(package).source);
  append_list(to, graph.manifest(package)->dependencies,
              [&](std::string& list, const auto& dependency) { append_dependency(list, sources, dependency); });
}

void append_features(std::string& to, const cargo::FeatureTable& features) {
  Object object(to);
  for (const auto& feature : features)
    append_list(object.value_of_any(feature.name), feature.values,
                [](std::string& list, const auto& value) { append_json(list, cargo::to_text(value)); });
}

void append_table(std::string& to, const support::toml::Table& table) {
  std::vector<const support::toml::Entry*> entries;
  entries.reserve(table.size());
  for (const auto& entry : table) entries.push_back(&entry);
  std::ranges::stable_sort(entries, {}, [](const auto* entry) { return entry->key_at.begin; });
  Object object(to);
  for (const auto* entry : entries) append_toml(object.value_of_any(entry->key), entry->value);
}

void append_hints(std::string& to, const support::toml::Value& hints) {
  Object object(to);
  const auto* mostly_unused = hints.find("mostly-unused");
  if (mostly_unused)
    append_toml(object.value_of("mostly-unused"), *mostly_unused);
  else
    object.add("mostly-unused", nullptr);
}

std::optional<std::string> source_text(const cargo::SourceId& source) {
  if (source.is_path()) return std::nullopt;
  return cargo::to_text(source);
}

void append_unread_package(std::string& to, const cargo::PackageId& id) {
  const auto no_items = [](std::string& list) { list += "[]"; };
  Object object(to);
  object.add("name", id.name).add("version", cargo::to_text(id.version)).add("id", cargo::to_spec(id));
  for (const auto* name : {"license", "license_file", "description"}) object.add(name, nullptr);
  object.add("source", source_text(id.source));
  for (const auto* name : {"dependencies", "targets"}) no_items(object.value_of(name));
  object.value_of("features") += "{}";
  object.add("manifest_path", "");
  for (const auto* name : {"metadata", "publish"}) object.add(name, nullptr);
  for (const auto* name : {"authors", "categories", "keywords"}) no_items(object.value_of(name));
  for (const auto* name : {"readme", "repository", "homepage", "documentation"}) object.add(name, nullptr);
  object.add("edition", "2015");
  for (const auto* name : {"links", "default_run", "rust_version"}) object.add(name, nullptr);
}

}  // namespace

void append_package(std::string& to, const graph::PackageGraph& graph, graph::PackageIx ix) {
  const auto& id = graph.id(ix);
  const auto* package = graph.manifest(ix);
  if (package == nullptr) return append_unread_package(to, id);
  Object object(to);
  object.add("name", package->name)
      .add("version", cargo::to_text(package->version))
      .add("id", cargo::to_spec(id))
      .add("license", package->license)
      .add("license_file", package->license_file)
      .add("description", package->description)
      .add("source", source_text(id.source));
  append_dependencies(object.value_of("dependencies"), graph, ix);
  append_list(object.value_of("targets"), package->targets, append_target);
  append_features(object.value_of("features"), package->features);
  object.add("manifest_path", graph.at(ix).manifest->path);
  if (package->metadata)
    append_toml(object.value_of("metadata"), *package->metadata);
  else
    object.add("metadata", nullptr);
  object.add("publish", package->publish)
      .add("authors", package->authors)
      .add("categories", package->categories)
      .add("keywords", package->keywords)
      .add("readme", package->readme)
      .add("repository", package->repository)
      .add("homepage", package->homepage)
      .add("documentation", package->documentation)
      .add("edition", cargo::to_text(package->edition))
      .add("links", package->links)
      .add("default_run", package->default_run)
      .add("rust_version", package->rust_version);
  if (package->hints) append_hints(object.value_of("hints"), *package->hints);
}

std::optional<std::string_view> kind_name(cargo::DependencyKind kind) {
  switch (kind) {
    case cargo::DependencyKind::normal:
      return std::nullopt;
    case cargo::DependencyKind::development:
      return "dev";
    case cargo::DependencyKind::build:
      return "build";
  }
  return std::nullopt;
}

void append_target(std::string& to, const cargo::CrateTarget& target) {
  Object object(to);
  object.add("kind", target.kinds())
      .add("crate_types", target.crate_types)
      .add("name", target.name)
      .add("src_path", target.src_path)
      .add("edition", cargo::to_text(target.edition));
  if (target.names_required_features) object.add("required-features", target.required_features);
  object.add("doc", target.doc).add("doctest", target.doctest).add("test", target.test);
}

void append_toml(std::string& to, const support::toml::Value& value) {
  if (const auto* text = value.as_string()) return append_json(to, *text);
  if (const auto* integer = value.as_integer()) return append_json(to, *integer);
  if (const auto* number = value.as_float()) return append_json(to, *number);
  if (const auto* boolean = value.as_boolean()) return append_json(to, *boolean);
  if (const auto* table = value.as_table()) return append_table(to, *table);
  if (const auto* array = value.as_array()) return append_list(to, *array, append_toml);
  Object(to).add("$__toml_private_datetime", value.as_datetime()->text);
}

}  // namespace plimsoll::cargo_output
