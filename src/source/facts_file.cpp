// SPDX-License-Identifier: MIT OR Apache-2.0
#include "plimsoll/source/facts_file.h"

#include <fmt/format.h>

#include <array>
#include <limits>
#include <nlohmann/json.hpp>

#include "json_fault.h"
#include "plimsoll/cargo/paths.h"
#include "plimsoll/support/assert.h"

namespace plimsoll::source {
namespace {

using Json = nlohmann::ordered_json;
using cargo::CrateTarget;
using cargo::Dependency;
using cargo::DependencyKind;
using cargo::DependencyOrigin;
using cargo::TargetKind;
using facts::BuildScriptFacts;
using facts::PackageFacts;
using support::ErrorKind;
using support::Result;

constexpr int format_version = 2;

constexpr std::array kind_names = {
    std::pair{TargetKind::lib, "lib"},         std::pair{TargetKind::bin, "bin"},
    std::pair{TargetKind::example, "example"}, std::pair{TargetKind::test, "test"},
    std::pair{TargetKind::bench, "bench"},     std::pair{TargetKind::custom_build, "custom-build"}};
constexpr std::array dependency_kind_names = {std::pair{DependencyKind::normal, "normal"},
                                              std::pair{DependencyKind::development, "dev"},
                                              std::pair{DependencyKind::build, "build"}};
constexpr std::array build_script_flags = {std::pair{"compiles_native_code", &BuildScriptFacts::compiles_native_code},
                                           std::pair{"generates_code", &BuildScriptFacts::generates_code},
                                           std::pair{"links_libraries", &BuildScriptFacts::links_libraries},
                                           std::pair{"probes_compiler", &BuildScriptFacts::probes_compiler},
                                           std::pair{"reads_environment", &BuildScriptFacts::reads_environment},
                                           std::pair{"uses_network", &BuildScriptFacts::uses_network},
                                           std::pair{"spawns_programs", &BuildScriptFacts::spawns_programs},
                                           std::pair{"declares_rerun", &BuildScriptFacts::declares_rerun}};
constexpr std::array target_flags = {std::pair{"doc", &CrateTarget::doc}, std::pair{"doctest", &CrateTarget::doctest},
                                     std::pair{"test", &CrateTarget::test}, std::pair{"bench", &CrateTarget::bench},
                                     std::pair{"harness", &CrateTarget::harness}};

template <class Names, class Kind>
std::string_view name_of(const Names& names, Kind kind) {
  for (const auto& [known, name] : names)
    if (known == kind) return name;
  return "";
}

template <class T>
Json optional(const std::optional<T>& value) {
  return value ? Json(*value) : Json(nullptr);
}

Json dependency_json(const Dependency& dependency) {
  Json json;
  json["key"] = dependency.key;
  json["package"] = dependency.renamed ? Json(dependency.package) : Json(nullptr);
  json["req"] = dependency.has_req ? Json(cargo::to_text(dependency.req)) : Json(nullptr);
  json["kind"] = name_of(dependency_kind_names, dependency.kind);
  json["target"] = dependency.platform ? Json(cargo::to_text(*dependency.platform)) : Json(nullptr);
  json["optional"] = dependency.optional;
  json["default_features"] = dependency.default_features;
  json["features"] = dependency.features;
  const bool elsewhere = dependency.origin.kind != DependencyOrigin::Kind::default_registry;
  json["origin_kind"] = elsewhere ? Json(static_cast<int>(dependency.origin.kind)) : Json(nullptr);
  json["origin"] = elsewhere ? Json(dependency.origin.location) : Json(nullptr);
  return json;
}

Json target_json(const CrateTarget& target, std::string_view directory) {
  Json json;
  json["kind"] = name_of(kind_names, target.kind);
  json["name"] = target.name;
  json["path"] = cargo::written_path(directory, target.src_path);
  json["crate_types"] = target.crate_types;
  json["edition"] = cargo::to_text(target.edition);
  json["required_features"] = target.required_features;
  for (const auto& [name, flag] : target_flags) json[name] = target.*flag;
  return json;
}

/// A part is its parent, its condition and its numbers in the order of their table.
Json tree_json(const facts::TargetCode& code) {
  Json json;
  json["kind"] = name_of(kind_names, code.kind);
  json["name"] = code.name;
  json["files"] = code.tree.files;
  json["bytes"] = code.tree.bytes;
  json["parts"] = Json::array();
  for (const auto& part : code.tree.parts) {
    auto one = Json::array({part.parent, part.condition});
    for (const auto& field : facts::code_size_fields()) one.push_back(part.size.*field.size);
    json["parts"].push_back(std::move(one));
  }
  return json;
}

Json code_json(const PackageFacts& facts) {
  Json json;
  json["targets"] = Json::array();
  for (const auto& code : facts.code)
    if (code.kind == TargetKind::lib || code.kind == TargetKind::custom_build)
      json["targets"].push_back(tree_json(code));
  json["native_bytes"] = facts.native_bytes;
  json["native_files"] = facts.native_files;
  json["sources_seen"] = facts.sources_seen;
  json["build_script"] = nullptr;
  if (facts.build_script)
    for (const auto& [name, flag] : build_script_flags) json["build_script"][name] = (*facts.build_script).*flag;
  return json;
}

Json package_json(const cargo::ClosurePackage& known, const std::optional<std::string>& checksum,
                  const PackageFacts& facts) {
  const auto& package = *known.package();
  Json json;
  json["name"] = package.name;
  json["version"] = cargo::to_text(package.version);
  json["source"] = cargo::to_text(known.id.source);
  json["checksum"] = optional(checksum);
  json["edition"] = cargo::to_text(package.edition);
  json["rust_version"] = optional(package.rust_version);
  json["license"] = optional(package.license);
  json["links"] = optional(package.links);
  json["features"] = Json::object();
  for (const auto& feature : package.features) {
    auto values = Json::array();
    for (const auto& value : feature.values) values.push_back(cargo::to_text(value));
    json["features"][feature.name] = std::move(values);
  }
  json["dependencies"] = Json::array();
  for (const auto& dependency : package.dependencies)
    if (dependency.kind != DependencyKind::development) json["dependencies"].push_back(dependency_json(dependency));
  json["targets"] = Json::array();
  for (const auto& target : package.targets)
    if (target.kind == TargetKind::lib || target.kind == TargetKind::custom_build)
      json["targets"].push_back(target_json(target, known.manifest->directory()));
  json["code"] = code_json(facts);
  return json;
}

/// Reads fields of one JSON object and remembers the first that is missing or of a wrong type.
class Fields {
 public:
  Fields(const Json& json, std::string& fault) : json_(json), fault_(fault) {}

  template <class T>
  T get(const char* name) {
    std::optional<T> value = maybe<T>(name);
    if (!value) blame(name);
    return value.value_or(T());
  }

  template <class T>
  std::optional<T> maybe(const char* name) {
    const auto* field = find(name);
    if (!field || field->is_null()) return std::nullopt;
    if constexpr (std::is_same_v<T, bool>) {
      if (field->is_boolean()) return field->get<bool>();
    } else if constexpr (std::is_same_v<T, std::string>) {
      if (field->is_string()) return field->get<std::string>();
    } else if constexpr (std::is_same_v<T, std::uint64_t>) {
      if (field->is_number_unsigned()) return field->get<std::uint64_t>();
    } else {
      if (field->is_array()) return strings(*field, name);
    }
    blame(name);
    return std::nullopt;
  }

  const Json* find(const char* name) const {
    if (!json_.is_object()) return nullptr;
    const auto at = json_.find(name);
    return at == json_.end() ? nullptr : &*at;
  }

  void blame(std::string_view name) {
    if (fault_.empty()) fault_ = fmt::format("`{}` is missing or not what it should be", name);
  }

  std::string& fault() { return fault_; }

 private:
  std::vector<std::string> strings(const Json& array, const char* name) {
    std::vector<std::string> result;
    for (const auto& item : array) {
      if (item.is_string())
        result.push_back(item.get<std::string>());
      else
        blame(name);
    }
    return result;
  }

  const Json& json_;
  std::string& fault_;
};

using Strings = std::vector<std::string>;

cargo::Edition edition_of(Fields& fields) {
  const auto text = fields.get<std::string>("edition");
  for (const auto edition :
       {cargo::Edition::e2015, cargo::Edition::e2018, cargo::Edition::e2021, cargo::Edition::e2024})
    if (text == cargo::to_text(edition)) return edition;
  fields.blame("edition");
  return cargo::Edition::e2015;
}

template <class Kind, class Names>
Kind kind_of(Fields& fields, const Names& names) {
  const auto text = fields.get<std::string>("kind");
  for (const auto& [kind, name] : names)
    if (text == name) return kind;
  fields.blame("kind");
  return names.front().first;
}

Dependency parse_dependency(const Json& json, std::string& fault) {
  Fields fields(json, fault);
  Dependency dependency;
  dependency.key = fields.get<std::string>("key");
  const auto package = fields.maybe<std::string>("package");
  dependency.package = package.value_or(dependency.key);
  dependency.renamed = package.has_value();
  dependency.kind = kind_of<DependencyKind>(fields, dependency_kind_names);
  if (const auto req = fields.maybe<std::string>("req")) {
    const auto parsed = cargo::parse_version_req(*req);
    if (!parsed) fields.blame("req");
    dependency.req = parsed.value_or(cargo::VersionReq());
    dependency.has_req = true;
  }
  if (const auto target = fields.maybe<std::string>("target")) {
    if (auto spec = cargo::parse_platform_spec(*target))
      dependency.platform = *spec;
    else
      fields.blame("target");
  }
  dependency.optional = fields.get<bool>("optional");
  dependency.default_features = fields.get<bool>("default_features");
  dependency.features = fields.get<Strings>("features");
  dependency.features_at.resize(dependency.features.size());
  if (const auto origin = fields.maybe<std::uint64_t>("origin_kind")) {
    if (*origin > static_cast<std::uint64_t>(DependencyOrigin::Kind::path)) fields.blame("origin_kind");
    dependency.origin = {static_cast<DependencyOrigin::Kind>(*origin), fields.get<std::string>("origin"), {}};
  }
  return dependency;
}

CrateTarget parse_target(const Json& json, const std::string& directory, std::string& fault) {
  Fields fields(json, fault);
  CrateTarget target;
  target.kind = kind_of<TargetKind>(fields, kind_names);
  target.name = fields.get<std::string>("name");
  target.src_path = cargo::join_written_path(directory, fields.get<std::string>("path"));
  target.crate_types = fields.get<Strings>("crate_types");
  if (target.crate_types.empty()) fields.blame("crate_types");
  target.edition = edition_of(fields);
  target.required_features = fields.get<Strings>("required_features");
  target.names_required_features = !target.required_features.empty();
  for (const auto& [name, flag] : target_flags) target.*flag = fields.get<bool>(name);
  return target;
}

template <class Action>
void each(Fields& fields, const char* name, const Action& action) {
  const auto* list = fields.find(name);
  if (!list || !list->is_array()) {
    fields.blame(name);
    return;
  }
  for (const auto& item : *list) action(item);
}

/// `size` parts stand before it.
std::optional<facts::CodePart> parse_part(const Json& json, std::size_t size) {
  constexpr auto most = std::numeric_limits<std::uint32_t>::max();
  const auto fields = facts::code_size_fields();
  if (!json.is_array() || json.size() != 2 + fields.size() || !json[1].is_string()) return std::nullopt;
  const auto number = [&](std::size_t at) {
    return json[at].is_number_unsigned() ? json[at].get<std::uint64_t>() : most + 1ULL;
  };
  facts::CodePart part;
  if (number(0) > (size == 0 ? 0 : size - 1)) return std::nullopt;
  part.parent = static_cast<std::uint32_t>(number(0));
  part.condition = json[1].get<std::string>();
  for (std::size_t i = 0; i < fields.size(); ++i) {
    if (number(2 + i) > most) return std::nullopt;
    part.size.*fields[i].size = static_cast<std::uint32_t>(number(2 + i));
  }
  return part;
}

facts::TargetCode parse_tree(const Json& json, std::string& fault) {
  Fields fields(json, fault);
  facts::TargetCode code;
  code.kind = kind_of<TargetKind>(fields, kind_names);
  code.name = fields.get<std::string>("name");
  code.tree.files = static_cast<std::uint32_t>(fields.get<std::uint64_t>("files"));
  code.tree.bytes = fields.get<std::uint64_t>("bytes");
  each(fields, "parts", [&](const Json& item) {
    auto part = parse_part(item, code.tree.parts.size());
    if (!part) return fields.blame("parts");
    code.tree.parts.push_back(std::move(*part));
  });
  return code;
}

PackageFacts parse_code(const Json& json, std::string& fault) {
  Fields fields(json, fault);
  PackageFacts facts;
  each(fields, "targets", [&](const Json& item) { facts.code.push_back(parse_tree(item, fault)); });
  facts.native_bytes = fields.get<std::uint64_t>("native_bytes");
  facts.native_files = fields.get<std::uint64_t>("native_files");
  facts.sources_seen = fields.get<bool>("sources_seen");
  const auto* script = fields.find("build_script");
  if (!script || script->is_null()) return facts;
  Fields flags(*script, fault);
  facts.build_script.emplace();
  for (const auto& [name, flag] : build_script_flags) (*facts.build_script).*flag = flags.get<bool>(name);
  return facts;
}

cargo::FeatureTable parse_features(Fields& fields) {
  cargo::FeatureTable table;
  const auto* features = fields.find("features");
  if (!features || !features->is_object()) {
    fields.blame("features");
    return table;
  }
  for (const auto& [name, values] : features->items()) {
    cargo::Feature feature{name, {}};
    for (const auto& value : values)
      if (value.is_string()) feature.values.push_back(cargo::parse_feature_value(value.get<std::string>()));
    table.push_back(std::move(feature));
  }
  std::ranges::sort(table, {}, &cargo::Feature::name);
  return table;
}

}  // namespace

Result<FactsFile> FactsFile::parse(std::string_view text, const std::string& path) {
  const auto json = Json::parse(text, nullptr, false);
  std::string fault;
  Fields document(json, fault);
  if (json.is_discarded() || document.maybe<std::uint64_t>("format_version") != format_version)
    return support::failure(ErrorKind::invalid, fmt::format("`{}` is not a facts file of version {}{}", path,
                                                            format_version, json_fault(text)));
  FactsFile file;
  each(document, "packages", [&](const Json& item) {
    Fields fields(item, fault);
    const auto version = cargo::parse_version(fields.get<std::string>("version"));
    const auto source = cargo::parse_source(fields.get<std::string>("source"));
    if (!version) fields.blame("version");
    if (!source) fields.blame("source");
    if (!fault.empty()) return;
    cargo::Package package;
    package.name = fields.get<std::string>("name");
    package.version = *version;
    package.edition = edition_of(fields);
    package.rust_version = fields.maybe<std::string>("rust_version");
    package.license = fields.maybe<std::string>("license");
    package.links = fields.maybe<std::string>("links");
    package.features = parse_features(fields);
    const auto directory = fmt::format("{}/{}-{}", path, package.name, cargo::to_text(package.version));
    each(fields, "dependencies",
         [&](const Json& one) { package.dependencies.push_back(parse_dependency(one, fault)); });
    each(fields, "targets", [&](const Json& one) { package.targets.push_back(parse_target(one, directory, fault)); });
    const cargo::PackageId id{package.name, *version, *source};
    Entry entry;
    entry.checksum = fields.maybe<std::string>("checksum");
    entry.package.manifest.path = directory + "/Cargo.toml";
    entry.package.manifest.package = std::move(package);
    if (const auto* code = fields.find("code")) entry.package.facts = parse_code(*code, fault);
    file.packages_.emplace(id, std::move(entry));
  });
  if (!fault.empty())
    return support::failure(ErrorKind::invalid, fmt::format("the facts file `{}` is damaged: {}", path, fault));
  return file;
}

const KnownPackage* FactsFile::find(const cargo::PackageId& id, const std::optional<std::string>& checksum) const {
  const auto at = packages_.find(id);
  if (at == packages_.end()) return nullptr;
  if (checksum && at->second.checksum && *checksum != *at->second.checksum) return nullptr;
  return &at->second.package;
}

std::string render_facts(const cargo::Closure& closure, const facts::FactTable& table, std::span<const char> wanted) {
  PLIMSOLL_ASSERT(wanted.empty() || wanted.size() == closure.packages.size());
  Json document;
  document["format_version"] = format_version;
  document["packages"] = Json::array();
  for (std::size_t i = 0; i < closure.packages.size(); ++i) {
    const auto& package = closure.packages[i];
    if (!package.package() || package.id.source.is_path() || (!wanted.empty() && !wanted[i])) continue;
    const auto checksum = package.locked ? closure.lockfile.packages[*package.locked].checksum : std::nullopt;
    document["packages"].push_back(package_json(package, checksum, table[i]));
  }
  return document.dump(1, ' ', false, Json::error_handler_t::replace) + "\n";
}

}  // namespace plimsoll::source
