// SPDX-License-Identifier: MIT OR Apache-2.0
#include "plimsoll/source/package_places.h"

#include <fmt/format.h>

#include <algorithm>
#include <set>

#include "crate_archives.h"
#include "git_checkouts.h"
#include "vendor_folder.h"

namespace plimsoll::source {
namespace {

using cargo::PackageId;
using support::ErrorKind;
using support::Result;
using Opened = Result<std::unique_ptr<const PackageTree>>;

/// `$CARGO_HOME/registry/src`: one folder for each registry, in it one for each package.
class RegistrySources final : public PackagePlace {
 public:
  RegistrySources(const outside::FileSystem& files, const std::string& cargo_home) : files_(files) {
    const auto base = cargo_home + "/registry/src";
    const auto entries = files.list(base);
    if (!entries) return;
    for (const auto& entry : *entries)
      if (entry.kind == outside::EntryKind::directory) registries_.push_back(base + "/" + entry.name);
  }

  [[nodiscard]] Opened open(const PackageId& id, const std::optional<std::string>&) const override {
    if (!id.source.is_registry()) return nullptr;
    const auto name = fmt::format("{}-{}", id.name, cargo::to_text(id.version));
    for (const auto& registry : registries_) {
      auto directory = registry + "/" + name;
      if (files_.kind(directory + "/Cargo.toml")) return folder_tree(files_, std::move(directory));
    }
    return nullptr;
  }

 private:
  const outside::FileSystem& files_;
  std::vector<std::string> registries_;
};

/// The name under which the configuration knows a source; nothing if it does not.
std::optional<std::string> configured_name(const cargo::Config& config, const cargo::SourceId& source) {
  if (source.is_crates_io()) return "crates-io";
  for (const auto& [name, table] : config.sources) {
    if (source.is_git() && table.git && cargo::canonical_url(*table.git) == source.canonical_url()) return name;
    if (!source.is_git() && table.registry && cargo::canonical_url(*table.registry) == source.canonical_url())
      return name;
  }
  for (const auto& [name, index] : config.registries) {
    const auto known = cargo::parse_source(index.starts_with("sparse+") ? index : "registry+" + index);
    if (known && *known == source) return name;
  }
  return std::nullopt;
}

/// Asks the replacement of the package's source, where the configuration names one.
class Replacements final : public PackagePlace {
 public:
  Replacements(const outside::FileSystem& files, const cargo::Config& config) : config_(config) {
    for (const auto& [name, table] : config.sources) {
      if (table.directory) vendors_.emplace(*table.directory, std::make_unique<VendorFolder>(files, *table.directory));
      if (table.local_registry)
        locals_.emplace(*table.local_registry, std::make_unique<LocalRegistry>(files, *table.local_registry));
    }
  }

  [[nodiscard]] Opened open(const PackageId& id, const std::optional<std::string>& checksum) const override {
    TRY_INTO(const auto table, replacement_for(config_, id.source));
    if (!table) return nullptr;
    if (table->directory) return vendors_.at(*table->directory)->open(id, checksum);
    if (table->local_registry) return locals_.at(*table->local_registry)->open(id, checksum);
    return nullptr;
  }

 private:
  const cargo::Config& config_;
  std::map<std::string, std::unique_ptr<const PackagePlace>> vendors_;
  std::map<std::string, std::unique_ptr<const PackagePlace>> locals_;
};

}  // namespace

Result<std::optional<cargo::SourceTable>> replacement_for(const cargo::Config& config, const cargo::SourceId& source) {
  auto name = configured_name(config, source);
  std::optional<cargo::SourceTable> result;
  std::set<std::string> seen;
  while (name) {
    if (!seen.insert(*name).second)
      return support::failure(ErrorKind::invalid,
                              fmt::format("`replace-with` of source `{}` leads in a circle", *name));
    const auto table = config.sources.find(*name);
    if (table == config.sources.end()) {
      if (seen.size() == 1) break;
      const auto registry = config.registries.find(*name);
      if (registry == config.registries.end())
        return support::failure(ErrorKind::invalid,
                                fmt::format("source `{}` is not defined in the configuration", *name));
      result = cargo::SourceTable{};
      result->registry = registry->second;
      break;
    }
    if (seen.size() > 1) result = table->second;
    name = table->second.replace_with;
  }
  return result;
}

PackagePlaces::PackagePlaces(const outside::FileSystem& files, const cargo::Config& config,
                             const std::string& cargo_home) {
  places_.push_back(std::make_unique<Replacements>(files, config));
  places_.push_back(std::make_unique<RegistrySources>(files, cargo_home));
  places_.push_back(std::make_unique<CrateArchives>(files, cargo_home));
  places_.push_back(std::make_unique<GitCheckouts>(files, cargo_home));
}

Opened PackagePlaces::open(const PackageId& id, const std::optional<std::string>& checksum) const {
  for (const auto& place : places_) {
    auto tree = place->open(id, checksum);
    if (!tree || *tree) return tree;
  }
  const auto* where = id.source.is_git() ? "Cargo's git checkouts" : "Cargo's home or a vendor folder";
  return support::failure(ErrorKind::not_found, fmt::format("`{} {}` is not in {}; `cargo fetch` puts it there",
                                                            id.name, cargo::to_text(id.version), where));
}

}  // namespace plimsoll::source
