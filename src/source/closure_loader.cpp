// SPDX-License-Identifier: MIT OR Apache-2.0
#include "plimsoll/source/closure_loader.h"

#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <numeric>

#include "config_files.h"
#include "document_cache.h"
#include "manifest_cache.h"
#include "package_downloads.h"
#include "path_overrides.h"
#include "plimsoll/cargo/lockfile_read.h"
#include "plimsoll/cargo/paths.h"
#include "plimsoll/source/advisory_store.h"
#include "plimsoll/source/package_places.h"
#include "plimsoll/source/workspace_files.h"
#include "plimsoll/support/parallel.h"
#include "sealed_file.h"
#include "vendor_folder.h"

namespace plimsoll::source {
namespace {

using cargo::Closure;
using cargo::ClosurePackage;
using cargo::join_path;
using cargo::parent_path;
using support::Diagnostics;
using support::ErrorKind;
using support::Result;
using support::SourceMap;

constexpr std::uint64_t longest_lockfile_bytes = 64ULL << 20U;  // 34 MB lock 100,000 packages

int resolver_of(const cargo::Manifest& root) {
  auto written = root.workspace ? root.workspace->resolver : std::nullopt;
  if (!written) written = root.package_resolver;
  if (written) return *written == "3" ? 3 : (*written == "2" ? 2 : 1);
  if (!root.package) return 1;
  if (root.package->edition == cargo::Edition::e2024) return 3;
  return root.package->edition == cargo::Edition::e2021 ? 2 : 1;
}

/// The manifest of a package that is not the workspace's own. Its faults are not the user's: what cannot be read makes
/// the package one without a manifest.
class DependencyReader {
 public:
  DependencyReader(const outside::FileSystem& files, SourceMap& sources) : files_(files), sources_(sources) {}

  Result<cargo::Manifest> read(const PackageTree& tree, const cargo::PackageId& id) const {
    TRY_INTO(auto text, tree.read("Cargo.toml"));
    const auto path = tree.directory() + "/Cargo.toml";
    const auto file = sources_.add(path, std::move(text));
    Diagnostics faults;
    auto document = cargo::read_document(path, file, sources_.text(file), faults);
    if (!document) return unreadable(faults);
    std::optional<cargo::ManifestDocument> root;
    if (id.source.is_git() && !document->workspace) root = workspace_above(tree.directory());
    const bool is_git = id.source.is_git();
    const auto* workspace = document->workspace ? &*document : (root ? &*root : nullptr);
    auto manifest = cargo::read_manifest({*document, tree, is_git ? workspace : nullptr,
                                          is_git ? cargo::ManifestOwner::workspace : cargo::ManifestOwner::registry},
                                         faults);
    if (!manifest.package || manifest.package->name != id.name) return unreadable(faults);
    return manifest;
  }

 private:
  Result<cargo::Manifest> unreadable(const Diagnostics& faults) const {
    const auto all = faults.all();
    return support::failure(ErrorKind::invalid,
                            all.empty() ? "its manifest describes another package" : all.front().message);
  }

  /// The workspace root that a package inside a git checkout belongs to.
  std::optional<cargo::ManifestDocument> workspace_above(std::string directory) const {
    for (int depth = 0; depth < 16 && directory != "/"; ++depth) {
      directory = std::string(parent_path(directory));
      const auto path = directory + "/Cargo.toml";
      auto text = files_.read(path, longest_manifest_bytes);
      if (!text) continue;
      const auto file = sources_.add(path, std::move(*text));
      Diagnostics ignored;
      auto document = cargo::read_document(path, file, sources_.text(file), ignored);
      if (document && document->workspace) return document;
    }
    return std::nullopt;
  }

  const outside::FileSystem& files_;
  SourceMap& sources_;
};

class Loader {
 public:
  Loader(const LoadRequest& request, outside::World& world, SourceMap& sources, Diagnostics& diagnostics)
      : request_(request),
        world_(world),
        sources_(sources),
        diagnostics_(diagnostics),
        documents_(world.files, sources, cache_file("documents", start())) {}

  Result<Closure> load() {
    const auto home = cargo_home(world_);
    closure_.config = read_config(world_, home, sources_, diagnostics_);
    closure_.rustflags = environment_rustflags(world_.environment);
    const auto parse = [&](support::FileId file, Diagnostics& faults) { return documents_.parse(file, faults); };
    TRY_INTO(auto workspace, read_workspace(world_.files, sources_, request_.manifest_path, home, diagnostics_, parse));
    closure_.root = std::string(parent_path(workspace.root));
    closure_.target_directory = closure_.config.target_directory.value_or(join_path(closure_.root, "target"));
    closure_.root_manifest = workspace.manifests[workspace.root];
    closure_.resolver = resolver_of(*closure_.root_manifest);
    if (diagnostics_.has_errors()) return std::move(closure_);
    add_path_packages(workspace);
    if (request_.dependencies) {
      TRY(read_lockfile());
      if (diagnostics_.has_errors()) return std::move(closure_);
      documents_.keep(world_.files);
      TRY(add_locked_packages(home));
    }
    sort_packages();
    note_members(workspace);
    return std::move(closure_);
  }

 private:
  void add_path_packages(WorkspaceFiles& workspace) {
    for (auto& [path, manifest] : workspace.manifests) {
      if (!manifest.package) continue;
      ClosurePackage package;
      package.place = std::string(parent_path(path));
      package.id = {manifest.package->name, manifest.package->version, cargo::SourceId::path(package.place)};
      package.is_member = std::ranges::find(workspace.members, path) != workspace.members.end();
      package.manifest = std::move(manifest);
      closure_.packages.push_back(std::move(package));
    }
  }

  Result<void> read_lockfile() {
    const auto path = join_path(closure_.root, "Cargo.lock");
    auto text = world_.files.read(path, longest_lockfile_bytes);
    if (!text && text.error().kind == ErrorKind::not_found) {
      if (request_.locked)
        return support::failure(
            ErrorKind::not_found,
            fmt::format("there is no lockfile at `{}`, and `--locked` forbids to do without; `cargo "
                        "generate-lockfile` writes one",
                        path));
      return {};
    }
    if (!text) return support::failure(std::move(text).error());
    closure_.lockfile_path = path;
    const auto file = sources_.add(path, std::move(*text));
    const auto root = documents_.parse(file, diagnostics_);
    if (!root) return {};
    if (auto lockfile = cargo::read_lockfile(file, *root, diagnostics_)) closure_.lockfile = std::move(*lockfile);
    return {};
  }

  Result<void> add_locked_packages(const std::string& home) {
    TRY_INTO(const auto overrides, PathOverrides::read(closure_.config, world_.files, sources_));
    const auto first = closure_.packages.size();
    const auto& locked = closure_.lockfile.packages;
    closure_.packages.reserve(first + locked.size());
    for (std::uint32_t index = 0; index < locked.size(); ++index) {
      if (!locked[index].source) {
        note_locked_path_package(index, first);
        continue;
      }
      ClosurePackage package;
      package.id = {locked[index].name, locked[index].version, *locked[index].source};
      package.locked = index;
      overrides.apply(package);
      closure_.packages.push_back(std::move(package));
    }
    TRY(accept_replacements(first));
    read_dependencies(home, first);
    return {};
  }

  /// What the configuration puts in the place of a source has to be there, and whole.
  [[nodiscard]] Result<void> accept_replacements(std::size_t first) const {
    const cargo::SourceId* last = nullptr;
    for (std::size_t i = first; i < closure_.packages.size(); ++i) {
      const auto& source = closure_.packages[i].id.source;
      if (source.is_path() || (last && *last == source)) continue;
      last = &source;
      TRY_INTO(const auto table, replacement_for(closure_.config, source));
      if (table && table->directory) TRY(accept_vendor_folder(world_.files, *table->directory, request_.threads));
    }
    return {};
  }

  [[nodiscard]] const std::optional<std::string>& checksum_of(const ClosurePackage& package) const {
    return closure_.lockfile.packages[*package.locked].checksum;
  }

  void read_dependencies(const std::string& home, std::size_t first) {
    const PackagePlaces places(world_.files, closure_.config, home);
    const DependencyReader reader(world_.files, sources_);
    const ManifestCache cache(world_.files, cache_file("manifests", closure_.root));
    std::vector<std::optional<FactKey>> keys(closure_.packages.size() - first);
    std::vector<char> is_absent(keys.size());
    support::parallel_for(keys.size(), request_.threads, [&](std::size_t i) {
      auto& package = closure_.packages[first + i];
      if (package.manifest) return;
      const auto* known = request_.facts ? request_.facts->find(package.id, checksum_of(package)) : nullptr;
      if (known) {
        package.manifest = known->manifest;
        return;
      }
      const auto tree = places.open(package.id, checksum_of(package));
      if (tree) keys[i] = cache_key(package.id, checksum_of(package), (*tree)->place(), home);
      auto kept = keys[i] ? cache.find(*keys[i], (*tree)->directory()) : std::nullopt;
      if (kept) {
        package.manifest = std::move(*kept);
        package.place = (*tree)->place();
      } else
        is_absent[i] = !read_dependency(tree, reader, package);
    });
    keep_manifests(cache, keys, first);
    std::vector<std::size_t> absent;
    for (std::size_t i = 0; i < is_absent.size(); ++i)
      if (is_absent[i] != 0 && closure_.packages[first + i].id.source.is_registry()) absent.push_back(first + i);
    if (!absent.empty()) fetch_dependencies(reader, absent);
  }

  /// Where the workspace is asked for, before it is known where it begins.
  [[nodiscard]] std::string start() const {
    return join_path(world_.files.working_directory(), request_.manifest_path.value_or("Cargo.toml"));
  }

  [[nodiscard]] std::optional<std::string> cache_file(std::string_view kind, const std::string& place) const {
    const auto folder = cache_folder(world_.environment);
    return folder ? std::optional(workspace_cache_file(*folder, kind, place)) : std::nullopt;
  }

  void keep_manifests(const ManifestCache& cache, std::vector<std::optional<FactKey>>& keys, std::size_t first) {
    std::vector<KeptManifest> kept;
    for (std::size_t i = 0; i < keys.size(); ++i)
      if (const auto& manifest = closure_.packages[first + i].manifest; keys[i] && manifest)
        kept.push_back({std::move(*keys[i]), &*manifest});
    cache.keep(kept, request_.threads, world_.files);
  }

  /// False: the package is not there at all.
  static bool read_dependency(const Result<std::unique_ptr<const PackageTree>>& tree, const DependencyReader& reader,
                              ClosurePackage& package) {
    if (!tree) {
      package.missing = tree.error().message;
      return tree.error().kind != ErrorKind::not_found;
    }
    package.place = (*tree)->place();
    auto manifest = reader.read(**tree, package.id);
    if (manifest)
      package.manifest = std::move(*manifest);
    else
      package.missing = manifest.error().message;
    return true;
  }

  /// Offline this finds what was fetched before.
  void fetch_dependencies(const DependencyReader& reader, const std::vector<std::size_t>& absent) {
    std::vector<WantedPackage> wanted;
    for (const auto i : absent) wanted.push_back({closure_.packages[i].id, checksum_of(closure_.packages[i])});
    auto access = request_.registry;
    access.online = access.online && !closure_.config.offline;
    const auto trees = fetch_packages(wanted, closure_.config, access, world_);
    support::parallel_for(absent.size(), request_.threads, [&](std::size_t i) {
      if (trees[i] || access.online) read_dependency(trees[i], reader, closure_.packages[absent[i]]);
    });
    for (const auto i : absent)
      if (closure_.packages[i].manifest) closure_.packages[i].missing.clear();
  }

  /// An entry without a source is the path package of that name; of several, the one of that version.
  void note_locked_path_package(std::uint32_t index, std::size_t path_packages) {
    const auto& entry = closure_.lockfile.packages[index];
    ClosurePackage* only = nullptr;
    int named = 0;
    for (std::size_t i = 0; i < path_packages; ++i) {
      auto& package = closure_.packages[i];
      if (package.id.name != entry.name) continue;
      ++named;
      if (package.id.version == entry.version || !only) only = &package;
    }
    if (only && (named == 1 || only->id.version == entry.version)) only->locked = index;
  }

  /// Packages are large, so each is moved once only.
  void sort_packages() {
    std::vector<std::uint32_t> order(closure_.packages.size());
    std::iota(order.begin(), order.end(), 0U);
    std::ranges::sort(order, {}, [&](std::uint32_t i) -> const cargo::PackageId& { return closure_.packages[i].id; });
    std::vector<ClosurePackage> sorted;
    sorted.reserve(order.size());
    for (const auto i : order) sorted.push_back(std::move(closure_.packages[i]));
    closure_.packages = std::move(sorted);
  }

  void note_members(const WorkspaceFiles& workspace) {
    std::map<std::string, std::uint32_t> by_manifest;
    for (std::uint32_t i = 0; i < closure_.packages.size(); ++i)
      if (closure_.packages[i].manifest) by_manifest[closure_.packages[i].manifest->path] = i;
    const auto positions = [&](const std::vector<std::string>& paths) {
      std::vector<std::uint32_t> result;
      for (const auto& path : paths)
        if (const auto found = by_manifest.find(path); found != by_manifest.end()) result.push_back(found->second);
      return result;
    };
    closure_.members = positions(workspace.members);
    closure_.default_members = positions(workspace.default_members);
    if (const auto found = by_manifest.find(workspace.current); found != by_manifest.end())
      closure_.current = found->second;
  }

  const LoadRequest& request_;
  outside::World& world_;
  SourceMap& sources_;
  Diagnostics& diagnostics_;
  DocumentCache documents_;
  Closure closure_;
};

}  // namespace

std::string cargo_home(const outside::World& world) {
  const auto working = world.files.working_directory();
  if (const auto home = world.environment.get("CARGO_HOME"); home && !home->empty()) return join_path(working, *home);
  return join_path(world.environment.get("HOME").value_or("/"), ".cargo");
}

bool rules_network_out(const outside::World& world) {
  SourceMap sources;
  Diagnostics diagnostics;
  return read_config(world, cargo_home(world), sources, diagnostics).offline;
}

Result<Closure> load_closure(const LoadRequest& request, outside::World& world, SourceMap& sources,
                             Diagnostics& diagnostics) {
  return Loader(request, world, sources, diagnostics).load();
}

Result<ClosurePackage> load_package(const Closure& closure, const cargo::PackageId& id, outside::World& world,
                                    SourceMap& sources) {
  const PackagePlaces places(world.files, closure.config, cargo_home(world));
  TRY_INTO(const auto tree, places.open(id, std::nullopt));
  ClosurePackage package;
  package.id = id;
  package.place = tree->place();
  TRY_INTO(package.manifest, DependencyReader(world.files, sources).read(*tree, id));
  return package;
}

Result<Closure> load_lockfile(const std::string& path, outside::World& world, SourceMap& sources,
                              Diagnostics& diagnostics) {
  Closure closure;
  closure.lockfile_only = true;
  closure.lockfile_path = join_path(world.files.working_directory(), path);
  closure.root = std::string(parent_path(closure.lockfile_path));
  auto text = world.files.read(closure.lockfile_path, longest_lockfile_bytes);
  if (!text && text.error().kind == ErrorKind::not_found)
    return support::failure(std::move(text).error().within("`cargo generate-lockfile` writes one for a workspace"));
  if (!text) return support::failure(std::move(text).error());
  const auto file = sources.add(path, std::move(*text));
  auto lockfile = cargo::parse_lockfile(file, sources.text(file), diagnostics);
  if (!lockfile) return closure;
  if (lockfile->packages.empty())
    return support::failure(ErrorKind::invalid,
                            fmt::format("there is no package in `{}`, and so nothing to audit", path));
  for (std::uint32_t index = 0; index < lockfile->packages.size(); ++index) {
    const auto& entry = lockfile->packages[index];
    ClosurePackage package;
    package.id = {entry.name, entry.version, entry.source.value_or(cargo::SourceId())};
    package.locked = index;
    package.is_member = !entry.source;
    closure.packages.push_back(std::move(package));
  }
  closure.lockfile = std::move(*lockfile);
  std::ranges::sort(closure.packages, {}, &ClosurePackage::id);
  for (std::uint32_t i = 0; i < closure.packages.size(); ++i)
    if (closure.packages[i].is_member) closure.members.push_back(i);
  return closure;
}

}  // namespace plimsoll::source
