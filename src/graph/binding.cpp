// SPDX-License-Identifier: MIT OR Apache-2.0
#include "binding.h"

#include <algorithm>
#include <limits>

namespace plimsoll::graph {
namespace {

using cargo::Dependency;
using cargo::DependencyOrigin;
using cargo::SourceId;

constexpr auto nobody = std::numeric_limits<std::uint32_t>::max();

/// A declaration without a requirement takes every version, pre-releases included.
bool accepts(const Dependency& dependency, const cargo::Version& version) {
  return !dependency.has_req || dependency.req.matches(version);
}

SourceId index_source(const std::string& address) {
  constexpr std::string_view sparse = "sparse+";
  if (address.starts_with(sparse)) return SourceId::sparse(address.substr(sparse.size()));
  return SourceId::registry(address);
}

}  // namespace

bool is_relevant(const cargo::ClosurePackage& package, const cargo::Dependency& dependency) {
  return dependency.kind != cargo::DependencyKind::development || package.is_member;
}

Binding::Binding(const cargo::Closure& closure)
    : closure_(closure),
      children_(closure.packages.size()),
      package_of_locked_(closure.lockfile.packages.size(), nobody) {
  for (std::uint32_t i = 0; i < closure.packages.size(); ++i) {
    by_name_[closure.packages[i].id.name].push_back(i);
    if (closure.packages[i].locked) package_of_locked_[*closure.packages[i].locked] = i;
  }
  for (std::uint32_t i = 0; i < closure.packages.size(); ++i) {
    if (!closure.packages[i].locked) continue;
    for (const auto child : closure.lockfile.packages[*closure.packages[i].locked].dependencies)
      if (package_of_locked_[child] != nobody) children_[i].push_back(package_of_locked_[child]);
    std::ranges::sort(children_[i]);
  }
  read_patches();
  read_overrides();
}

std::optional<SourceId> Binding::source_named(std::string_view name) const {
  if (name == "crates-io") return SourceId::crates_io();
  if (const auto known = closure_.config.registries.find(name); known != closure_.config.registries.end())
    return index_source(known->second);
  if (name.find("://") == std::string_view::npos) return std::nullopt;
  const auto registry = index_source(std::string(name));
  if (registry.is_crates_io()) return SourceId::crates_io();
  return registry;
}

/// A folder of `paths` in Cargo's configuration stands in for what the lockfile has.
void Binding::read_overrides() {
  for (const auto& package : closure_.packages) {
    if (!package.locked || !package.id.source.is_path()) continue;
    const auto& replaced = closure_.lockfile.packages[*package.locked].source;
    if (replaced) offers_.push_back({*replaced, package.id.name, package.id.source});
  }
}

void Binding::read_patches() {
  std::vector<cargo::Patch> patches = closure_.config.patches;
  if (closure_.root_manifest)
    for (const auto& patch : closure_.root_manifest->patches) patches.push_back(patch);
  for (const auto& patch : patches) {
    const auto patched = source_named(patch.source);
    if (!patched) continue;
    const auto offered = source_of(nobody, patch.replacement);
    offers_.push_back({*patched, patch.replacement.package, offered});
    // The section may name a git repository: its address looks like a registry's.
    offers_.push_back({SourceId::git(patch.source, {}, std::nullopt), patch.replacement.package, offered});
  }
}

SourceId Binding::source_of(std::uint32_t from, const Dependency& dependency) const {
  switch (dependency.origin.kind) {
    case DependencyOrigin::Kind::path:
      if (from != nobody && closure_.packages[from].id.source.is_git()) return closure_.packages[from].id.source;
      return SourceId::path(dependency.origin.location);
    case DependencyOrigin::Kind::git:
      return SourceId::git(dependency.origin.location, dependency.origin.reference, std::nullopt);
    case DependencyOrigin::Kind::registry_index: {
      auto source = index_source(dependency.origin.location);
      return source.is_crates_io() ? SourceId::crates_io() : source;
    }
    case DependencyOrigin::Kind::named_registry:
      return source_named(dependency.origin.location).value_or(SourceId::crates_io());
    case DependencyOrigin::Kind::default_registry:
      return SourceId::crates_io();
  }
  return SourceId::crates_io();
}

bool Binding::is_offered(const cargo::PackageId& id, const SourceId& patched) const {
  return std::ranges::any_of(offers_, [&](const Offer& offer) {
    const bool same_repository =
        patched.is_git() && offer.patched.is_git() && patched.canonical_url() == offer.patched.canonical_url();
    return (offer.patched == patched || same_repository) && offer.package == id.name && offer.source == id.source;
  });
}

std::optional<std::uint32_t> Binding::follow_replacement(std::uint32_t package) const {
  const auto& locked = closure_.packages[package].locked;
  if (!locked) return package;
  const auto& replaced = closure_.lockfile.packages[*locked].replaced_by;
  if (!replaced || package_of_locked_[*replaced] == nobody) return package;
  return package_of_locked_[*replaced];
}

std::optional<std::uint32_t> Binding::bind(std::uint32_t from, const Dependency& dependency) const {
  const auto named = by_name_.find(dependency.package);
  if (named == by_name_.end()) return std::nullopt;
  const auto other = dependency.origin.kind == DependencyOrigin::Kind::default_registry
                         ? std::nullopt
                         : std::optional(source_of(from, dependency));
  const auto& source = other ? *other : SourceId::crates_io();
  const auto fits = [&](std::uint32_t candidate) {
    return accepts(dependency, closure_.packages[candidate].id.version);
  };
  const auto from_source = [&](std::uint32_t candidate) {
    const auto& id = closure_.packages[candidate].id;
    return id.source == source || (source.is_crates_io() && id.source.is_crates_io());
  };
  for (const auto candidate : named->second) {
    if (!std::ranges::binary_search(children_[from], candidate) || !fits(candidate)) continue;
    if (from_source(candidate) || is_offered(closure_.packages[candidate].id, source))
      return follow_replacement(candidate);
  }
  for (const auto candidate : named->second)
    if (from_source(candidate) && fits(candidate)) return follow_replacement(candidate);
  for (const auto candidate : named->second)
    if (is_offered(closure_.packages[candidate].id, source) && fits(candidate)) return candidate;
  return std::nullopt;
}

}  // namespace plimsoll::graph
