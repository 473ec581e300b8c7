// SPDX-License-Identifier: MIT OR Apache-2.0
/// The kinds of edits, each made in place.
#pragma once

#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "plimsoll/resolve/edit.h"

namespace plimsoll::resolve {

/// Position of the member of that name. Error: usage, with the nearest of the members and `others`.
support::Result<std::uint32_t> find_member(const cargo::Closure&, std::string_view name,
                                           std::vector<std::string> others = {});

/// `; a similar one is NAME` or nothing.
std::string similar_to(std::string_view word, std::span<const std::string> names);

/// Edits of one declaration, or of one entry of the workspace's table.
support::Result<void> edit_declaration(const Edit&, EditedClosure&);

/// Removes from `package` what its features say of a declaration that is gone: values that would name nothing, and the
/// feature that only an optional dependency gave.
void forget_declaration(cargo::Package&, const std::string& key);

support::Result<void> edit_lockfile(const Edit&, const FindPackage&, const NewestRelease&, EditedClosure&);

support::Result<void> drop_member(const std::string& name, cargo::Closure&);

/// Takes out members that the workspace does not list and that no path dependency of another member leads to any more.
void drop_stray_members(cargo::Closure&);

}  // namespace plimsoll::resolve
