// SPDX-License-Identifier: MIT OR Apache-2.0
#include "plimsoll/cargo/lockfile.h"

#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <unordered_map>

#include "plimsoll/cargo/lockfile_read.h"
#include "plimsoll/support/text.h"
#include "plimsoll/support/toml.h"

namespace plimsoll::cargo {
namespace {

namespace toml = support::toml;
using support::Diagnostics;

/// `name`, `name version` or `name version (source)`.
struct Edge {
  std::string_view name;
  std::optional<Version> version = {};
  std::optional<SourceId> source = {};
};

std::optional<Edge> parse_edge(std::string_view text) {
  const auto parts = support::split(text, ' ');
  Edge edge{parts[0]};
  if (parts.size() > 1) {
    auto version = parse_version(parts[1]);
    if (!version) return std::nullopt;
    edge.version = *version;
  }
  if (parts.size() > 2) {
    const auto open = text.find('(');
    if (open == std::string_view::npos || !text.ends_with(')')) return std::nullopt;
    auto source = parse_source(text.substr(open + 1, text.size() - open - 2));
    if (!source) return std::nullopt;
    edge.source = *source;
  }
  return edge;
}

class Reader {
 public:
  Reader(support::FileId file, Diagnostics& diagnostics) : diagnostics_(diagnostics) { lockfile_.file = file; }

  std::optional<Lockfile> read(const toml::Value& root) {
    read_version(root);
    if (const auto* package = root.find("root"))  // files from before 2017 keep the root package apart
      if (toml::expect_table(*package, "root", diagnostics_)) read_package(*package, lockfile_.packages);
    read_packages(root.find("package"), "package", lockfile_.packages);
    if (const auto* patch = root.find("patch"))
      read_packages(patch->find("unused"), "patch.unused", lockfile_.unused_patches);
    read_old_checksums(root);
    if (diagnostics_.has_errors()) return std::nullopt;
    refuse_twins();
    connect();
    if (diagnostics_.has_errors()) return std::nullopt;
    return std::move(lockfile_);
  }

 private:
  void read_version(const toml::Value& root) {
    const auto* version = root.find("version");
    if (!version) {
      lockfile_.version = root.find("metadata") ? 1 : 2;
      return;
    }
    const auto* number = version->as_integer();
    if (!number || *number < 3 || *number > 4) {
      diagnostics_.error(version->at(), "this version of Cargo.lock is not known", "expected 3 or 4, or no version",
                         "a newer Cargo may have written it; look for a newer Plimsoll");
      return;
    }
    lockfile_.version = static_cast<int>(*number);
  }

  void read_packages(const toml::Value* packages, std::string_view what, std::vector<LockedPackage>& into) {
    if (!packages || !toml::expect_array(*packages, what, diagnostics_)) return;
    const auto& array = *packages->as_array();
    into.reserve(into.size() + array.size());
    for (const auto& package : array)
      if (toml::expect_table(package, what, diagnostics_)) read_package(package, into);
  }

  const std::string* text_of(const toml::Value& table, std::string_view key, bool required) {
    const auto* value = table.find(key);
    if (!value) {
      if (required) diagnostics_.error(table.at(), fmt::format("a locked package has no `{}`", key), "this entry");
      return nullptr;
    }
    return toml::expect_string(*value, key, diagnostics_);
  }

  void read_package(const toml::Value& table, std::vector<LockedPackage>& into) {
    const auto* name = text_of(table, "name", true);
    const auto* version = text_of(table, "version", true);
    const auto* source = text_of(table, "source", false);
    const auto* checksum = text_of(table, "checksum", false);
    const auto* replace = text_of(table, "replace", false);
    if (!name || !version) return;
    LockedPackage package;
    package.name = *name;
    package.at = table.find("name")->at();
    package.version_at = table.find("version")->at();
    if (auto parsed = parse_version(*version))
      package.version = *parsed;
    else
      diagnostics_.error(package.version_at,
                         fmt::format("`{}` is not a version: {}", *version, parsed.error().message));
    if (source) read_source(*source, table.find("source")->at(), package);
    if (checksum) package.checksum = *checksum;
    std::vector<std::string> edges;
    if (const auto* dependencies = table.find("dependencies"))
      if (const auto texts = toml::expect_strings(*dependencies, "dependencies", diagnostics_))
        for (const auto& text : *texts) edges.push_back(text.value);
    if (&into == &lockfile_.packages) {
      edges_.push_back(std::move(edges));
      replacements_.push_back(replace ? *replace : std::string());
    }
    into.push_back(std::move(package));
  }

  /// Most packages have the source of the one before.
  void read_source(const std::string& text, support::Span at, LockedPackage& package) {
    if (text != last_source_text_) {
      last_source_text_ = text;
      last_source_ = parse_source(text);
    }
    if (last_source_)
      package.source = *last_source_;
    else
      diagnostics_.error(at, fmt::format("`{}` is not a source: {}", text, last_source_.error().message),
                         "expected `registry+…`, `sparse+…` or `git+…`");
  }

  /// Version 1 keeps checksums apart, under `checksum NAME VERSION (SOURCE)`.
  void read_old_checksums(const toml::Value& root) {
    const auto* metadata = root.find("metadata");
    if (!metadata || !metadata->as_table()) return;
    std::map<std::pair<std::string_view, std::string>, std::vector<LockedPackage*>> by_name;
    for (auto& package : lockfile_.packages) by_name[{package.name, to_text(package.version)}].push_back(&package);
    for (const auto& [key, at, value] : *metadata->as_table()) {
      constexpr std::string_view prefix = "checksum ";
      const auto* checksum = value.as_string();
      if (!checksum || *checksum == "<none>" || !key.starts_with(prefix)) continue;
      const auto edge = parse_edge(std::string_view(key).substr(prefix.size()));
      if (!edge || !edge->version) continue;
      const auto found = by_name.find({edge->name, to_text(*edge->version)});
      if (found == by_name.end()) continue;
      for (auto* package : found->second)
        if (package->source == edge->source) package->checksum = *checksum;
    }
  }

  void refuse_twins() {
    std::map<std::tuple<std::string_view, std::string, std::string>, const LockedPackage*> seen;
    for (const auto& package : lockfile_.packages) {
      const auto source = package.source ? to_text(*package.source) : std::string();
      const auto [at, added] =
          seen.emplace(std::tuple(std::string_view(package.name), to_text(package.version), source), &package);
      if (!added)
        diagnostics_.error(package.at, fmt::format("`{} {}` is locked twice", package.name, to_text(package.version)),
                           fmt::format("the first entry is on line {}", at->second->at.begin.line),
                           "a merge may have gone wrong; remove one of the entries");
    }
  }

  /// The package that an edge means; nothing if none does or several could (Cargo's `EncodeState`).
  std::optional<std::uint32_t> find(const Edge& edge) const {
    const auto at = by_name_.find(edge.name);
    if (at == by_name_.end()) return std::nullopt;
    std::vector<std::uint32_t> candidates;
    for (const auto index : at->second) {
      if (edge.version && lockfile_.packages[index].version != *edge.version) continue;
      if (!edge.version && lockfile_.packages[index].version != lockfile_.packages[at->second.front()].version)
        return std::nullopt;
      candidates.push_back(index);
    }
    if (edge.source) {
      const auto same = std::ranges::find_if(
          candidates, [&](std::uint32_t index) { return lockfile_.packages[index].source == edge.source; });
      return same == candidates.end() ? std::nullopt : std::optional(*same);
    }
    const auto is_path = [&](std::uint32_t index) { return !lockfile_.packages[index].source; };
    const auto paths = std::ranges::count_if(candidates, is_path);
    if (paths == 1) return *std::ranges::find_if(candidates, is_path);
    if (paths == 0 && candidates.size() == 1) return candidates.front();
    return std::nullopt;
  }

  void connect() {
    auto& packages = lockfile_.packages;
    for (std::uint32_t index = 0; index < packages.size(); ++index) by_name_[packages[index].name].push_back(index);
    for (std::uint32_t index = 0; index < packages.size(); ++index) {
      for (const auto& text : edges_[index]) {
        const auto edge = parse_edge(text);
        const auto target = edge ? find(*edge) : std::nullopt;
        if (target) packages[index].dependencies.push_back(*target);
      }
      if (replacements_[index].empty()) continue;
      const auto edge = parse_edge(replacements_[index]);
      if (edge) packages[index].replaced_by = find(*edge);
    }
  }

  Diagnostics& diagnostics_;
  Lockfile lockfile_;
  std::vector<std::vector<std::string>> edges_;
  std::vector<std::string> replacements_;
  std::optional<std::string_view> last_source_text_;  // into the document
  support::Result<SourceId> last_source_;
  std::unordered_map<std::string_view, std::vector<std::uint32_t>> by_name_;
};

}  // namespace

std::optional<Lockfile> parse_lockfile(support::FileId file, std::string_view text, Diagnostics& diagnostics) {
  const auto root = toml::parse(file, text, diagnostics);
  return root ? read_lockfile(file, *root, diagnostics) : std::nullopt;
}

std::optional<Lockfile> read_lockfile(support::FileId file, const toml::Value& root, Diagnostics& diagnostics) {
  return Reader(file, diagnostics).read(root);
}

}  // namespace plimsoll::cargo
