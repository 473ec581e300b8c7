// SPDX-License-Identifier: MIT OR Apache-2.0
#include "package_json.h"

#include <algorithm>
#include <vector>

#include "declared_source.h"
#include "plimsoll/cargo/cfg_expr.h"
#include "plimsoll/cargo/version_req.h"

namespace plimsoll::cargo_output {
namespace {

Json dependency_json(const DeclaredSource& sources, const cargo::Dependency& dependency) {
  Members members;
  members.add("name", dependency.package)
      .add("source", or_null(sources.of(dependency)))
      .add("req", dependency.has_req ? cargo::to_text(dependency.req) : "*")
      .add("kind", kind_json(dependency.kind))
      .add("rename", dependency.renamed ? Json(dependency.key) : Json())
      .add("optional", dependency.optional)
      .add("uses_default_features", dependency.default_features)
      .add("features", dependency.features)
      .add("target", dependency.platform ? Json(cargo::to_text(*dependency.platform)) : Json())
      .add("registry", or_null(sources.registry_of(dependency)));
  if (sources.is_path(dependency)) members.add("path", dependency.origin.location);
  return members.take();
}

Json dependencies_json(const graph::PackageGraph& graph, graph::PackageIx package) {
  const DeclaredSource sources(graph.closure().config, graph.id(package).source);
  auto list = Json::array();
  for (const auto& dependency : graph.manifest(package)->dependencies)
    list.push_back(dependency_json(sources, dependency));
  return list;
}

Json targets_json(const cargo::Package& package) {
  auto list = Json::array();
  for (const auto& target : package.targets) list.push_back(target_json(target));
  return list;
}

Json features_json(const cargo::FeatureTable& features) {
  Members members;
  for (const auto& feature : features) {
    auto values = Json::array();
    for (const auto& value : feature.values) values.push_back(cargo::to_text(value));
    members.add(feature.name, std::move(values));
  }
  return members.take();
}

Json table_json(const support::toml::Table& table) {
  std::vector<const support::toml::Entry*> entries;
  for (const auto& entry : table) entries.push_back(&entry);
  std::ranges::stable_sort(entries, {}, [](const auto* entry) { return entry->key_at.begin; });
  Members members;
  for (const auto* entry : entries) members.add(entry->key, toml_json(entry->value));
  return members.take();
}

Json source_json(const cargo::SourceId& source) {
  return source.is_path() ? Json() : Json(cargo::to_text(source));
}

Json unread_package_json(const cargo::PackageId& id) {
  Members members;
  members.add("name", id.name).add("version", cargo::to_text(id.version)).add("id", cargo::to_spec(id));
  for (const auto* name : {"license", "license_file", "description"}) members.add(name, nullptr);
  members.add("source", source_json(id.source));
  for (const auto* name : {"dependencies", "targets"}) members.add(name, Json::array());
  members.add("features", Json::object()).add("manifest_path", "");
  for (const auto* name : {"metadata", "publish"}) members.add(name, nullptr);
  for (const auto* name : {"authors", "categories", "keywords"}) members.add(name, Json::array());
  for (const auto* name : {"readme", "repository", "homepage", "documentation"}) members.add(name, nullptr);
  members.add("edition", "2015");
  for (const auto* name : {"links", "default_run", "rust_version"}) members.add(name, nullptr);
  return members.take();
}

}  // namespace

Json package_json(const graph::PackageGraph& graph, graph::PackageIx ix) {
  const auto& id = graph.id(ix);
  const auto* package = graph.manifest(ix);
  if (package == nullptr) return unread_package_json(id);
  return Members()
      .add("name", package->name)
      .add("version", cargo::to_text(package->version))
      .add("id", cargo::to_spec(id))
      .add("license", or_null(package->license))
      .add("license_file", or_null(package->license_file))
      .add("description", or_null(package->description))
      .add("source", source_json(id.source))
      .add("dependencies", dependencies_json(graph, ix))
      .add("targets", targets_json(*package))
      .add("features", features_json(package->features))
      .add("manifest_path", graph.at(ix).manifest->path)
      .add("metadata", package->metadata ? toml_json(*package->metadata) : Json())
      .add("publish", or_null(package->publish))
      .add("authors", package->authors)
      .add("categories", package->categories)
      .add("keywords", package->keywords)
      .add("readme", or_null(package->readme))
      .add("repository", or_null(package->repository))
      .add("homepage", or_null(package->homepage))
      .add("documentation", or_null(package->documentation))
      .add("edition", std::string(cargo::to_text(package->edition)))
      .add("links", or_null(package->links))
      .add("default_run", or_null(package->default_run))
      .add("rust_version", or_null(package->rust_version))
      .take();
}

Json kind_json(cargo::DependencyKind kind) {
  switch (kind) {
    case cargo::DependencyKind::normal:
      return {};
    case cargo::DependencyKind::development:
      return "dev";
    case cargo::DependencyKind::build:
      return "build";
  }
  return {};
}

Json target_json(const cargo::CrateTarget& target) {
  Members members;
  members.add("kind", target.kinds())
      .add("crate_types", target.crate_types)
      .add("name", target.name)
      .add("src_path", target.src_path)
      .add("edition", std::string(cargo::to_text(target.edition)));
  if (!target.required_features.empty()) members.add("required-features", target.required_features);
  return members.add("doc", target.doc).add("doctest", target.doctest).add("test", target.test).take();
}

Json toml_json(const support::toml::Value& value) {
  if (const auto* text = value.as_string()) return Json(*text);
  if (const auto* integer = value.as_integer()) return Json(*integer);
  if (const auto* number = value.as_float()) return Json(*number);
  if (const auto* boolean = value.as_boolean()) return Json(*boolean);
  if (const auto* datetime = value.as_datetime())
    return Members().add("$__toml_private_datetime", datetime->text).take();
  if (const auto* table = value.as_table()) return table_json(*table);
  auto list = Json::array();
  for (const auto& element : *value.as_array()) list.push_back(toml_json(element));
  return list;
}

}  // namespace plimsoll::cargo_output
