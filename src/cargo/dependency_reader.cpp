// SPDX-License-Identifier: MIT OR Apache-2.0
#include "dependency_reader.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <map>

#include "manifest_fields.h"
#include "plimsoll/cargo/paths.h"

namespace plimsoll::cargo {
namespace {

namespace toml = support::toml;
using support::Diagnostics;

constexpr Key default_features_key{"default-features", "default_features"};

/// `branch`, `tag` or `rev`, at most one of them.
GitReference read_git_reference(const toml::Value& table, support::Span at, Diagnostics& diagnostics) {
  constexpr std::array names = {std::pair{"branch", GitReference::Kind::branch},
                                std::pair{"tag", GitReference::Kind::tag}, std::pair{"rev", GitReference::Kind::rev}};
  std::vector<GitReference> found;
  for (const auto& [name, kind] : names)
    if (const auto text = string_field(table, {name}, diagnostics)) found.push_back({kind, *text});
  if (found.size() > 1)
    diagnostics.error(at, "a git dependency may name one of `branch`, `tag` and `rev`", "names several of them");
  return found.empty() ? GitReference{} : found.front();
}

bool is_true(const toml::Value& value) {
  return value.as_boolean() && *value.as_boolean();
}

class DeclarationReader {
 public:
  DeclarationReader(const toml::Entry& entry, const DependencyContext& context, Diagnostics& diagnostics)
      : entry_(entry), context_(context), diagnostics_(diagnostics) {}

  std::optional<Dependency> read(DependencyKind kind, const std::optional<PlatformSpec>& platform) {
    Dependency dependency;
    dependency.key = entry_.key;
    dependency.package = entry_.key;
    dependency.kind = kind;
    dependency.platform = platform;
    dependency.at = entry_.key_at;
    dependency.default_features_at = entry_.key_at;
    if (const auto* requirement = entry_.value.as_string()) {
      read_requirement(*requirement, entry_.value.at(), dependency);
      return dependency;
    }
    if (!entry_.value.as_table()) {
      diagnostics_.error(entry_.value.at(),
                         fmt::format("dependency `{}` must be a version requirement or a table, found {}", entry_.key,
                                     entry_.value.kind_name()),
                         "expected a string or a table");
      return std::nullopt;
    }
    const bool understood = entry_.value.find("workspace") ? inherit(dependency) : read_own(dependency);
    if (!understood) return std::nullopt;
    if (dependency.optional && kind == DependencyKind::development)
      diagnostics_.error(entry_.key_at, fmt::format("dev-dependency `{}` cannot be optional", entry_.key),
                         "declared here", "remove `optional = true`");
    return dependency;
  }

 private:
  void read_requirement(const std::string& text, support::Span at, Dependency& dependency) {
    auto requirement = parse_version_req(text);
    if (!requirement) {
      diagnostics_.error(at, fmt::format("`{}` is not a version requirement: {}", text, requirement.error().message),
                         "expected something like `1.2`");
      return;
    }
    dependency.req = *requirement;
    dependency.has_req = true;
  }

  void read_features(const toml::Value& table, Dependency& dependency) {
    const auto* features = table.find("features");
    if (!features) return;
    const auto names = toml::expect_strings(*features, "features", diagnostics_);
    if (!names) return;
    for (const auto& name : *names) {
      if (name.value.find('/') != std::string::npos || name.value.starts_with("dep:")) {
        diagnostics_.error(name.at, fmt::format("`{}` is not a feature of `{}`", name.value, dependency.package),
                           "a feature of a dependency's dependency cannot be requested here");
        continue;
      }
      dependency.features.push_back(name.value);
      dependency.features_at.push_back(name.at);
    }
  }

  void read_optional(const toml::Value& table, Dependency& dependency) {
    if (const auto optional = boolean_field(table, {"optional"}, diagnostics_)) dependency.optional = *optional;
  }

  void refuse_unstable(const toml::Value& table) {
    for (const auto* key : {"artifact", "lib", "target"})
      if (const auto* found = table.find_entry(key))
        diagnostics_.error(
            found->key_at,
            fmt::format("`{}` belongs to artifact dependencies, which are unstable in Cargo and not supported", key),
            "not on stable Cargo");
  }

  /// A table with a version, path or git of its own. `directory` is where a path starts.
  bool read_table(const toml::Value& table, std::string_view directory, Dependency& dependency) {
    if (const auto package = string_field(table, {"package"}, diagnostics_)) {
      dependency.package = *package;
      dependency.renamed = true;
    }
    if (const auto* version = table.find("version"))
      if (const auto* text = toml::expect_string(*version, "version", diagnostics_))
        read_requirement(*text, version->at(), dependency);
    if (const auto* key = find_key(table, default_features_key))
      if (const auto* flag = toml::expect_boolean(key->value, key->key, diagnostics_)) {
        dependency.default_features = *flag;
        dependency.default_features_at = key->key_at;
      }
    read_features(table, dependency);
    if (context_.owner == ManifestOwner::workspace) {
      refuse_unstable(table);
      refuse_deprecated(table, default_features_key, context_.edition, diagnostics_);
    }
    return read_origin(table, directory, dependency);
  }

  bool read_origin(const toml::Value& table, std::string_view directory, Dependency& dependency) {
    const auto path = string_field(table, {"path"}, diagnostics_);
    const auto git = string_field(table, {"git"}, diagnostics_);
    const auto registry = string_field(table, {"registry"}, diagnostics_);
    const auto index = string_field(table, {"registry-index"}, diagnostics_);
    const auto reference = read_git_reference(table, entry_.key_at, diagnostics_);
    if (!git && reference.kind != GitReference::Kind::default_branch)
      diagnostics_.error(entry_.key_at,
                         fmt::format("dependency `{}` names a git reference but no `git` address", entry_.key),
                         "add `git = \"…\"` or remove the reference");
    if (git && path)
      diagnostics_.error(entry_.key_at, fmt::format("dependency `{}` has both `git` and `path`", entry_.key),
                         "only one of them can be meant");
    if (git && registry)
      diagnostics_.error(entry_.key_at, fmt::format("dependency `{}` has both `git` and `registry`", entry_.key),
                         "only one of them can be meant");
    using Kind = DependencyOrigin::Kind;
    if (git)
      dependency.origin = {Kind::git, *git, reference};
    else if (path && context_.owner == ManifestOwner::workspace)
      dependency.origin = {Kind::path, join_path(directory, *path), {}};
    else if (index)
      dependency.origin = {Kind::registry_index, *index, {}};
    else if (registry)
      dependency.origin = {Kind::named_registry, *registry, {}};
    if (git || path || table.find("version")) return true;
    diagnostics_.error(entry_.key_at, fmt::format("dependency `{}` says neither version nor path nor git", entry_.key),
                       "declared here", "add a version requirement, for example `version = \"1\"`");
    return false;
  }

  bool read_own(Dependency& dependency) {
    read_optional(entry_.value, dependency);
    return read_table(entry_.value, context_.directory, dependency);
  }

  /// `dep = { workspace = true, … }` (Cargo reference, "Inheriting a dependency from a workspace").
  bool inherit(Dependency& dependency) {
    const auto flag = boolean_field(entry_.value, {"workspace"}, diagnostics_);
    if (!flag) return false;
    if (!*flag) {
      diagnostics_.error(entry_.value.find("workspace")->at(), "`workspace` cannot be false", "expected `true`",
                         "remove the key and say `version`, `path` or `git`");
      return false;
    }
    const auto* entry = workspace_entry();
    if (!entry) return false;
    dependency.inherited = true;
    dependency.inherited_at = entry->key_at;
    if (const auto* requirement = entry->value.as_string()) {
      read_requirement(*requirement, entry->value.at(), dependency);
    } else if (entry->value.as_table()) {
      if (const auto* optional = entry->value.find_entry("optional"); optional && is_true(optional->value))
        diagnostics_.error(optional->key_at,
                           fmt::format("`{}` in `[workspace.dependencies]` cannot be optional", entry_.key),
                           "not allowed here", "say `optional = true` in the members that want it so");
      if (!read_table(entry->value, parent_path(context_.workspace_root->path), dependency)) return false;
    } else {
      diagnostics_.error(entry->value.at(),
                         fmt::format("dependency `{}` must be a version requirement or a table, found {}", entry_.key,
                                     entry->value.kind_name()),
                         "expected a string or a table");
      return false;
    }
    read_optional(entry_.value, dependency);
    read_features(entry_.value, dependency);
    inherit_default_features(dependency);
    return true;
  }

  const toml::Entry* workspace_entry() {
    const toml::Value* dependencies = nullptr;
    if (context_.workspace_root && context_.workspace_root->workspace)
      dependencies = context_.workspace_root->workspace->table.find("dependencies");
    const auto* entry = dependencies ? dependencies->find_entry(entry_.key) : nullptr;
    if (!entry)
      diagnostics_.error(
          entry_.key_at, fmt::format("dependency `{}` is inherited, but the workspace does not declare it", entry_.key),
          "inherited here", fmt::format("add `{}` to `[workspace.dependencies]` of the root", entry_.key));
    return entry;
  }

  /// A member may switch default features on again but not off, which Cargo 1.95 refuses in edition 2024 and ignores
  /// before.
  void inherit_default_features(Dependency& dependency) {
    const auto* key = find_key(entry_.value, default_features_key);
    if (!key) return;
    const auto* own = toml::expect_boolean(key->value, key->key, diagnostics_);
    if (!own) return;
    if (*own) {
      dependency.default_features = true;
      dependency.default_features_at = key->key_at;
      return;
    }
    if (!dependency.default_features) return;
    const auto message =
        fmt::format("`default-features = false` of `{}` has no effect, for the workspace leaves them on", entry_.key);
    const auto* help = "say `default-features = false` in `[workspace.dependencies]`";
    if (context_.edition == Edition::e2024)
      diagnostics_.error(key->key_at, message, "refused by Cargo in edition 2024", help);
    else
      diagnostics_.warning(key->key_at, message, "ignored by Cargo", help);
  }

  const toml::Entry& entry_;
  const DependencyContext& context_;
  Diagnostics& diagnostics_;
};

class TableReader {
 public:
  TableReader(const DependencyContext& context, Diagnostics& diagnostics)
      : context_(context), diagnostics_(diagnostics) {}

  void read(const toml::Value& parent, Key key, DependencyKind kind, const std::optional<PlatformSpec>& platform) {
    if (context_.owner == ManifestOwner::workspace) refuse_deprecated(parent, key, context_.edition, diagnostics_);
    const auto* table = find_key(parent, key);
    if (!table || !toml::expect_table(table->value, table->key, diagnostics_)) return;
    for (const auto& entry : *table->value.as_table()) {
      auto dependency = DeclarationReader(entry, context_, diagnostics_).read(kind, platform);
      if (dependency) result_.push_back(std::move(*dependency));
    }
  }

  std::vector<Dependency> take() && { return std::move(result_); }

 private:
  const DependencyContext& context_;
  Diagnostics& diagnostics_;
  std::vector<Dependency> result_;
};

constexpr Key normal_key{"dependencies"};
constexpr Key development_key{"dev-dependencies", "dev_dependencies"};
constexpr Key build_key{"build-dependencies", "build_dependencies"};

}  // namespace

std::optional<Dependency> read_dependency(const toml::Entry& entry, DependencyKind kind,
                                          const std::optional<PlatformSpec>& platform, const DependencyContext& context,
                                          Diagnostics& diagnostics) {
  return DeclarationReader(entry, context, diagnostics).read(kind, platform);
}

std::vector<Dependency> read_dependencies(const toml::Value& root, const DependencyContext& context,
                                          Diagnostics& diagnostics) {
  TableReader reader(context, diagnostics);
  reader.read(root, normal_key, DependencyKind::normal, std::nullopt);
  reader.read(root, development_key, DependencyKind::development, std::nullopt);
  reader.read(root, build_key, DependencyKind::build, std::nullopt);
  const auto* platforms = root.find("target");
  if (!platforms || !toml::expect_table(*platforms, "target", diagnostics)) return std::move(reader).take();
  for (const auto& entry : *platforms->as_table()) {
    const auto spec = parse_platform_spec(entry.key);
    if (!spec) {
      diagnostics.error(entry.key_at, fmt::format("`{}` is not a platform: {}", entry.key, spec.error().message),
                        "expected a target name or `cfg(…)`");
      continue;
    }
    if (!toml::expect_table(entry.value, fmt::format("target.{}", entry.key), diagnostics)) continue;
    reader.read(entry.value, normal_key, DependencyKind::normal, *spec);
    reader.read(entry.value, build_key, DependencyKind::build, *spec);
    reader.read(entry.value, development_key, DependencyKind::development, *spec);
  }
  return std::move(reader).take();
}

}  // namespace plimsoll::cargo
