// SPDX-License-Identifier: MIT OR Apache-2.0
#include "plimsoll/cargo/config.h"

#include <fmt/format.h>

#include <algorithm>
#include <iterator>

#include "dependency_reader.h"
#include "manifest_fields.h"
#include "plimsoll/cargo/paths.h"
#include "plimsoll/support/text.h"
#include "profile_reader.h"

namespace plimsoll::cargo {
namespace {

namespace toml = support::toml;
using support::Diagnostics;

template <class T>
void override_with(std::optional<T>& target, std::optional<T> value) {
  if (value) target = std::move(value);
}

/// A setting that may be one string (split at blanks) or an array of them.
std::vector<std::string> words(const toml::Value& table, std::string_view key, bool split, Diagnostics& diagnostics) {
  const auto* value = table.find(key);
  if (!value) return {};
  if (const auto* text = value->as_string()) return split ? split_flags(*text) : std::vector{*text};
  return strings_field(table, {key}, diagnostics).value_or(std::vector<std::string>{});
}

void override_settings(ProfileSettings& target, const ProfileSettings& nearer) {
  override_with(target.opt_level, nearer.opt_level);
  override_with(target.debuginfo, nearer.debuginfo);
  override_with(target.split_debuginfo, nearer.split_debuginfo);
  override_with(target.debug_assertions, nearer.debug_assertions);
  override_with(target.overflow_checks, nearer.overflow_checks);
  override_with(target.incremental, nearer.incremental);
  override_with(target.rpath, nearer.rpath);
  override_with(target.panic, nearer.panic);
  override_with(target.lto, nearer.lto);
  override_with(target.strip, nearer.strip);
  override_with(target.codegen_units, nearer.codegen_units);
  override_with(target.codegen_backend, nearer.codegen_backend);
  override_with(target.inherits, nearer.inherits);
}

class Merge {
 public:
  explicit Merge(Diagnostics& diagnostics) : diagnostics_(diagnostics) {}

  void add(const ConfigFile& file) {
    file_ = &file;
    each("source", [&](const auto& name, const auto& table) { source(name, table); });
    each("registries", [&](const auto& name, const auto& table) { registry(name, table); });
    each("target", [&](const auto& name, const auto& table) { target(name, table); });
    each("patch", [&](const auto& name, const auto& table) { patch(name, table); });
    if (const auto* build = file.root.find("build")) read_build(*build);
    if (const auto* http = file.root.find("http")) check_http(*http);
    if (const auto* net = file.root.find("net"); net && toml::expect_table(*net, "net", diagnostics_))
      if (const auto offline = boolean_field(*net, {"offline"}, diagnostics_)) config_.offline = *offline;
    for (const auto& path : words(file.root, "paths", false, diagnostics_)) config_.paths.push_back(absolute(path));
    if (const auto* profile = file.root.find("profile")) profiles(read_profiles(*profile, diagnostics_));
  }

  Config take() && { return std::move(config_); }

 private:
  template <class Action>
  void each(std::string_view key, const Action& action) {
    const auto* table = file_->root.find(key);
    if (!table || !toml::expect_table(*table, key, diagnostics_)) return;
    for (const auto& entry : *table->as_table())
      if (toml::expect_table(entry.value, fmt::format("{}.{}", key, entry.key), diagnostics_))
        action(entry.key, entry.value);
  }

  [[nodiscard]] std::string absolute(const std::string& path) const { return join_path(file_->base, path); }

  std::optional<std::string> path_field(const toml::Value& table, std::string_view key) {
    const auto text = string_field(table, {key}, diagnostics_);
    return text ? std::optional(absolute(*text)) : std::nullopt;
  }

  void source(const std::string& name, const toml::Value& table) {
    auto& source = config_.sources[name];
    override_with(source.replace_with, string_field(table, {"replace-with"}, diagnostics_));
    override_with(source.directory, path_field(table, "directory"));
    override_with(source.local_registry, path_field(table, "local-registry"));
    override_with(source.registry, string_field(table, {"registry"}, diagnostics_));
    override_with(source.git, string_field(table, {"git"}, diagnostics_));
  }

  void registry(const std::string& name, const toml::Value& table) {
    if (auto index = string_field(table, {"index"}, diagnostics_)) config_.registries[name] = *index;
  }

  void target(const std::string& name, const toml::Value& table) {
    auto at = std::ranges::find(config_.targets, name, &TargetTable::spec);
    if (at == config_.targets.end()) at = config_.targets.insert(at, {name});
    std::ranges::move(words(table, "rustflags", true, diagnostics_), std::back_inserter(at->rustflags));
    for (const auto& entry : *table.as_table())
      if (entry.value.as_table()) at->links_overrides.push_back(entry.key);
  }

  void patch(const std::string& source, const toml::Value& table) {
    const DependencyContext context{file_->base, nullptr, ManifestOwner::workspace, Edition::e2021};
    for (const auto& entry : *table.as_table())
      if (auto dependency = read_dependency(entry, DependencyKind::normal, std::nullopt, context, diagnostics_)) {
        std::erase_if(config_.patches, [&](const Patch& known) {
          return known.source == source && known.replacement.key == dependency->key;
        });
        config_.patches.push_back({source, std::move(*dependency)});
      }
  }

  /// Nothing is taken from here, but Cargo does not start where one of these has another type.
  void check_http(const toml::Value& http) {
    if (!toml::expect_table(http, "http", diagnostics_)) return;
    for (const auto* key : {"debug", "check-revoke", "multiplexing"}) boolean_field(http, {key}, diagnostics_);
    for (const auto* key : {"proxy", "cainfo", "proxy-cainfo", "user-agent"}) string_field(http, {key}, diagnostics_);
    for (const auto* key : {"timeout", "low-speed-limit"})
      if (const auto* value = http.find(key)) toml::expect_integer(*value, key, diagnostics_);
  }

  void read_build(const toml::Value& build) {
    if (!toml::expect_table(build, "build", diagnostics_)) return;
    if (build.find("target")) config_.build_targets = words(build, "target", false, diagnostics_);
    for (auto& triple : config_.build_targets)
      if (triple.ends_with(".json")) triple = absolute(triple);
    std::ranges::move(words(build, "rustflags", true, diagnostics_), std::back_inserter(config_.build_rustflags));
    override_with(config_.target_directory, path_field(build, "target-dir"));
    override_with(config_.incremental, boolean_field(build, {"incremental"}, diagnostics_));
  }

  void profiles(Profiles nearer) {
    for (auto& [name, profile] : nearer) {
      auto& known = config_.profiles[name];
      override_settings(known.settings, profile.settings);
      if (profile.build_override) {
        if (!known.build_override) known.build_override.emplace();
        override_settings(*known.build_override, *profile.build_override);
      }
      for (auto& [spec, settings] : profile.packages) {
        auto at = std::ranges::find(known.packages, spec, &std::pair<std::string, ProfileSettings>::first);
        if (at == known.packages.end()) at = known.packages.insert(at, {spec, {}});
        override_settings(at->second, settings);
      }
    }
  }

  Diagnostics& diagnostics_;
  const ConfigFile* file_ = nullptr;
  Config config_;
};

}  // namespace

Config merge_config(std::span<const ConfigFile> files, Diagnostics& diagnostics) {
  Merge merge(diagnostics);
  for (const auto& file : files) merge.add(file);
  return std::move(merge).take();
}

std::vector<std::string> split_flags(std::string_view text) {
  std::vector<std::string> flags;
  for (const auto part : support::split(text, ' '))
    if (const auto flag = support::trim(part); !flag.empty()) flags.emplace_back(flag);
  return flags;
}

std::vector<std::string> rustflags_for(const Config& config, const Target& target,
                                       const std::optional<std::vector<std::string>>& environment) {
  if (environment) return *environment;
  std::vector<std::string> flags;
  for (const auto& table : config.targets) {
    const auto spec = parse_platform_spec(table.spec);
    if (spec && spec->matches(target)) std::ranges::copy(table.rustflags, std::back_inserter(flags));
  }
  return flags.empty() ? config.build_rustflags : flags;
}

}  // namespace plimsoll::cargo
