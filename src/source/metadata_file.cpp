// SPDX-License-Identifier: MIT OR Apache-2.0
#include "plimsoll/source/metadata_file.h"

#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <nlohmann/json.hpp>

#include "json_fault.h"
#include "metadata_package.h"
#include "plimsoll/cargo/paths.h"
#include "plimsoll/support/text.h"

namespace plimsoll::source {
namespace {

using Json = nlohmann::json;
using cargo::Closure;
using support::ErrorKind;
using support::Result;

tl::unexpected<support::Error> invalid(std::string message) {
  return support::failure(ErrorKind::invalid, std::move(message));
}

const Json* find(const Json& json, const char* key) {
  const auto found = json.find(key);
  return found == json.end() ? nullptr : &*found;
}

class Document {
 public:
  Document(const Json& json, const FactsFile* facts) : json_(json), facts_(facts) {}

  Result<Closure> read() {
    closure_.root = text_under(json_, "workspace_root");
    closure_.target_directory = text_under(json_, "target_directory");
    closure_.from_metadata = true;
    TRY(read_packages());
    TRY(read_members());
    TRY(read_edges());
    find_folders();
    add_root_manifest();
    add_patches();
    closure_.resolver = guessed_resolver();
    return std::move(closure_);
  }

 private:
  Result<void> read_packages() {
    std::vector<std::pair<std::string, cargo::ClosurePackage>> packages;
    for (const auto& item : json_["packages"]) {
      if (!item.is_object()) return invalid("an entry of `packages` is no object");
      TRY_INTO(auto package, read_metadata_package(item));
      const auto* known = facts_ && !package.manifest ? facts_->find(package.id, std::nullopt) : nullptr;
      if (known) package.manifest = known->manifest;
      packages.emplace_back(text_under(item, "id"), std::move(package));
    }
    std::ranges::sort(packages, {}, [](const auto& package) -> const cargo::PackageId& { return package.second.id; });
    for (auto& [id, package] : packages) {
      const auto position = static_cast<std::uint32_t>(closure_.packages.size());
      const bool is_twice = position > 0 && closure_.packages.back().id == package.id;
      if (is_twice || !positions_.emplace(id, position).second)
        return invalid(fmt::format("the package `{}` is there twice", support::printable(id)));
      package.locked = position;
      cargo::LockedPackage entry{package.id.name, package.id.version};
      if (!package.id.source.is_path()) entry.source = package.id.source;
      closure_.lockfile.packages.push_back(std::move(entry));
      closure_.packages.push_back(std::move(package));
    }
    return {};
  }

  Result<std::uint32_t> position_of(const Json& id) const {
    const auto text = id.is_string() ? id.get<std::string>() : std::string();
    const auto found = positions_.find(text);
    if (found == positions_.end())
      return invalid(fmt::format("`{}` is no package of the document", support::printable(text)));
    return found->second;
  }

  Result<std::vector<std::uint32_t>> positions_under(const char* key) const {
    std::vector<std::uint32_t> positions;
    const auto* list = find(json_, key);
    if (!list || !list->is_array()) return positions;
    for (const auto& id : *list) {
      TRY_INTO(const auto position, position_of(id));
      positions.push_back(position);
    }
    return positions;
  }

  Result<void> read_members() {
    TRY_INTO(closure_.members, positions_under("workspace_members"));
    TRY_INTO(closure_.default_members, positions_under("workspace_default_members"));
    if (closure_.default_members.empty()) closure_.default_members = closure_.members;
    for (const auto member : closure_.members) {
      if (!closure_.packages[member].package()) return invalid("a member of the workspace has no manifest");
      closure_.packages[member].is_member = true;
    }
    const auto* root = find(json_["resolve"], "root");
    if (!root || root->is_null()) return {};
    TRY_INTO(closure_.current, position_of(*root));
    return {};
  }

  Result<void> read_edges() {
    const auto* nodes = find(json_["resolve"], "nodes");
    if (!nodes || !nodes->is_array()) return invalid("`resolve.nodes` is missing");
    for (const auto& node : *nodes) {
      if (!node.is_object()) return invalid("an entry of `resolve.nodes` is no object");
      const auto* id = find(node, "id");
      TRY_INTO(const auto from, position_of(id ? *id : Json()));
      const auto* dependencies = find(node, "dependencies");
      if (!dependencies || !dependencies->is_array()) continue;
      for (const auto& dependency : *dependencies) {
        TRY_INTO(const auto to, position_of(dependency));
        closure_.lockfile.packages[from].dependencies.push_back(to);
      }
    }
    return {};
  }

  static bool lacks_folder(const cargo::Dependency& dependency) {
    return dependency.origin.kind == cargo::DependencyOrigin::Kind::path && dependency.origin.location.empty();
  }

  /// Folders that the document leaves out: the path package of that name.
  void find_folders() {
    std::map<std::string, std::string, std::less<>> folders;
    for (const auto& package : closure_.packages)
      if (package.id.source.is_path()) folders.emplace(package.id.name, package.place);
    for (auto& package : closure_.packages) {
      if (!package.package() || std::ranges::none_of(package.package()->dependencies, lacks_folder)) continue;
      for (auto& dependency : package.manifest.change().package->dependencies)
        if (const auto folder = folders.find(dependency.package); lacks_folder(dependency) && folder != folders.end())
          dependency.origin.location = folder->second;
    }
  }

  void add_root_manifest() {
    const auto path = cargo::join_path(closure_.root, "Cargo.toml");
    closure_.root_manifest.emplace();
    for (const auto member : closure_.members)
      if (closure_.packages[member].manifest->path == path)
        closure_.root_manifest = *closure_.packages[member].manifest;
    closure_.root_manifest->path = path;
  }

  /// A package that took another's place by `[patch]` shows in the edges alone: no declaration names its source.
  void add_patches() {
    for (std::uint32_t from = 0; from < closure_.packages.size(); ++from) {
      if (!closure_.packages[from].package()) continue;
      for (const auto& dependency : closure_.packages[from].package()->dependencies)
        if (const auto* standing_in = replacement_of(from, dependency)) add_patch(dependency, *standing_in);
    }
  }

  /// The package that the edges lead to, if none of them leads to the declared source.
  [[nodiscard]] const cargo::ClosurePackage* replacement_of(std::uint32_t from,
                                                            const cargo::Dependency& dependency) const {
    const cargo::ClosurePackage* other = nullptr;
    for (const auto child : closure_.lockfile.packages[from].dependencies) {
      const auto& package = closure_.packages[child];
      if (package.id.name != dependency.package) continue;
      if (dependency.has_req && !dependency.req.matches(package.id.version)) continue;
      if (is_declared_source(dependency.origin, package)) return nullptr;
      other = &package;
    }
    return other;
  }

  static bool is_declared_source(const cargo::DependencyOrigin& origin, const cargo::ClosurePackage& package) {
    using Kind = cargo::DependencyOrigin::Kind;
    const auto& source = package.id.source;
    switch (origin.kind) {
      case Kind::default_registry:
        return source.is_crates_io();
      case Kind::named_registry:
      case Kind::registry_index:
        return source.is_registry();
      case Kind::git:
        return source.is_git() && source.canonical_url() == cargo::canonical_url(origin.location);
      case Kind::path:
        return true;
    }
    return true;
  }

  void add_patch(const cargo::Dependency& dependency, const cargo::ClosurePackage& package) {
    using Kind = cargo::DependencyOrigin::Kind;
    const auto& source = package.id.source;
    cargo::Patch patch;
    patch.source = dependency.origin.kind == Kind::default_registry ? "crates-io" : dependency.origin.location;
    patch.replacement.key = patch.replacement.package = package.id.name;
    if (source.is_path()) patch.replacement.origin = {Kind::path, package.place, {}};
    if (source.is_git()) patch.replacement.origin = {Kind::git, source.url(), source.reference()};
    closure_.root_manifest->patches.push_back(std::move(patch));
  }

  [[nodiscard]] int guessed_resolver() const {
    const auto of = [](cargo::Edition edition) {
      return edition == cargo::Edition::e2024 ? 3 : edition == cargo::Edition::e2021 ? 2 : 1;
    };
    if (closure_.root_manifest->package) return of(closure_.root_manifest->package->edition);
    int newest = 1;
    for (const auto member : closure_.members)
      newest = std::max(newest, of(closure_.packages[member].package()->edition));
    return newest;
  }

  const Json& json_;
  const FactsFile* facts_;
  Closure closure_;
  std::map<std::string, std::uint32_t, std::less<>> positions_;
};

}  // namespace

Result<Closure> parse_metadata(std::string_view text, const std::string& path, const FactsFile* facts) {
  const auto json = Json::parse(text, nullptr, false);
  const auto* version = json.is_object() ? find(json, "version") : nullptr;
  const auto* packages = json.is_object() ? find(json, "packages") : nullptr;
  if (!version || *version != 1 || !packages || !packages->is_array())
    return invalid(fmt::format("`{}` is not what `cargo metadata --format-version 1` prints{}",
                               support::printable(path), json_fault(text)));
  const auto* resolve = find(json, "resolve");
  if (!resolve || !resolve->is_object())
    return invalid(fmt::format("`{}` does not say how packages were resolved; it was made with `--no-deps`",
                               support::printable(path)));
  auto closure = Document(json, facts).read();
  if (!closure) return support::failure(std::move(closure).error().within(fmt::format("reading `{}`", path)));
  if (closure->packages.empty())
    return invalid(fmt::format("there is no package in `{}`, and so nothing to audit", support::printable(path)));
  return closure;
}

}  // namespace plimsoll::source
