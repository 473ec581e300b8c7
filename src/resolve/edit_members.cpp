// SPDX-License-Identifier: MIT OR Apache-2.0
#include <algorithm>
#include <set>
#include <utility>

#include "edit_parts.h"
#include "plimsoll/cargo/paths.h"
#include "plimsoll/support/glob.h"
#include "plimsoll/support/text.h"

namespace plimsoll::resolve {
namespace {

using cargo::Closure;
using Parts = std::span<const std::string_view>;

/// From `**` one also stands behind it.
void step_over(Parts pattern, std::vector<char>& at) {
  for (std::size_t i = 0; i < pattern.size(); ++i)
    if (at[i] && pattern[i] == "**") at[i + 1] = 1;
}

/// A path against an entry of `members`, component by component; `**` is any number of them. Cost: the product of the
/// lengths.
bool matches(Parts pattern, Parts path) {
  std::vector<char> at(pattern.size() + 1);
  at[0] = 1;
  step_over(pattern, at);
  for (const auto part : path) {
    std::vector<char> next(at.size());
    for (std::size_t i = 0; i < pattern.size(); ++i) {
      if (!at[i]) continue;
      if (pattern[i] == "**")
        next[i] = 1;
      else if (support::matches_glob(pattern[i], part))
        next[i + 1] = 1;
    }
    at = std::move(next);
    step_over(pattern, at);
  }
  return at.back();
}

/// The workspace names the folder itself.
bool is_listed(const Closure& closure, const std::string& folder) {
  if (folder == closure.root || !closure.root_manifest || !closure.root_manifest->workspace) return true;
  const auto path = support::split(folder, '/');
  return std::ranges::any_of(closure.root_manifest->workspace->members,
                             [&](const support::Spanned<std::string>& entry) {
                               const auto whole = cargo::join_path(closure.root, entry.value);
                               return matches(support::split(whole, '/'), path);
                             });
}

/// Folders of listed members and of those that path dependencies lead to from there.
std::set<std::string> connected_folders(const Closure& closure) {
  std::set<std::string> reached;
  std::vector<const cargo::ClosurePackage*> waiting;
  for (const auto member : closure.members) {
    const auto& package = closure.packages[member];
    if (is_listed(closure, package.place) && reached.insert(package.place).second) waiting.push_back(&package);
  }
  while (!waiting.empty()) {
    const auto& package = *waiting.back();
    waiting.pop_back();
    for (const auto& dependency : package.package()->dependencies) {
      if (dependency.origin.kind != cargo::DependencyOrigin::Kind::path) continue;
      const auto target = std::ranges::find_if(closure.members, [&](std::uint32_t member) {
        return closure.packages[member].place == dependency.origin.location;
      });
      if (target != closure.members.end() && reached.insert(dependency.origin.location).second)
        waiting.push_back(&closure.packages[*target]);
    }
  }
  return reached;
}

void take_out(Closure& closure, std::uint32_t member) {
  closure.packages[member].is_member = false;
  std::erase(closure.members, member);
  std::erase(closure.default_members, member);
  if (closure.current == member) closure.current.reset();
}

}  // namespace

support::Result<void> drop_member(const std::string& name, Closure& closure) {
  TRY_INTO(const auto member, find_member(closure, name));
  take_out(closure, member);
  return {};
}

void drop_stray_members(Closure& closure) {
  const auto connected = connected_folders(closure);
  const auto members = closure.members;
  for (const auto member : members)
    if (!connected.contains(closure.packages[member].place)) take_out(closure, member);
}

}  // namespace plimsoll::resolve
