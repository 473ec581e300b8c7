// SPDX-License-Identifier: MIT OR Apache-2.0
#include "declared_source.h"

#include <string_view>

namespace plimsoll::cargo_output {

using Kind = cargo::DependencyOrigin::Kind;

cargo::SourceId index_source(const std::string& address) {
  constexpr std::string_view sparse = "sparse+";
  auto source = address.starts_with(sparse) ? cargo::SourceId::sparse(address.substr(sparse.size()))
                                            : cargo::SourceId::registry(address);
  return source.is_crates_io() ? cargo::SourceId::crates_io() : source;
}

std::optional<cargo::SourceId> DeclaredSource::named_registry(const cargo::Dependency& dependency) const {
  const auto& origin = dependency.origin;
  if (origin.kind == Kind::registry_index) return index_source(origin.location);
  if (origin.kind != Kind::named_registry) return std::nullopt;
  if (origin.location == "crates-io") return cargo::SourceId::crates_io();
  const auto known = config_.registries.find(origin.location);
  if (known == config_.registries.end()) return std::nullopt;
  return index_source(known->second);
}

std::optional<std::string> DeclaredSource::of(const cargo::Dependency& dependency) const {
  if (is_path(dependency)) return std::nullopt;
  const auto& origin = dependency.origin;
  if (origin.kind == Kind::path) return cargo::to_text(declared_by_);
  if (origin.kind == Kind::git)
    return cargo::to_text(cargo::SourceId::git(origin.location, origin.reference, std::nullopt));
  static const std::string crates_io = cargo::to_text(cargo::SourceId::crates_io());
  const auto registry = named_registry(dependency);
  return registry ? cargo::to_text(*registry) : crates_io;
}

std::optional<std::string> DeclaredSource::registry_of(const cargo::Dependency& dependency) const {
  const auto registry = named_registry(dependency);
  if (!registry) return std::nullopt;
  return registry->kind() == cargo::SourceKind::sparse ? cargo::to_text(*registry) : registry->url();
}

bool DeclaredSource::is_path(const cargo::Dependency& dependency) const {
  return dependency.origin.kind == Kind::path && !declared_by_.is_git();
}

}  // namespace plimsoll::cargo_output
