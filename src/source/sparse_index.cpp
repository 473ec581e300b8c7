// SPDX-License-Identifier: MIT OR Apache-2.0
#include "plimsoll/source/sparse_index.h"

#include <algorithm>
#include <nlohmann/json.hpp>
#include <set>

#include "plimsoll/support/text.h"

namespace plimsoll::source {
namespace {

using cargo::Dependency;
using cargo::DependencyKind;
using cargo::DependencyOrigin;
using nlohmann::json;

constexpr std::size_t longest_name = 64;
constexpr int newest_schema = 2;

bool is_name(std::string_view name) {
  return !name.empty() && name.size() <= longest_name && std::ranges::all_of(name, [](char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '-' || c == '_';
  });
}

std::optional<std::string> text_of(const json& object, const char* key) {
  const auto found = object.find(key);
  if (found == object.end() || !found->is_string()) return std::nullopt;
  return found->get<std::string>();
}

bool flag_of(const json& object, const char* key, bool fallback) {
  const auto found = object.find(key);
  return found != object.end() && found->is_boolean() ? found->get<bool>() : fallback;
}

/// Strings of an array, empty ones left out.
std::vector<std::string> texts_of(const json& object, const char* key) {
  std::vector<std::string> texts;
  const auto found = object.find(key);
  if (found == object.end() || !found->is_array()) return texts;
  for (const auto& value : *found)
    if (value.is_string() && !value.get_ref<const std::string&>().empty()) texts.push_back(value.get<std::string>());
  return texts;
}

DependencyKind kind_of(const json& object) {
  const auto kind = text_of(object, "kind").value_or("normal");
  if (kind == "dev") return DependencyKind::development;
  return kind == "build" ? DependencyKind::build : DependencyKind::normal;
}

/// Without a registry of its own a dependency is from that of the entry.
DependencyOrigin origin_of(const json& object, const cargo::SourceId& registry) {
  if (auto index = text_of(object, "registry")) return {DependencyOrigin::Kind::registry_index, std::move(*index), {}};
  if (registry.is_crates_io()) return {};
  return {DependencyOrigin::Kind::registry_index, cargo::to_text(registry), {}};
}

std::optional<Dependency> dependency_of(const json& object, const cargo::SourceId& registry) {
  const auto name = text_of(object, "name");
  const auto req = cargo::parse_version_req(text_of(object, "req").value_or(""));
  if (!name || !req) return std::nullopt;
  const auto real_name = text_of(object, "package");
  Dependency dependency{*name, real_name.value_or(*name), real_name.has_value(), kind_of(object)};
  if (const auto target = text_of(object, "target")) {
    auto platform = cargo::parse_platform_spec(*target);
    if (!platform) return std::nullopt;
    dependency.platform = std::move(*platform);
  }
  dependency.req = *req;
  dependency.has_req = true;
  dependency.origin = origin_of(object, registry);
  dependency.optional = flag_of(object, "optional", false);
  dependency.default_features = flag_of(object, "default_features", true);
  dependency.features = texts_of(object, "features");
  return dependency;
}

void add_features(const json& entry, const char* key, std::map<std::string, std::vector<std::string>>& features) {
  const auto table = entry.find(key);
  if (table == entry.end() || !table->is_object()) return;
  for (const auto& [name, ignored] : table->items()) {
    auto values = texts_of(*table, name.c_str());
    auto& known = features[name];
    known.insert(known.end(), values.begin(), values.end());
  }
}

/// An optional dependency is a feature of its own name unless some feature says `dep:` of it (Cargo reference,
/// "Features", Optional dependencies).
void add_implicit_features(const std::vector<Dependency>& dependencies,
                           std::map<std::string, std::vector<std::string>>& features) {
  std::set<std::string> named;
  for (const auto& [name, values] : features)
    for (const auto& value : values)
      if (value.starts_with("dep:")) named.insert(value.substr(4));
  for (const auto& dependency : dependencies)
    if (dependency.optional && !named.contains(dependency.key) && !features.contains(dependency.key))
      features[dependency.key] = {"dep:" + dependency.key};
}

cargo::FeatureTable features_of(const json& entry, const std::vector<Dependency>& dependencies) {
  std::map<std::string, std::vector<std::string>> features;
  add_features(entry, "features", features);
  add_features(entry, "features2", features);
  add_implicit_features(dependencies, features);
  cargo::FeatureTable table;
  for (const auto& [name, values] : features) {
    table.push_back({name, {}});
    for (const auto& value : values) table.back().values.push_back(cargo::parse_feature_value(value));
  }
  return table;
}

std::optional<IndexEntry> entry_of(std::string_view line, const cargo::SourceId& registry) {
  const auto object = json::parse(line, nullptr, false);
  if (!object.is_object()) return std::nullopt;
  const auto schema = object.find("v");
  if (schema != object.end() && (!schema->is_number_integer() || *schema > newest_schema)) return std::nullopt;
  const auto name = text_of(object, "name");
  const auto version = cargo::parse_version(text_of(object, "vers").value_or(""));
  if (!name || !version) return std::nullopt;
  IndexEntry entry;
  entry.summary.name = *name;
  entry.summary.version = *version;
  entry.summary.links = text_of(object, "links");
  entry.summary.rust_version = text_of(object, "rust_version");
  if (const auto dependencies = object.find("deps"); dependencies != object.end() && dependencies->is_array())
    for (const auto& written : *dependencies) {
      auto dependency = dependency_of(written, registry);
      if (!dependency) return std::nullopt;
      entry.summary.dependencies.push_back(std::move(*dependency));
    }
  entry.summary.features = features_of(object, entry.summary.dependencies);
  entry.checksum = text_of(object, "cksum").value_or("");
  entry.yanked = flag_of(object, "yanked", false);
  return entry;
}

/// What stands behind a key and its colon, from the first character of the value on. Inside of a JSON text a quotation
/// mark ends a string, so that the key with its marks is never part of one. The key is given with its closing mark
/// only: lines are full of marks, and a search that begins with a letter is several times faster.
std::optional<std::string_view> behind(std::string_view line, std::string_view key) {
  for (auto at = line.find(key, 1); at != std::string_view::npos; at = line.find(key, at + 1)) {
    if (line[at - 1] != '"') continue;
    const auto rest = support::trim(line.substr(at + key.size()));
    if (rest.starts_with(':')) return support::trim(rest.substr(1));
  }
  return std::nullopt;
}

std::optional<std::string_view> plain_string(std::string_view value) {
  if (!value.starts_with('"')) return std::nullopt;
  const auto text = value.substr(1, value.find('"', 1) - 1);
  return text.find('\\') == std::string_view::npos ? std::optional(text) : std::nullopt;
}

/// A line as registries write it. Nothing where a key is not what it should be: features may be called like one.
std::optional<IndexVersion> scanned(std::string_view line) {
  constexpr std::string_view start = "{\"name\":";
  const auto name = line.starts_with(start) ? plain_string(support::trim(line.substr(start.size()))) : std::nullopt;
  const auto written = behind(line, "vers\"");
  const auto version = written ? plain_string(*written) : std::nullopt;
  const auto yanked = behind(line, "yanked\"");
  const auto schema = behind(line, "v\"");
  const bool is_old = !schema || schema->starts_with("1}") || schema->starts_with("2}") || schema->starts_with("1,") ||
                      schema->starts_with("2,");
  if (!name || !version || !yanked || !is_old || !line.ends_with('}')) return std::nullopt;
  const bool is_yanked = yanked->starts_with("true");
  if (!is_yanked && !yanked->starts_with("false")) return std::nullopt;
  auto parsed = cargo::parse_version(*version);
  if (!parsed) return std::nullopt;
  return IndexVersion{std::string(*name), std::move(*parsed), is_yanked};
}

}  // namespace

std::vector<IndexVersion> parse_index_versions(std::string_view text) {
  std::vector<IndexVersion> versions;
  for (const auto line : support::split(text, '\n')) {
    if (line.empty()) continue;
    if (auto version = scanned(line)) {
      versions.push_back(std::move(*version));
    } else if (auto entry = entry_of(line, cargo::SourceId::crates_io())) {
      versions.push_back({entry->summary.name, entry->summary.version, entry->yanked});
    }
  }
  return versions;
}

std::string index_prefix(std::string_view name) {
  if (name.size() <= 2) return std::to_string(name.size());
  if (name.size() == 3) return "3/" + std::string(name.substr(0, 1));
  return std::string(name.substr(0, 2)) + "/" + std::string(name.substr(2, 2));
}

std::optional<std::string> index_path(std::string_view name) {
  if (!is_name(name)) return std::nullopt;
  std::string lower(name);
  std::ranges::transform(lower, lower.begin(),
                         [](char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c; });
  return index_prefix(lower) + "/" + lower;
}

std::vector<IndexEntry> parse_index(std::string_view text, const cargo::SourceId& registry) {
  std::vector<IndexEntry> entries;
  for (const auto line : support::split(text, '\n'))
    if (!line.empty())
      if (auto entry = entry_of(line, registry)) entries.push_back(std::move(*entry));
  return entries;
}

std::optional<KeptIndex> parse_cargo_index_cache(std::string bytes) {
  constexpr char format = 3;
  constexpr std::size_t head = 1 + 4;
  if (bytes.size() < head || bytes.front() != format) return std::nullopt;
  const auto parts = support::split(std::string_view(bytes).substr(head), '\0');
  KeptIndex kept;
  constexpr std::string_view etag = "etag: ";
  constexpr std::string_view date = "last-modified: ";
  if (parts.front().starts_with(etag)) kept.etag = parts.front().substr(etag.size());
  if (parts.front().starts_with(date)) kept.last_modified = parts.front().substr(date.size());
  auto end = bytes.begin();  // of what is moved to the front: copies of megabytes cost more than reading them
  for (std::size_t i = 2; i < parts.size(); i += 2) {
    end = std::ranges::copy(parts[i], end).out;
    *end++ = '\n';
  }
  bytes.erase(end, bytes.end());
  kept.text = std::move(bytes);
  return kept;
}

}  // namespace plimsoll::source
