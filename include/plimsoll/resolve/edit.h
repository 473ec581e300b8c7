// SPDX-License-Identifier: MIT OR Apache-2.0
/// Changes to manifests and the lockfile, made to a copy of the closure instead of to files.
#pragma once

#include <functional>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "plimsoll/cargo/closure.h"
#include "plimsoll/support/result.h"

namespace plimsoll::resolve {

/// One entry of one dependency table, as a person names it.
struct DeclarationName {
  std::string where;  ///< a member's package name, or `workspace` for `[workspace.dependencies]`
  std::string key;
  cargo::DependencyKind kind = cargo::DependencyKind::normal;
  std::optional<cargo::PlatformSpec> platform = {};
};

/// One change. Which fields count depends on `kind`.
struct Edit {
  enum class Kind { drop, no_default_features, default_features, remove_feature, add_feature, use, drop_member };
  Kind kind = Kind::drop;
  std::string text = {};                    ///< as written
  DeclarationName declaration = {};         ///< of all but use and drop_member
  std::string feature = {};                 ///< of remove_feature and add_feature
  std::string package = {};                 ///< of use and drop_member
  std::optional<cargo::Version> from = {};  ///< of use: the version locked now
  std::optional<cargo::Version> to = {};    ///< of use
};

/// `drop:WHERE/DEP`, `no-default-features:WHERE/DEP`, `default-features:WHERE/DEP`, `remove-feature:WHERE/DEP/FEATURE`,
/// `add-feature:WHERE/DEP/FEATURE`, `use:NAME@OLD/NEW` or `drop-member:MEMBER`. DEP is a key, with a platform and then
/// `build:` or `dev:` in front where it stands in such a table. Error: usage.
support::Result<Edit> parse_edit(std::string_view text);

struct EditedClosure {
  cargo::Closure closure;
  std::vector<std::string> notes = {};  ///< sentences without a full stop: edits that change nothing, or only a part
};

/// Gives a package that is not locked, with its manifest.
using FindPackage = std::function<support::Result<cargo::ClosurePackage>(const cargo::PackageId&)>;
/// Gives the version that Cargo would lock for a declaration that nothing locked satisfies.
using NewestRelease = std::function<std::optional<cargo::PackageId>(const cargo::Dependency&)>;

/// Makes the edits in their order. A dropped declaration takes along what features say of it, and an edit of the
/// workspace's table reaches every member that inherits from it. Packages that nothing needs any more stay in the
/// closure, where no resolution reaches them. Errors: usage, for an unknown member, dependency, feature or version,
/// with the nearest name, and for edits that Cargo would refuse; those of `find`.
/// Without `newest` a package that needs what is not locked is refused.
support::Result<EditedClosure> apply_edits(cargo::Closure closure, std::span<const Edit> edits, const FindPackage& find,
                                           const NewestRelease& newest = {});

}  // namespace plimsoll::resolve
