// SPDX-License-Identifier: MIT OR Apache-2.0
#include <fmt/format.h>

#include <algorithm>
#include <numeric>

#include "edit_parts.h"
#include "plimsoll/support/text.h"

namespace plimsoll::resolve {
namespace {

using cargo::Closure;
using cargo::ClosurePackage;
using support::ErrorKind;
using support::printable;
using support::Result;

tl::unexpected<support::Error> refused(std::string message) {
  return support::failure(ErrorKind::usage, std::move(message));
}

std::string named(const cargo::PackageId& id) {
  return fmt::format("{} {}", id.name, cargo::to_text(id.version));
}

/// Restores the order of packages after one was added at the end.
void sort_packages(Closure& closure) {
  std::vector<std::uint32_t> order(closure.packages.size());
  std::iota(order.begin(), order.end(), 0U);
  std::ranges::sort(order, {}, [&](std::uint32_t i) -> const cargo::PackageId& { return closure.packages[i].id; });
  std::vector<std::uint32_t> now(order.size());
  std::vector<ClosurePackage> packages;
  packages.reserve(order.size());
  for (std::uint32_t i = 0; i < order.size(); ++i) {
    now[order[i]] = i;
    packages.push_back(std::move(closure.packages[order[i]]));
  }
  closure.packages = std::move(packages);
  for (auto& member : closure.members) member = now[member];
  for (auto& member : closure.default_members) member = now[member];
  if (closure.current) closure.current = now[*closure.current];
}

class Relock {
 public:
  Relock(const Edit& edit, const FindPackage& find, const NewestRelease& newest, EditedClosure& edited)
      : edit_(edit), find_(find), newest_(newest), edited_(edited), closure_(edited.closure) {}

  Result<void> make() {
    TRY_INTO(const auto old_entry, find_old());
    TRY_INTO(const auto new_entry, find_new(old_entry));
    TRY(redirect(old_entry, new_entry));
    sort_packages(closure_);
    return {};
  }

 private:
  /// Entries of that name from a registry or a repository: what lies in the workspace has the version that it has.
  Result<std::uint32_t> find_old() const {
    std::vector<std::string> names;
    std::string versions;
    for (std::uint32_t i = 0; i < closure_.lockfile.packages.size(); ++i) {
      const auto& entry = closure_.lockfile.packages[i];
      names.push_back(entry.name);
      if (entry.name != edit_.package || !entry.source) continue;
      if (entry.version == *edit_.from) return i;
      versions += (versions.empty() ? "" : ", ") + cargo::to_text(entry.version);
    }
    if (versions.empty() && std::ranges::find(names, edit_.package) != names.end())
      return refused(fmt::format("`{}` lies in the workspace, and its version is what its manifest says",
                                 printable(edit_.package)));
    if (versions.empty())
      return refused(fmt::format("the lockfile has no package `{}`{}", printable(edit_.package),
                                 similar_to(edit_.package, names)));
    return refused(fmt::format("the lockfile has no `{} {}`; it has {}", printable(edit_.package),
                               cargo::to_text(*edit_.from), versions));
  }

  Result<std::uint32_t> find_new(std::uint32_t old_entry) {
    const auto source = *closure_.lockfile.packages[old_entry].source;
    for (std::uint32_t i = 0; i < closure_.lockfile.packages.size(); ++i) {
      const auto& entry = closure_.lockfile.packages[i];
      if (entry.name == edit_.package && entry.version == *edit_.to && entry.source == source) return i;
    }
    const cargo::PackageId id{edit_.package, *edit_.to, source};
    auto package = find_(id);
    if (!package)
      return support::failure(std::move(package).error().within(fmt::format(
          "looking for the manifest of `{}`; `cargo update {}@{} --precise {}` would fetch it", printable(named(id)),
          printable(id.name), cargo::to_text(*edit_.from), cargo::to_text(id.version))));
    return add(std::move(*package));
  }

  Result<std::uint32_t> add(ClosurePackage package, std::size_t depth = 0) {
    const auto index = static_cast<std::uint32_t>(closure_.lockfile.packages.size());
    closure_.lockfile.packages.push_back({package.id.name, package.id.version, package.id.source});
    package.locked = index;
    package.is_member = false;
    const auto position = closure_.packages.size();
    closure_.packages.push_back(std::move(package));
    std::vector<std::uint32_t> children;
    const auto declarations = declarations_of(closure_.packages[position]);
    for (const auto& dependency : declarations) {
      TRY_INTO(const auto child, lock(dependency, closure_.packages[position].id, depth));
      if (child) children.push_back(*child);
    }
    closure_.lockfile.packages[index].dependencies = std::move(children);
    return index;
  }

  static std::vector<cargo::Dependency> declarations_of(const ClosurePackage& package) {
    std::vector<cargo::Dependency> declarations;
    if (package.package()) declarations = package.package()->dependencies;
    std::erase_if(declarations, [](const cargo::Dependency& dependency) {
      return dependency.kind == cargo::DependencyKind::development;
    });
    return declarations;
  }

  /// What the declaration is met with; nothing for an optional one that nothing locked meets.
  Result<std::optional<std::uint32_t>> lock(const cargo::Dependency& dependency, const cargo::PackageId& owner,
                                            std::size_t depth) {
    constexpr std::size_t deepest = 64;
    if (const auto child = newest(dependency)) return child;
    if (dependency.optional) return std::optional<std::uint32_t>();
    const auto id = newest_ && depth < deepest ? newest_(dependency) : std::nullopt;
    if (!id)
      return refused(
          fmt::format("`{}` needs `{} {}`, which is not locked; only `cargo update` can tell what that would bring",
                      printable(named(owner)), printable(dependency.package), cargo::to_text(dependency.req)));
    TRY_INTO(auto package, find_(*id));
    TRY_INTO(const auto child, add(std::move(package), depth + 1));
    return std::optional(child);
  }

  /// Of the locked packages that satisfy a declaration, the newest, as Cargo would take it.
  [[nodiscard]] std::optional<std::uint32_t> newest(const cargo::Dependency& dependency) const {
    std::optional<std::uint32_t> best;
    for (std::uint32_t i = 0; i < closure_.lockfile.packages.size(); ++i) {
      const auto& entry = closure_.lockfile.packages[i];
      if (entry.name != dependency.package || (dependency.has_req && !dependency.req.matches(entry.version))) continue;
      if (!best || closure_.lockfile.packages[*best].version < entry.version) best = i;
    }
    return best;
  }

  /// Whoever accepts the new version moves to it; the others keep the old one.
  Result<void> redirect(std::uint32_t old_entry, std::uint32_t new_entry) {
    std::string staying;
    bool moved = false;
    for (const auto& package : closure_.packages) {
      if (!package.locked) continue;
      auto& children = closure_.lockfile.packages[*package.locked].dependencies;
      const auto at = std::ranges::find(children, old_entry);
      if (at == children.end()) continue;
      if (!accepts(package)) {
        staying += (staying.empty() ? "`" : ", `") + printable(named(package.id)) + "`";
        continue;
      }
      moved = true;
      *at = new_entry;
    }
    if (!moved && !staying.empty())
      return refused(fmt::format("nothing that needs `{} {}` accepts {}: {} asks for another version",
                                 printable(edit_.package), cargo::to_text(*edit_.from), cargo::to_text(*edit_.to),
                                 staying));
    if (!staying.empty())
      edited_.notes.push_back(fmt::format("`{}`: {} does not accept {} and keeps {}", edit_.text, staying,
                                          cargo::to_text(*edit_.to), cargo::to_text(*edit_.from)));
    return {};
  }

  /// Some declaration that the old version satisfies takes the new one as well, or none is satisfied with the old one
  /// any more; a package without a manifest is taken to.
  [[nodiscard]] bool accepts(const ClosurePackage& package) const {
    if (!package.package()) return true;
    bool takes_old = false;
    bool takes_new = false;
    for (const auto& dependency : package.package()->dependencies) {
      if (dependency.package != edit_.package) continue;
      const bool old = !dependency.has_req || dependency.req.matches(*edit_.from);
      const bool fresh = !dependency.has_req || dependency.req.matches(*edit_.to);
      if (old && fresh) return true;
      takes_old = takes_old || old;
      takes_new = takes_new || fresh;
    }
    return takes_new && !takes_old;
  }

  const Edit& edit_;
  const FindPackage& find_;
  const NewestRelease& newest_;
  EditedClosure& edited_;
  Closure& closure_;
};

}  // namespace

Result<void> edit_lockfile(const Edit& edit, const FindPackage& find, const NewestRelease& newest,
                           EditedClosure& edited) {
  return Relock(edit, find, newest, edited).make();
}

}  // namespace plimsoll::resolve
