// SPDX-License-Identifier: MIT OR Apache-2.0
/// Security advisories as values.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "plimsoll/rustsec/affected.h"
#include "plimsoll/rustsec/cvss.h"

namespace plimsoll::rustsec {

/// What an advisory says of its package; `other` stands for a word this program does not know.
enum class Kind { vulnerability, unmaintained, unsound, notice, other };

/// "vulnerability", "unmaintained", "unsound", "notice", "other".
std::string_view to_text(Kind);

/// Where in the database it stands: about a package of the registry, or about Rust itself (std, cargo, rustdoc).
enum class Collection { crates, rust };

/// A function that has the flaw, as `package_name::path`, in the versions that meet one of the requirements.
struct AffectedFunction {
  std::string path;
  std::vector<std::string> versions;
};

/// One advisory about one package. Texts are third-party input: `description` is Markdown that may hold HTML, nothing
/// has been made fit to be shown.
struct Advisory {
  std::string id;
  std::string package;
  Collection collection = Collection::crates;
  Kind kind = Kind::vulnerability;
  std::string kind_as_written = {};  ///< the word of the source; empty for a vulnerability
  std::string date = {};             ///< YYYY-MM-DD
  std::string withdrawn = {};        ///< YYYY-MM-DD; empty while the advisory stands
  std::string title = {};
  std::string description = {};
  std::string url = {};
  std::vector<std::string> references = {};
  std::vector<std::string> aliases = {};  ///< the same flaw under other identifiers
  std::vector<std::string> related = {};
  std::vector<std::string> categories = {};
  std::vector<std::string> keywords = {};
  std::string cvss = {};                  ///< the vector as written; empty if there is none
  std::optional<double> score = {};       ///< nothing: not known, which is not the same as harmless
  std::string license = "CC0-1.0";        ///< of the text; CC-BY texts need their `url` named as the origin
  std::vector<std::string> patched = {};  ///< requirement texts; empty: no fix
  std::vector<std::string> unaffected = {};
  std::vector<AffectedRange> affected = {};
  std::vector<std::string> arch = {};  ///< `target_arch` values; empty: all
  std::vector<std::string> os = {};    ///< `target_os` values; empty: all
  std::vector<AffectedFunction> functions = {};
  std::string source = {};      ///< the registry in the lockfile's form; empty: crates.io
  bool expect_deleted = false;  ///< the package was taken off the registry

  [[nodiscard]] bool is_withdrawn() const { return !withdrawn.empty(); }
  /// Nothing where the score is not known.
  [[nodiscard]] std::optional<SeverityBand> severity() const;
};

bool is_affected(const Advisory&, const cargo::Version&);

/// The versions at which an affected range ends, ascending: candidates for "upgrade to at least".
std::vector<cargo::Version> fixed_versions(const Advisory&);

/// The patched requirements joined by " OR "; empty if there is no fix.
std::string patched_text(const Advisory&);

/// Where people read the advisory: its page on the site of its publisher, or its `url` for identifiers of others.
std::string page_url(const Advisory&);

}  // namespace plimsoll::rustsec
