// SPDX-License-Identifier: MIT OR Apache-2.0
#include "registry_address.h"

#include <fmt/format.h>

#include <algorithm>

#include "plimsoll/outside/url.h"
#include "plimsoll/source/package_places.h"
#include "registry_folder.h"

namespace plimsoll::source {
namespace {

using cargo::SourceId;
using support::ErrorKind;
using support::failure;
using support::Result;

constexpr std::string_view sparse_prefix = "sparse+";

bool ends_with_hash(std::string_view folder, std::span<const std::string_view> hashes) {
  const auto hyphen = folder.rfind('-');
  return hyphen != std::string_view::npos && std::ranges::find(hashes, folder.substr(hyphen + 1)) != std::end(hashes);
}

}  // namespace

RegistryAddresses::RegistryAddresses(const outside::FileSystem& files, const cargo::Config& config,
                                     const std::string& cargo_home, std::optional<std::string> given)
    : config_(config), base_(cargo_home + "/registry/index"), given_(std::move(given)) {
  const auto entries = files.list(base_);
  if (!entries) return;
  for (const auto& entry : *entries)
    if (entry.kind == outside::EntryKind::directory) folders_.push_back(entry.name);
}

Result<RegistryAddress> RegistryAddresses::find(const SourceId& source) const {
  if (source.is_crates_io() && given_) return at(*given_);
  TRY_INTO(const auto replacement, replacement_for(config_, source));
  if (replacement) return replacing(*replacement);
  if (source.kind() == cargo::SourceKind::sparse) return at(source.url());
  if (!source.is_crates_io())
    return failure(ErrorKind::not_found,
                   fmt::format("the index of its registry `{}` is a git repository, which Plimsoll does not fetch",
                               outside::shown_url(source.url())));
  if (const auto host = crates_io_host()) return at(fmt::format("https://{}/", *host));
  return failure(ErrorKind::not_found,
                 "no address of the registry is known: Cargo's home and configuration name none; `--index ADDRESS` or "
                 "PLIMSOLL_INDEX gives one");
}

Result<RegistryAddress> RegistryAddresses::replacing(const cargo::SourceTable& table) const {
  if (table.directory || table.local_registry)
    return failure(ErrorKind::not_found, fmt::format("the configuration takes its source from the folder `{}` alone",
                                                     table.directory ? *table.directory : *table.local_registry));
  if (table.registry && table.registry->starts_with(sparse_prefix)) return at(*table.registry);
  return failure(ErrorKind::not_found,
                 "the source that replaces its registry is no sparse index, and Plimsoll fetches from no other");
}

Result<RegistryAddress> RegistryAddresses::at(std::string address) const {
  if (address.starts_with(sparse_prefix)) address.erase(0, sparse_prefix.size());
  if (!outside::is_http_url(address))
    return failure(ErrorKind::usage,
                   fmt::format("`{}` is no http or https address of an index", outside::shown_url(address)));
  if (!address.ends_with('/')) address += '/';
  const auto registry = SourceId::sparse(address);
  return RegistryAddress{address, registry_folder(registry), name_of(registry)};
}

/// The name of the folder that Cargo made when it first asked. It is checked against the hash of what it stands for
/// where the hash is of the present kind.
std::optional<std::string> RegistryAddresses::crates_io_host() const {
  for (const auto& folder : folders_) {
    if (!ends_with_hash(folder, crates_io_sparse_hashes)) continue;
    auto host = folder.substr(0, folder.rfind('-'));
    const auto expected = registry_folder(SourceId::sparse(fmt::format("https://{}/", host)));
    if (expected.ends_with(crates_io_sparse_hashes[0])) return host;
  }
  return std::nullopt;
}

std::string RegistryAddresses::name_of(const SourceId& registry) const {
  for (const auto& [name, index] : config_.registries) {
    const auto known =
        index.starts_with(sparse_prefix) ? cargo::parse_source(index) : cargo::parse_source("registry+" + index);
    if (known && *known == registry) return name;
  }
  return {};
}

std::vector<std::string> RegistryAddresses::index_folders(const SourceId& source) const {
  std::vector<std::string> names;
  if (const auto address = find(source)) names.push_back(address->folder);
  if (source.is_crates_io()) {
    for (const auto& folder : folders_)
      if (ends_with_hash(folder, crates_io_sparse_hashes) || ends_with_hash(folder, crates_io_git_hashes))
        names.push_back(folder);
  } else {
    names.push_back(registry_folder(source));
  }
  std::vector<std::string> paths;
  for (const auto& name : names)
    if (auto path = base_ + "/" + name; std::ranges::find(paths, path) == paths.end()) paths.push_back(std::move(path));
  return paths;
}

}  // namespace plimsoll::source
