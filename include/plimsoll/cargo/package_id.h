// SPDX-License-Identifier: MIT OR Apache-2.0
/// Where packages come from, and which package is meant.
#pragma once

#include <compare>
#include <memory>
#include <optional>
#include <string>
#include <string_view>

#include "plimsoll/cargo/version.h"
#include "plimsoll/support/result.h"

namespace plimsoll::cargo {

enum class SourceKind { path, registry, sparse, git };

/// The `branch`, `tag` or `rev` of a git source.
struct GitReference {
  enum class Kind { tag, branch, rev, default_branch };
  Kind kind = Kind::default_branch;
  std::string value = {};
  friend auto operator<=>(const GitReference&, const GitReference&) = default;
};

/// One source of packages. Order and equality are Cargo's for sources of locked packages: kind, canonical URL, git
/// reference; the locked commit does not count. Copies share what they hold, for there are few sources and many
/// packages.
class SourceId {
 public:
  SourceId();
  SourceId(const SourceId&) = default;
  SourceId& operator=(const SourceId&) = default;
  ~SourceId() = default;
  static SourceId path(std::string directory);
  static SourceId registry(std::string index_url);
  static SourceId sparse(std::string index_url);  ///< the URL without `sparse+`
  static SourceId git(std::string url, GitReference reference, std::optional<std::string> commit);
  static const SourceId& crates_io();

  [[nodiscard]] SourceKind kind() const { return parts_->kind; }
  /// As written: an index address, a repository address, or an absolute directory.
  [[nodiscard]] const std::string& url() const { return parts_->url; }
  [[nodiscard]] const std::string& canonical_url() const { return parts_->canonical; }
  [[nodiscard]] const GitReference& reference() const { return parts_->reference; }
  [[nodiscard]] const std::optional<std::string>& commit() const { return parts_->commit; }
  [[nodiscard]] bool is_path() const { return kind() == SourceKind::path; }
  [[nodiscard]] bool is_git() const { return kind() == SourceKind::git; }
  [[nodiscard]] bool is_registry() const { return kind() == SourceKind::registry || kind() == SourceKind::sparse; }
  /// Both spellings of the crates.io index count: a lockfile may hold the sparse one.
  [[nodiscard]] bool is_crates_io() const { return parts_->is_crates_io; }

  friend bool operator==(const SourceId&, const SourceId&);
  friend std::strong_ordering operator<=>(const SourceId&, const SourceId&);

 private:
  struct Parts {
    SourceKind kind = SourceKind::path;
    std::string url = {};
    std::string canonical = {};
    GitReference reference = {};
    std::optional<std::string> commit = {};
    bool is_crates_io = false;
  };
  explicit SourceId(Parts);

  /// Never nullptr: there are no moves that would leave it so.
  std::shared_ptr<const Parts> parts_;
};

/// The `source` of a lockfile entry: `registry+…`, `sparse+…`, `git+…?branch=…#commit`. Error: invalid.
support::Result<SourceId> parse_source(std::string_view text);

/// As `cargo metadata` writes `packages[].source`: the lockfile's text with the git reference not encoded. Not for
/// path sources.
std::string to_text(const SourceId&);

/// The address of a git repository without what does not tell repositories apart: a trailing slash, `.git`, and the
/// letter case of a github.com path.
std::string canonical_url(std::string_view url);

/// One package of one version from one source, ordered by these three.
struct PackageId {
  std::string name;
  Version version;
  SourceId source;
  friend bool operator==(const PackageId&, const PackageId&) = default;
  friend std::strong_ordering operator<=>(const PackageId&, const PackageId&) = default;
};

/// The package id specification that Cargo 1.77 and later print (Cargo reference, "Package ID Specifications"):
/// `path+file:///dir#name@1.0.0`, `registry+https://…#name@1.0.0`, `git+https://…#name@1.0.0`; `name@1.0.0` for a path
/// package of which nobody knows where it lies.
std::string to_spec(const PackageId&);

}  // namespace plimsoll::cargo
