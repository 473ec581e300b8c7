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

constexpr std::string_view native_suffixes[] = {".c", ".cc", ".cpp", ".cxx", ".S", ".s", ".asm", ".m", ".mm"};
constexpr std::string_view skipped_folders[] = {"target",   "tests", "test",        "benches",
                                                "examples", "fuzz",  "node_modules"};

bool has_suffix(std::span<const std::string_view> suffixes, std::string_view name) {
  return std::ranges::any_of(suffixes, [&](std::string_view suffix) { return name.ends_with(suffix); });
}

bool is_skipped(std::string_view folder) {
  return folder.starts_with('.') || std::ranges::find(skipped_folders, folder) != std::end(skipped_folders);
}

/// Longer files are mostly tables and generated bindings: what is beyond this is not weighed.
constexpr std::uint64_t longest_weighed_bytes = 60'000;

/// Names of files and folders that are for one platform. Words that often mean something else are not here.
constexpr std::string_view platforms[] = {
    "aarch64",     "aix",         "android",  "apple",   "arm",       "arm64",      "armv7",   "avr",      "bpf",
    "bsd",         "csky",        "cygwin",   "darwin",  "dragonfly", "emscripten", "espidf",  "freebsd",  "fuchsia",
    "gnu",         "haiku",       "hermit",   "hexagon", "hurd",      "illumos",    "ios",     "l4re",     "linux",
    "loongarch32", "loongarch64", "m68k",     "macos",   "mips",      "mips32r6",   "mips64",  "mips64r6", "msp430",
    "musl",        "netbsd",      "newlib",   "nto",     "nuttx",     "nvptx",      "ohos",    "openbsd",  "powerpc",
    "powerpc64",   "qnx",         "qurt",     "redox",   "riscv",     "riscv32",    "riscv64", "rtems",    "s390x",
    "sgx",         "solaris",     "solarish", "sparc",   "sparc64",   "teeos",      "tvos",    "uclibc",   "uefi",
    "unix",        "vxworks",     "wasi",     "wasip1",  "wasip2",    "wasm",       "wasm32",  "wasm64",   "watchos",
    "win",         "win32",       "windows",  "x32",     "x86",       "xous",       "xtensa",
};

/// `windows`, `windows.rs`, `linux_like`
bool is_for_one_platform(std::string_view name) {
  if (name.starts_with("x86_64")) return true;
  return std::ranges::binary_search(platforms, name.substr(0, name.find_first_of("._")));
}

class SourceWalk {
 public:
  SourceWalk(const outside::FileSystem& files, std::string rust_folder)
      : files_(files), rust_folder_(std::move(rust_folder)) {}

  facts::PackageFacts run(const std::string& from) {
    facts_.weighed_bytes = visit(from, 0);
    facts_.sources_seen = facts_.rust_files != 0;
    return facts_;
  }

 private:
  [[nodiscard]] bool is_rust_folder(const std::string& path) const {
    return path == rust_folder_ || (path.starts_with(rust_folder_) && path[rust_folder_.size()] == '/');
  }

  /// Gives what is to be weighed. Of files and folders that are each for one platform only the largest is compiled.
  std::uint64_t visit(const std::string& folder, std::size_t depth) {
    const auto entries = files_.list_sizes(folder);
    const auto is_manifest = [](const SizedEntry& entry) { return entry.name == "Cargo.toml"; };
    if (!entries || (depth != 0 && std::ranges::any_of(*entries, is_manifest))) return 0;
    entries_ += entries->size();
    const bool is_rust = is_rust_folder(folder);
    std::uint64_t everywhere = 0;
    std::uint64_t on_one = 0;
    for (const auto& entry : *entries) {
      if (entries_ > most_entries) break;
      std::uint64_t bytes = 0;
      if (entry.kind == EntryKind::file) bytes = count(entry, is_rust);
      if (entry.kind == EntryKind::directory && !is_skipped(entry.name) && depth < deepest_folder)
        bytes = visit(folder + "/" + entry.name, depth + 1);
      if (is_for_one_platform(entry.name))
        on_one = std::max(on_one, bytes);
      else
        everywhere += bytes;
    }
    return everywhere + on_one;
  }

  std::uint64_t count(const SizedEntry& entry, bool is_rust) {
    if (has_suffix(native_suffixes, entry.name)) facts_.native_bytes += entry.bytes;
    if (!is_rust || !entry.name.ends_with(".rs")) return 0;
    facts_.rust_bytes += entry.bytes;
    ++facts_.rust_files;
    return std::min(entry.bytes, longest_weighed_bytes);
  }

  const outside::FileSystem& files_;
  std::string rust_folder_;
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
  auto rust_folder = cargo::join_path("", cargo::parent_path(main->src_path));
  if (!rust_folder.starts_with(folder + "/")) rust_folder = folder;
  auto facts = SourceWalk(files, rust_folder).run(script ? folder : rust_folder);
  if (!script) return facts;
  if (const auto text = files.read(script->src_path, longest_script_bytes))
    facts.build_script = facts::read_build_script(*text);
  return facts;
}

}  // namespace plimsoll::source
