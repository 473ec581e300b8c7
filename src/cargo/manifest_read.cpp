// SPDX-License-Identifier: MIT OR Apache-2.0
#include "plimsoll/cargo/manifest_read.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>

#include "dependency_reader.h"
#include "feature_reader.h"
#include "manifest_fields.h"
#include "plimsoll/cargo/package_spec.h"
#include "plimsoll/cargo/paths.h"
#include "profile_reader.h"
#include "target_reader.h"

namespace plimsoll::cargo {
namespace {

namespace toml = support::toml;
using support::Diagnostics;

constexpr std::array inheritable = {
    "authors",  "categories", "description",  "documentation", "edition", "exclude",    "homepage",     "include",
    "keywords", "license",    "license-file", "publish",       "readme",  "repository", "rust-version", "version"};

/// `[package]` with `key.workspace = true` followed to the root.
class PackageFields {
 public:
  PackageFields(const toml::Value& package, const ReadManifest& input, Diagnostics& diagnostics)
      : package_(package), input_(input), diagnostics_(diagnostics) {}

  /// The value that counts, and whether it is the workspace's.
  struct Field {
    const toml::Value* value = nullptr;
    bool inherited = false;
  };

  Field find(std::string_view key) {
    const auto* own = package_.find(key);
    if (!own || !own->as_table() || !own->find("workspace")) return {own, false};
    if (std::ranges::find(inheritable, key) == inheritable.end()) return {own, false};
    const toml::Value* shared = nullptr;
    if (input_.workspace_root && input_.workspace_root->workspace)
      shared = input_.workspace_root->workspace->table.find("package");
    const auto* value = shared ? shared->find(key) : nullptr;
    if (!value)
      diagnostics_.error(own->at(), fmt::format("`{}` is inherited, but `[workspace.package]` does not have it", key),
                         "inherited here", fmt::format("add `{}` to `[workspace.package]` of the root", key));
    return {value, true};
  }

  std::optional<std::string> string(std::string_view key) {
    const auto field = find(key);
    if (!field.value) return std::nullopt;
    const auto* text = toml::expect_string(*field.value, key, diagnostics_);
    return text ? std::optional(*text) : std::nullopt;
  }

  std::vector<std::string> strings(std::string_view key) {
    std::vector<std::string> result;
    const auto field = find(key);
    if (!field.value) return result;
    if (const auto texts = toml::expect_strings(*field.value, key, diagnostics_))
      for (const auto& text : *texts) result.push_back(text.value);
    return result;
  }

  /// A path below the folder of the manifest that wrote it, as seen from the package.
  std::string from_package(const std::string& path, bool inherited) const {
    if (!inherited) return path;
    return relative_path(parent_path(input_.document.path), join_path(parent_path(input_.workspace_root->path), path));
  }

  const toml::Value& table() const { return package_; }
  Diagnostics& diagnostics() { return diagnostics_; }

 private:
  const toml::Value& package_;
  const ReadManifest& input_;
  Diagnostics& diagnostics_;
};

std::optional<std::string> read_readme(PackageFields& fields, const PackageFolder& folder) {
  const auto field = fields.find("readme");
  if (field.value) {
    if (const auto* text = field.value->as_string()) return fields.from_package(*text, field.inherited);
    if (const auto* flag = field.value->as_boolean())
      return *flag ? std::optional<std::string>("README.md") : std::nullopt;
    toml::expect_string(*field.value, "readme", fields.diagnostics());
    return std::nullopt;
  }
  for (const auto* name : {"README.md", "README.txt", "README"})
    if (folder.is_file(name)) return name;
  return std::nullopt;
}

std::optional<std::vector<std::string>> read_publish(PackageFields& fields, bool has_version) {
  const auto field = fields.find("publish");
  if (!field.value) return has_version ? std::nullopt : std::optional(std::vector<std::string>{});
  if (const auto* flag = field.value->as_boolean())
    return *flag ? std::nullopt : std::optional(std::vector<std::string>{});
  return fields.strings("publish");
}

Edition read_edition(PackageFields& fields) {
  const auto text = fields.string("edition");
  if (!text) return Edition::e2015;
  for (const auto edition : {Edition::e2015, Edition::e2018, Edition::e2021, Edition::e2024})
    if (*text == to_text(edition)) return edition;
  fields.diagnostics().error(fields.find("edition").value->at(), fmt::format("`{}` is not an edition", *text),
                             "expected `2015`, `2018`, `2021` or `2024`");
  return Edition::e2015;
}

void read_identity(PackageFields& fields, ManifestOwner owner, Package& package) {
  const auto* name = fields.table().find("name");
  package.at = name ? name->at() : fields.table().at();
  if (!name)
    fields.diagnostics().error(fields.table().at(), "the package has no name", "`name` is missing",
                               "add `name = \"…\"` to `[package]`");
  else if (const auto* text = toml::expect_string(*name, "name", fields.diagnostics())) {
    package.name = *text;
    if (!is_package_name(*text) && owner == ManifestOwner::workspace)
      fields.diagnostics().error(name->at(), fmt::format("`{}` cannot be the name of a package", *text),
                                 "letters, digits, `-` and `_` are allowed, no digit first");
  }
  const auto version = fields.string("version");
  if (!version) return;
  auto parsed = parse_version(*version);
  if (parsed)
    package.version = *parsed;
  else
    fields.diagnostics().error(fields.find("version").value->at(),
                               fmt::format("`{}` is not a version: {}", *version, parsed.error().message),
                               "expected something like `1.2.3`");
}

/// The first version of Rust that has the edition; every one has the first.
std::string_view first_rust_of(Edition edition) {
  switch (edition) {
    case Edition::e2015:
      return {};
    case Edition::e2018:
      return "1.31.0";
    case Edition::e2021:
      return "1.56.0";
    case Edition::e2024:
      return "1.85.0";
  }
  return {};
}

void refuse_older_rust(PackageFields& fields, const Package& package) {
  const auto least = parse_version(first_rust_of(package.edition));
  if (!package.rust_version || !least) return;
  const auto stated = parse_partial_version(*package.rust_version);
  if (!stated) return;
  if (Version{stated->major, stated->minor.value_or(0), stated->patch.value_or(0)} >= *least) return;
  fields.diagnostics().error(fields.find("rust-version").value->at(),
                             fmt::format("edition {} needs Rust {}, but `rust-version` promises {}",
                                         to_text(package.edition), to_text(*least), *package.rust_version),
                             "older than the edition", "raise `rust-version` or choose an older edition");
}

void read_description(PackageFields& fields, const ReadManifest& input, Package& package) {
  package.rust_version = fields.string("rust-version");
  package.license = fields.string("license");
  if (const auto field = fields.find("license-file"); field.value)
    if (const auto text = fields.string("license-file"))
      package.license_file = fields.from_package(*text, field.inherited);
  package.description = fields.string("description");
  package.readme = read_readme(fields, input.folder);
  package.repository = fields.string("repository");
  package.homepage = fields.string("homepage");
  package.documentation = fields.string("documentation");
  package.authors = fields.strings("authors");
  package.categories = fields.strings("categories");
  package.keywords = fields.strings("keywords");
  package.publish = read_publish(fields, fields.table().find("version") != nullptr);
  package.links = string_field(fields.table(), {"links"}, fields.diagnostics());
  package.default_run = string_field(fields.table(), {"default-run"}, fields.diagnostics());
  if (const auto* metadata = fields.table().find("metadata")) package.metadata = *metadata;
}

std::optional<toml::Value> read_hints(const toml::Value& root, Diagnostics& diagnostics) {
  const auto* hints = root.find("hints");
  if (!hints || !toml::expect_table(*hints, "hints", diagnostics)) return std::nullopt;
  return *hints;
}

Package read_package(const toml::Value& table, const ReadManifest& input, Diagnostics& diagnostics) {
  Package package;
  PackageFields fields(table, input, diagnostics);
  read_identity(fields, input.owner, package);
  package.edition = read_edition(fields);
  read_description(fields, input, package);
  if (input.owner == ManifestOwner::workspace) refuse_older_rust(fields, package);
  package.hints = read_hints(input.document.root, diagnostics);
  const auto directory = parent_path(input.document.path);
  const DependencyContext dependencies{directory, input.workspace_root, input.owner, package.edition};
  package.dependencies = read_dependencies(input.document.root, dependencies, diagnostics);
  read_features(input.document.root, input.owner == ManifestOwner::workspace, package, diagnostics);
  const TargetContext targets{input.document.root, table,        directory,  package.name,
                              package.edition,     input.folder, input.owner};
  package.targets = read_targets(targets, diagnostics);
  if (package.links && !package.build_script() && input.owner == ManifestOwner::workspace)
    diagnostics.error(table.find("links")->at(),
                      fmt::format("`{}` links a native library but has no build script", package.name),
                      "`links` needs one", "add `build.rs` or remove `links`");
  return package;
}

std::vector<Patch> read_patches(const toml::Value& root, const DependencyContext& context, Diagnostics& diagnostics) {
  std::vector<Patch> patches;
  const auto* table = root.find("patch");
  if (!table || !toml::expect_table(*table, "patch", diagnostics)) return patches;
  for (const auto& source : *table->as_table()) {
    if (!toml::expect_table(source.value, fmt::format("patch.{}", source.key), diagnostics)) continue;
    for (const auto& entry : *source.value.as_table())
      if (auto dependency = read_dependency(entry, DependencyKind::normal, std::nullopt, context, diagnostics))
        patches.push_back({source.key, std::move(*dependency)});
  }
  return patches;
}

/// One key may not mean two sources in one package, whatever the tables.
void refuse_different_sources(const Package& package, Diagnostics& diagnostics) {
  std::map<std::string_view, const Dependency*> first;
  for (const auto& dependency : package.dependencies) {
    const auto [at, added] = first.emplace(dependency.key, &dependency);
    if (added || at->second->origin == dependency.origin) continue;
    diagnostics.error(dependency.at,
                      fmt::format("dependency `{}` has different sources in different tables", dependency.key),
                      "another source than before", "give one of the two declarations another key with `package = …`");
  }
}

}  // namespace

Manifest read_manifest(const ReadManifest& input, Diagnostics& diagnostics) {
  const auto& document = input.document;
  Manifest manifest;
  manifest.path = document.path;
  manifest.file = document.file;
  manifest.workspace = document.workspace;
  manifest.workspace_pointer = document.workspace_pointer;
  const auto* package = document.root.find("package");
  if (!package) package = document.root.find("project");
  if (package && toml::expect_table(*package, "package", diagnostics)) {
    manifest.package_resolver = resolver_field(*package, diagnostics);
    if (manifest.package_resolver && manifest.workspace && manifest.workspace->resolver)
      diagnostics.error(package->find("resolver")->at(), "`resolver` is both in `[package]` and in `[workspace]`",
                        "one of them has to go");
    manifest.package = read_package(*package, input, diagnostics);
    if (input.owner == ManifestOwner::workspace) {
      refuse_different_sources(*manifest.package, diagnostics);
      refuse_deprecated(document.root, {"package", "project"}, manifest.package->edition, diagnostics);
    }
  }
  if (const auto* profiles = document.root.find("profile"); profiles && input.owner == ManifestOwner::workspace)
    manifest.profiles = read_profiles(*profiles, diagnostics);
  const DependencyContext context{parent_path(document.path), input.workspace_root, input.owner,
                                  manifest.package ? manifest.package->edition : Edition::e2015};
  if (input.owner == ManifestOwner::workspace) manifest.patches = read_patches(document.root, context, diagnostics);
  manifest.has_replace = document.root.find("replace") != nullptr;
  if (manifest.workspace)
    if (const auto* metadata = manifest.workspace->table.find("metadata")) manifest.workspace_metadata = *metadata;
  return manifest;
}

}  // namespace plimsoll::cargo
