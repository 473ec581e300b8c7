// SPDX-License-Identifier: MIT OR Apache-2.0
#include "source_walk.h"

#include <algorithm>

#include "plimsoll/cargo/paths.h"
#include "plimsoll/facts/build_script.h"

namespace plimsoll::source {
namespace {

using outside::EntryKind;
using outside::SizedEntry;

constexpr std::uint64_t longest_script_bytes = 4ULL << 20U;
constexpr std::size_t most_entries = 200'000;
constexpr std::size_t deepest_folder = 32;

constexpr std::string_view rust_suffixes[] = {".rs"};
constexpr std::string_view native_suffixes[] = {".c", ".cc", ".cpp", ".cxx", ".S", ".s", ".asm", ".m", ".mm"};
constexpr std::string_view skipped_folders[] = {"target",   "tests", "test",        "benches",
                                                "examples", "fuzz",  "node_modules"};

bool has_suffix(std::span<const std::string_view> suffixes, std::string_view name) {
  return std::ranges::any_of(suffixes, [&](std::string_view suffix) { return name.ends_with(suffix); });
}

bool is_skipped(std::string_view folder) {
  return folder.starts_with('.') || std::ranges::find(skipped_folders, folder) != std::end(skipped_folders);
}

class SourceWalk {
 public:
  SourceWalk(const outside::FileSystem& files, std::string rust_folder)
      : files_(files), rust_folder_(std::move(rust_folder)) {}

  facts::PackageFacts run(const std::string& from) {
    waiting_.push_back({from, 0});
    while (!waiting_.empty() && entries_ < most_entries) {
      const auto folder = std::move(waiting_.back());
      waiting_.pop_back();
      if (const auto entries = files_.list_sizes(folder.path)) visit(folder, *entries);
    }
    facts_.sources_seen = facts_.rust_files != 0;
    return facts_;
  }

 private:
  struct Folder {
    std::string path;
    std::size_t depth = 0;
  };

  [[nodiscard]] bool is_rust_folder(const std::string& path) const {
    return path == rust_folder_ || (path.starts_with(rust_folder_) && path[rust_folder_.size()] == '/');
  }

  void visit(const Folder& folder, const std::vector<SizedEntry>& entries) {
    const auto is_manifest = [](const SizedEntry& entry) { return entry.name == "Cargo.toml"; };
    if (folder.depth != 0 && std::ranges::any_of(entries, is_manifest)) return;
    entries_ += entries.size();
    const bool is_rust = is_rust_folder(folder.path);
    for (const auto& entry : entries) {
      if (entry.kind == EntryKind::directory && !is_skipped(entry.name) && folder.depth < deepest_folder)
        waiting_.push_back({folder.path + "/" + entry.name, folder.depth + 1});
      if (entry.kind == EntryKind::file) count(entry, is_rust);
    }
  }

  void count(const SizedEntry& entry, bool is_rust) {
    if (has_suffix(native_suffixes, entry.name)) facts_.native_bytes += entry.bytes;
    if (!is_rust || !has_suffix(rust_suffixes, entry.name)) return;
    facts_.rust_bytes += entry.bytes;
    facts_.weighed_bytes += std::min(entry.bytes, facts::WeighedRust::longest_file_bytes);
    ++facts_.rust_files;
  }

  const outside::FileSystem& files_;
  std::string rust_folder_;
  std::vector<Folder> waiting_;
  std::size_t entries_ = 0;
  facts::PackageFacts facts_;
};

}  // namespace

facts::PackageFacts walk_sources(const outside::FileSystem& files, const cargo::Package& package,
                                 const std::string& folder) {
  const auto* script = package.build_script();
  const auto* main = package.library();
  if (!main && !package.targets.empty()) main = &package.targets.front();
  if (!main) return {};
  std::string rust_folder(cargo::parent_path(main->src_path));
  if (!rust_folder.starts_with(folder + "/")) rust_folder = folder;
  auto facts = SourceWalk(files, rust_folder).run(script ? folder : rust_folder);
  if (!script) return facts;
  if (const auto text = files.read(script->src_path, longest_script_bytes))
    facts.build_script = facts::read_build_script(*text);
  return facts;
}

}  // namespace plimsoll::source
