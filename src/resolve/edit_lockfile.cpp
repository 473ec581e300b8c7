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
  Relock(const Edit& edit, const FindPackage& find, EditedClosure& edited)
      : edit_(edit), find_(find), edited_(edited), closure_(edited.closure) {}

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

  Result<std::uint32_t> add(ClosurePackage package) {
    const auto index = static_cast<std::uint32_t>(closure_.lockfile.packages.size());
    cargo::LockedPackage entry{package.id.name, package.id.version, package.id.source};
    if (const auto* manifest = package.package()) {
      for (const auto& dependency : manifest->dependencies) {
        if (dependency.kind == cargo::DependencyKind::development) continue;
        if (const auto child = newest(dependency))
          entry.dependencies.push_back(*child);
        else if (!dependency.optional)
          return refused(
              fmt::format("`{}` needs `{} {}`, which is not locked; only `cargo update` can tell what that would bring",
                          printable(named(package.id)), printable(dependency.package), cargo::to_text(dependency.req)));
      }
    }
    package.locked = index;
    package.is_member = false;
    closure_.lockfile.packages.push_back(std::move(entry));
    closure_.packages.push_back(std::move(package));
    return index;
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

  /// Some declaration that the old version satisfies takes the new one as well; a package without a manifest is taken
  /// to.
  [[nodiscard]] bool accepts(const ClosurePackage& package) const {
    if (!package.package()) return true;
    return std::ranges::any_of(package.package()->dependencies, [&](const cargo::Dependency& dependency) {
      if (dependency.package != edit_.package) return false;
      if (!dependency.has_req) return true;
      return dependency.req.matches(*edit_.from) && dependency.req.matches(*edit_.to);
    });
  }

  const Edit& edit_;
  const FindPackage& find_;
  EditedClosure& edited_;
  Closure& closure_;
};

}  // namespace

Result<void> edit_lockfile(const Edit& edit, const FindPackage& find, EditedClosure& edited) {
  return Relock(edit, find, edited).make();
}

}  // namespace plimsoll::resolve
