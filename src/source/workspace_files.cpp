// SPDX-License-Identifier: MIT OR Apache-2.0
#include "plimsoll/source/workspace_files.h"

#include <fmt/format.h>

#include <algorithm>
#include <set>

#include "plimsoll/cargo/paths.h"
#include "plimsoll/source/package_tree.h"
#include "plimsoll/support/glob.h"
#include "plimsoll/support/text.h"

namespace plimsoll::source {
namespace {

using cargo::join_path;
using cargo::ManifestDocument;
using cargo::parent_path;
using outside::EntryKind;
using support::Diagnostics;
using support::ErrorKind;
using support::Result;

constexpr std::string_view manifest_name = "Cargo.toml";

/// Whether `path` is `prefix` or lies below it, compared by component.
bool is_below(std::string_view path, std::string_view prefix) {
  return path.starts_with(prefix) && (path.size() == prefix.size() || path[prefix.size()] == '/' || prefix == "/");
}

class Reader {
 public:
  Reader(const outside::FileSystem& files, support::SourceMap& sources, const std::string& cargo_home,
         Diagnostics& diagnostics, ParseDocument parse)
      : files_(files),
        sources_(sources),
        cargo_home_(cargo_home),
        diagnostics_(diagnostics),
        parse_(std::move(parse)) {}

  Result<WorkspaceFiles> read(const std::optional<std::string>& manifest_path) {
    TRY_INTO(result_.current, current_manifest(manifest_path));
    const auto* current = document(result_.current);
    if (!current) return support::failure(failures_[result_.current]);
    const auto root = root_of(*current);
    if (broken_ancestor_) return support::failure(*broken_ancestor_);
    result_.root = root.value_or(result_.current);
    const auto* root_document = document(result_.root);
    if (!root_document) return support::failure(failures_[result_.root]);
    if (root && !root_document->workspace) {
      diagnostics_.error(current->workspace_pointer ? current->workspace_pointer->at : support::Span{},
                         fmt::format("`{}` has no `[workspace]` table", result_.root),
                         "named as the workspace root here");
      return std::move(result_);
    }
    find_members(*root_document);
    require_membership(*root_document);
    find_default_members(*root_document);
    read_path_packages();
    return std::move(result_);
  }

 private:
  /// What stands in a folder that may not be looked into is not known to be absent.
  [[nodiscard]] std::string why_absent(const std::string& path) const {
    const auto text = files_.read(path, longest_manifest_bytes);
    const bool is_hidden = !text && text.error().kind == ErrorKind::unreadable;
    return is_hidden ? text.error().message : fmt::format("there is no manifest at `{}`", path);
  }

  Result<std::string> current_manifest(const std::optional<std::string>& manifest_path) const {
    const auto working = files_.working_directory();
    if (working.empty())
      return support::failure(ErrorKind::not_found,
                              "the current folder is gone; change into it again, or name another with `-C`");
    if (manifest_path) {
      const auto path = join_path(working, *manifest_path);
      if (cargo::file_name(path) != manifest_name)
        return support::failure(ErrorKind::usage,
                                fmt::format("`{}` is not the path of a file called Cargo.toml", *manifest_path));
      if (!files_.kind(path)) return support::failure(ErrorKind::not_found, why_absent(path));
      return path;
    }
    for (std::string directory = working;;) {
      auto path = join_path(directory, manifest_name);
      if (files_.kind(path)) return path;
      if (directory == "/" || directory == ".") break;
      directory = std::string(parent_path(directory));
    }
    return support::failure(ErrorKind::not_found,
                            has_dangling_manifest(working)
                                ? fmt::format("`{}/Cargo.toml` is a link that leads nowhere", working)
                                : fmt::format("there is no Cargo.toml in `{}` or a folder above it", working));
  }

  [[nodiscard]] bool has_dangling_manifest(const std::string& directory) const {
    const auto entries = files_.list(directory);
    return entries && std::ranges::find(*entries, manifest_name, &outside::Entry::name) != entries->end();
  }

  /// The document of a manifest, read once; nullptr if it cannot be read, and then `failures_` says why.
  const ManifestDocument* document(const std::string& path) {
    if (const auto known = documents_.find(path); known != documents_.end())
      return known->second ? &*known->second : nullptr;
    auto& slot = documents_[path];
    auto text = files_.read(path, longest_manifest_bytes);
    if (!text) {
      failures_[path] = std::move(text).error();
      return nullptr;
    }
    const auto file = sources_.add(path, std::move(*text));
    if (auto root = parse_(file, diagnostics_)) {
      slot = cargo::read_document(path, file, std::move(*root), diagnostics_);
      return &*slot;
    }
    failures_[path] = {ErrorKind::invalid, fmt::format("`{}` cannot be read as a manifest", path), {}};
    return nullptr;
  }

  /// Why there is no document, once for each manifest. Faults of form are told already, each at its own place.
  void refuse_unread(const std::string& path, support::Span at, const std::string& label) {
    if (!told_.insert(path).second) return;
    const auto failure = failures_.find(path);
    if (failure == failures_.end())
      diagnostics_.error(at, why_absent(path), label);
    else if (failure->second.kind != ErrorKind::invalid)
      diagnostics_.error(at, failure->second.message, label);
  }

  /// Cargo's literal test: globs in `members` and `exclude` are not expanded here.
  static bool excludes(const ManifestDocument& root, std::string_view path) {
    if (!root.workspace) return false;
    const auto base = parent_path(root.path);
    const auto covers = [&](const support::Spanned<std::string>& entry) {
      return is_below(path, join_path(base, entry.value));
    };
    return std::ranges::any_of(root.workspace->exclude, covers) &&
           std::ranges::none_of(root.workspace->members, covers);
  }

  std::string pointed_root(const ManifestDocument& from) const {
    return join_path(join_path(parent_path(from.path), from.workspace_pointer->value), manifest_name);
  }

  /// The manifest of the workspace root that a manifest belongs to; nothing if it stands alone.
  std::optional<std::string> root_of(const ManifestDocument& manifest) {
    if (manifest.workspace) return manifest.path;
    if (manifest.workspace_pointer) return pointed_root(manifest);
    for (std::string directory(parent_path(manifest.path)); directory != "/" && directory != ".";) {
      directory = std::string(parent_path(directory));
      if (directory.ends_with("/target/package")) break;
      const auto path = join_path(directory, manifest_name);
      if (files_.kind(path)) {
        const auto* ancestor = document(path);
        if (!ancestor) {
          broken_ancestor_ = failures_[path];
          return std::nullopt;
        }
        if (ancestor->workspace && !excludes(*ancestor, manifest.path)) return path;
        if (ancestor->workspace_pointer) return pointed_root(*ancestor);
      }
      if (directory == cargo_home_) break;
    }
    return std::nullopt;
  }

  void find_members(const ManifestDocument& root) {
    if (!root.workspace) {
      add_member(result_.current, root);
      return;
    }
    const std::string base(parent_path(root.path));
    for (const auto& entry : root.workspace->members) {
      const auto hits = support::is_glob(entry.value) ? expand(base, entry.value) : std::vector<std::string>{};
      if (hits.empty()) visit(join_path(base, entry.value), root, entry.at, false);
      for (const auto& hit : hits)
        if (files_.kind(hit) == EntryKind::directory) visit(hit, root, entry.at, false);
    }
    visit(base, root, root.workspace->at, false);
    refuse_twins(root);
  }

  void refuse_twins(const ManifestDocument& root) {
    std::map<std::string, std::string> names;
    std::map<std::string, std::string> links;
    for (const auto& member : result_.members) {
      const auto& package = result_.manifests.at(member).package;
      if (!package) continue;
      const auto named = names.emplace(package->name, member);
      if (!named.second)
        diagnostics_.error(root.workspace->at, fmt::format("two members are called `{}`: `{}` and `{}`", package->name,
                                                           named.first->second, member));
      if (!package->links) continue;
      const auto linked = links.emplace(*package->links, member);
      if (!linked.second)
        diagnostics_.error(root.workspace->at, fmt::format("two members link the native library `{}`: `{}` and `{}`",
                                                           *package->links, linked.first->second, member));
    }
  }

  /// Paths that match a pattern below `base`, in byte order. `**` stands for any number of folders.
  std::vector<std::string> expand(const std::string& base, std::string_view pattern) const {
    std::vector<std::string> paths = {base};
    for (const auto part : support::split(pattern, '/')) {
      if (part.empty() || part == ".") continue;
      std::vector<std::string> next;
      for (const auto& path : paths) expand_part(path, part, next);
      paths = std::move(next);
    }
    std::ranges::sort(paths);
    paths.erase(std::unique(paths.begin(), paths.end()), paths.end());
    return paths;
  }

  void expand_part(const std::string& path, std::string_view part, std::vector<std::string>& next) const {
    if (!support::is_glob(part)) {
      auto joined = join_path(path, part);
      if (files_.kind(joined)) next.push_back(std::move(joined));
      return;
    }
    if (part == "**") {
      constexpr std::size_t deepest = 64;
      const auto depth = static_cast<std::size_t>(std::ranges::count(path, '/'));
      next.push_back(path);
      const auto entries = files_.list(path);
      if (!entries || depth > deepest) return;
      for (const auto& entry : *entries)
        if (entry.kind == EntryKind::directory) expand_part(join_path(path, entry.name), part, next);
      return;
    }
    const auto entries = files_.list(path);
    if (!entries) return;
    for (const auto& entry : *entries)
      if (support::matches_glob(part, entry.name)) next.push_back(join_path(path, entry.name));
  }

  /// One folder named by the workspace, or, with `is_dependency`, by a path dependency of a member.
  void visit(const std::string& directory, const ManifestDocument& root, support::Span at, bool is_dependency) {
    const auto path = join_path(directory, manifest_name);
    if (result_.manifests.contains(path)) return;
    if (is_dependency && !is_below(directory, parent_path(root.path))) {
      const auto* other = files_.kind(path) ? document(path) : nullptr;
      if (!other || root_of(*other) != root.path) return;
    }
    if (excludes(root, path)) return;
    const auto* member = files_.kind(path) ? document(path) : nullptr;
    if (!member) {
      refuse_unread(path, at, is_dependency ? "this path dependency leads there" : "this member leads there");
      result_.manifests[path];
      return;
    }
    if (member->workspace && path != root.path) {
      diagnostics_.error(member->workspace->at, "a member of a workspace has a `[workspace]` table of its own",
                         "a second root", fmt::format("the other root is `{}`", root.path));
      return;
    }
    if (!is_below(directory, parent_path(root.path)) && root_of(*member) != root.path) {
      diagnostics_.error(
          at, fmt::format("the member `{}` is not below the workspace root and does not point to it", directory), "",
          "say `workspace = …` in its `[package]`");
      return;
    }
    add_member(path, root);
  }

  void add_member(const std::string& path, const ManifestDocument& root) {
    const auto* member = document(path);
    auto& manifest = result_.manifests[path];
    manifest = read(*member, root.workspace ? &root : nullptr);
    if (!member->has_package) return;
    result_.members.push_back(path);
    if (!root.workspace) return;
    for (const auto& dependency : manifest.package->dependencies)
      if (dependency.origin.kind == cargo::DependencyOrigin::Kind::path)
        visit(dependency.origin.location, root, dependency.at, true);
  }

  cargo::Manifest read(const ManifestDocument& document, const ManifestDocument* root) {
    const auto tree = folder_tree(files_, std::string(parent_path(document.path)));
    return cargo::read_manifest({document, *tree, root, cargo::ManifestOwner::workspace}, diagnostics_);
  }

  void require_membership(const ManifestDocument& root) {
    if (!root.workspace || result_.manifests.contains(result_.current)) return;
    const auto* current = document(result_.current);
    diagnostics_.error(
        current->has_package ? root.workspace->at : support::Span{},
        fmt::format("`{}` believes it is in the workspace of `{}`, which does not list it", result_.current, root.path),
        "the workspace", "add it to `members` or `exclude`, or give it an empty `[workspace]` table");
  }

  void find_default_members(const ManifestDocument& root) {
    if (root.workspace && root.workspace->default_members) {
      const std::string base(parent_path(root.path));
      for (const auto& entry : *root.workspace->default_members) {
        auto hits =
            support::is_glob(entry.value) ? expand(base, entry.value) : std::vector{join_path(base, entry.value)};
        for (const auto& hit : hits) {
          const auto path = join_path(hit, manifest_name);
          if (std::ranges::find(result_.members, path) != result_.members.end())
            result_.default_members.push_back(path);
          else if (!excludes(root, path) && !support::is_glob(entry.value))
            diagnostics_.error(entry.at, fmt::format("the default member `{}` is not a member", entry.value),
                               "named here");
        }
      }
      return;
    }
    if (root.has_package)
      result_.default_members.push_back(root.path);
    else
      result_.default_members = result_.members;
  }

  /// The path packages that members and the root's patches lead to, and what those lead to in turn.
  void read_path_packages() {
    std::vector<std::string> waiting;
    for (const auto& [path, manifest] : result_.manifests) waiting.push_back(path);
    for (std::size_t next = 0; next < waiting.size(); ++next) {
      const auto& manifest = result_.manifests.at(waiting[next]);
      if (manifest.package)
        for (const auto& dependency : manifest.package->dependencies) read_path_package(dependency, waiting);
      if (waiting[next] == result_.root)
        for (const auto& patch : manifest.patches) read_path_package(patch.replacement, waiting);
    }
  }

  void read_path_package(const cargo::Dependency& dependency, std::vector<std::string>& waiting) {
    if (dependency.origin.kind != cargo::DependencyOrigin::Kind::path) return;
    const auto path = join_path(dependency.origin.location, manifest_name);
    if (result_.manifests.contains(path)) return;
    const auto* found = files_.kind(path) ? document(path) : nullptr;
    if (!found) {
      refuse_unread(path, dependency.at, "this path dependency leads there");
      result_.manifests[path];
      return;
    }
    const auto root = root_of(*found);
    const auto* root_document = root ? document(*root) : nullptr;
    result_.manifests[path] = read(*found, root_document);
    waiting.push_back(path);
  }

  const outside::FileSystem& files_;
  support::SourceMap& sources_;
  const std::string& cargo_home_;
  Diagnostics& diagnostics_;
  ParseDocument parse_;
  WorkspaceFiles result_;
  std::map<std::string, std::optional<ManifestDocument>> documents_;
  std::map<std::string, support::Error> failures_;
  std::set<std::string> told_;
  std::optional<support::Error> broken_ancestor_;
};

}  // namespace

Result<WorkspaceFiles> read_workspace(const outside::FileSystem& files, support::SourceMap& sources,
                                      const std::optional<std::string>& manifest_path, const std::string& cargo_home,
                                      Diagnostics& diagnostics, const ParseDocument& parse) {
  const auto parse_text = [&](support::FileId file, Diagnostics& faults) {
    return support::toml::parse(file, sources.text(file), faults);
  };
  return Reader(files, sources, cargo_home, diagnostics, parse ? parse : parse_text).read(manifest_path);
}

}  // namespace plimsoll::source
