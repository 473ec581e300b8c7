// SPDX-License-Identifier: MIT OR Apache-2.0
#include "plimsoll/resolve/edit.h"

#include <fmt/format.h>

#include <algorithm>

#include "edit_parts.h"
#include "plimsoll/support/edit_distance.h"
#include "plimsoll/support/text.h"

namespace plimsoll::resolve {

using support::Result;

std::string similar_to(std::string_view word, std::span<const std::string> names) {
  const auto near = support::nearest(word, names);
  return near ? fmt::format("; a similar one is `{}`", support::printable(*near)) : std::string();
}

Result<std::uint32_t> find_member(const cargo::Closure& closure, std::string_view name,
                                  std::vector<std::string> others) {
  for (const auto member : closure.members) {
    if (closure.packages[member].id.name == name) return member;
    others.push_back(closure.packages[member].id.name);
  }
  return support::failure(support::ErrorKind::usage, fmt::format("no member is called `{}`{}", support::printable(name),
                                                                 similar_to(name, others)));
}

Result<EditedClosure> apply_edits(cargo::Closure closure, std::span<const Edit> edits, const FindPackage& find,
                                  const NewestRelease& newest) {
  EditedClosure edited{std::move(closure)};
  for (const auto& edit : edits) {
    auto made = edit.kind == Edit::Kind::use           ? edit_lockfile(edit, find, newest, edited)
                : edit.kind == Edit::Kind::drop_member ? drop_member(edit.package, edited.closure)
                                                       : edit_declaration(edit, edited);
    if (!made) return support::failure(std::move(made).error());
  }
  const auto takes_away = [](const Edit& edit) {
    return edit.kind == Edit::Kind::drop || edit.kind == Edit::Kind::drop_member;
  };
  if (std::ranges::any_of(edits, takes_away)) drop_stray_members(edited.closure);
  return edited;
}

}  // namespace plimsoll::resolve
