// SPDX-License-Identifier: MIT OR Apache-2.0
#include "source_walk.h"

#include <algorithm>
#include <map>

#include "plimsoll/cargo/paths.h"
#include "plimsoll/facts/build_script.h"

namespace plimsoll::source {
namespace {

using cargo::TargetKind;
using outside::EntryKind;

constexpr std::uint64_t longest_source_bytes = 8ULL << 20U;
constexpr std::size_t most_entries = 200'000;
constexpr std::size_t deepest_folder = 32;

/// Without assembler: it is there for every platform, and translating what is for one takes next to no time.
constexpr std::string_view native_suffixes[] = {".c", ".cc", ".cpp", ".cxx", ".m", ".mm"};
constexpr std::string_view skipped_folders[] = {"target",   "tests", "test",        "benches",
                                                "examples", "fuzz",  "node_modules"};

bool is_skipped(std::string_view folder) {
  return folder.starts_with('.') || std::ranges::find(skipped_folders, folder) != std::end(skipped_folders);
}

bool is_native(std::string_view name) {
  return std::ranges::any_of(native_suffixes, [&](std::string_view suffix) { return name.ends_with(suffix); });
}

/// Counts native sources below a folder.
class NativeWalk {
 public:
  NativeWalk(const outside::FileSystem& files, facts::PackageFacts& facts) : files_(files), facts_(facts) {}

  void visit(const std::string& folder, std::size_t depth = 0) {
    const auto entries = files_.list_sizes(folder);
    const auto is_manifest = [](const outside::SizedEntry& entry) { return entry.name == "Cargo.toml"; };
    if (!entries || (depth != 0 && std::ranges::any_of(*entries, is_manifest))) return;
    entries_ += entries->size();
    for (const auto& entry : *entries) {
      if (entries_ > most_entries) break;
      if (entry.kind == EntryKind::file && is_native(entry.name)) {
        facts_.native_bytes += entry.bytes;
        ++facts_.native_files;
      }
      if (entry.kind == EntryKind::directory && !is_skipped(entry.name) && depth < deepest_folder)
        visit(folder + "/" + entry.name, depth + 1);
    }
  }

 private:
  const outside::FileSystem& files_;
  facts::PackageFacts& facts_;
  std::size_t entries_ = 0;
};

/// Sources inside the bounds; the build script is read once for both that look at it.
class Sources final : public facts::SourceFiles {
 public:
  Sources(const outside::FileSystem& files, const std::string& bounds) : files_(files), bounds_(bounds + "/") {}

  [[nodiscard]] std::optional<std::string> read(const std::string& path) const override {
    if (path == script_path_) return script_;
    if (!is_inside(path)) return std::nullopt;
    auto text = files_.read(path, longest_source_bytes);
    return text ? std::optional(std::move(*text)) : std::nullopt;
  }
  [[nodiscard]] std::optional<std::uint64_t> size(const std::string& path) const override {
    const auto* entry = find(path);
    if (entry == nullptr || entry->kind == EntryKind::directory) return std::nullopt;
    return entry->kind == EntryKind::file ? entry->bytes : files_.size(path);
  }
  [[nodiscard]] bool has_folder(const std::string& path) const override {
    const auto* entry = find(path);
    if (entry == nullptr || entry->kind == EntryKind::file) return false;
    return entry->kind == EntryKind::directory || files_.kind(path) == EntryKind::directory;
  }
  const std::optional<std::string>& read_script(const std::string& path) {
    script_ = read(path);
    script_path_ = path;
    return script_;
  }

 private:
  [[nodiscard]] bool is_inside(const std::string& path) const { return path.starts_with(bounds_); }

  /// Every module is looked for as a file and as a folder: listing each folder once is cheaper than asking for either.
  [[nodiscard]] const outside::SizedEntry* find(const std::string& path) const {
    if (!is_inside(path)) return nullptr;
    const auto [folder, is_new] = folders_.try_emplace(std::string(cargo::parent_path(path)));
    auto& entries = folder->second;
    if (is_new)
      if (auto listed = files_.list_sizes(folder->first)) entries = std::move(*listed);
    const auto name = cargo::file_name(path);
    const auto found = std::ranges::lower_bound(entries, name, {}, &outside::SizedEntry::name);
    return found != entries.end() && found->name == name ? &*found : nullptr;
  }

  const outside::FileSystem& files_;
  std::string bounds_;
  mutable std::map<std::string, std::vector<outside::SizedEntry>> folders_;
  std::string script_path_;
  std::optional<std::string> script_;
};

bool is_compiled(TargetKind kind, const SourcePlace& place) {
  return kind == TargetKind::lib || kind == TargetKind::custom_build || (kind == TargetKind::bin && place.has_programs);
}

/// The first of the package's files, as far as anyone knows.
const cargo::CrateTarget* main_target(const cargo::Package& package) {
  if (const auto* library = package.library()) return library;
  return package.targets.empty() ? nullptr : &package.targets.front();
}

/// Without the `..` that a manifest may have.
std::string normalised(const cargo::CrateTarget& target) {
  return cargo::join_path("", target.src_path);
}

void read_code(const Sources& sources, const cargo::Package& package, const SourcePlace& place,
               const facts::SourceUse& use, facts::PackageFacts& facts) {
  const facts::UsedSwitches possible(use, package);
  for (const auto& target : package.targets) {
    if (!is_compiled(target.kind, place)) continue;
    auto tree = facts::read_code(normalised(target), sources, possible);
    if (tree.files != 0) facts.code.push_back({target.kind, target.name, std::move(tree)});
  }
}

}  // namespace

facts::PackageFacts walk_sources(const outside::FileSystem& files, const cargo::Package& package,
                                 const SourcePlace& place, const facts::SourceUse& use) {
  facts::PackageFacts facts;
  Sources sources(files, place.bounds);
  if (const auto* script = package.build_script())
    if (const auto& text = sources.read_script(normalised(*script)))
      facts.build_script = facts::read_build_script(*text);
  if (facts.build_script && facts.build_script->compiles_native_code) NativeWalk(files, facts).visit(place.folder);
  if (use.is_compiled()) read_code(sources, package, place, use, facts);
  const auto* main = main_target(package);
  facts.sources_seen = !facts.code.empty() || (!use.is_compiled() && main && files.size(main->src_path));
  return facts;
}

bool has_contents(const outside::FileSystem& files, const cargo::Package& package, const facts::PackageFacts& facts) {
  const auto* main = main_target(package);
  if (facts.code.empty()) return main && files.size(main->src_path).value_or(0) != 0;
  return std::ranges::any_of(facts.code, [](const facts::TargetCode& code) { return code.tree.bytes != 0; });
}

}  // namespace plimsoll::source
