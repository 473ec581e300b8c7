// SPDX-License-Identifier: MIT OR Apache-2.0
#include "config_files.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <set>

#include "plimsoll/cargo/paths.h"
#include "plimsoll/support/text.h"

namespace plimsoll::source {
namespace {

namespace toml = support::toml;
using cargo::parent_path;

constexpr std::uint64_t longest_config_bytes = 4ULL << 20U;

class Collector {
 public:
  Collector(const outside::FileSystem& files, support::SourceMap& sources, support::Diagnostics& diagnostics)
      : files_(files), sources_(sources), diagnostics_(diagnostics) {}

  /// The configuration of one folder that holds a `.cargo`, or of Cargo's home itself.
  void add_folder(const std::string& folder, const std::string& base) {
    for (const auto* name : names) {
      const auto path = folder + "/" + name;
      if (files_.kind(path)) return add_file(path, base);
    }
    warn_of_links(folder);
  }

  std::vector<cargo::ConfigFile> take() && { return std::move(found_); }

 private:
  static constexpr std::array names = {"config", "config.toml"};

  /// Cargo does without a link that leads nowhere, and says nothing.
  void warn_of_links(const std::string& folder) {
    const auto entries = files_.list(folder);
    if (!entries) return;
    for (const auto& entry : *entries)
      if (std::ranges::find(names, entry.name) != names.end())
        diagnostics_.warning(
            {}, fmt::format("`{}/{}` is a link that leads nowhere, and so configures nothing", folder, entry.name));
  }

  /// `included_at`: where another file names this one.
  void add_file(const std::string& path, const std::string& base, support::Span included_at = {}) {
    if (!seen_.insert(path).second) return;
    auto text = files_.read(path, longest_config_bytes);
    if (!text) {
      diagnostics_.error(included_at, text.error().message, included_at.is_known() ? "included here" : "");
      return;
    }
    const auto file = sources_.add(path, std::move(*text));
    auto root = toml::parse(file, sources_.text(file), diagnostics_);
    if (!root) return;
    for (const auto& [include, at] : includes(*root)) add_file(cargo::join_path(parent_path(path), include), base, at);
    found_.push_back({base, std::move(*root)});
  }

  /// `include = "file"`, `["file", …]` or `[{ path = "file" }, …]`.
  static std::vector<support::Spanned<std::string>> includes(const toml::Value& root) {
    std::vector<support::Spanned<std::string>> paths;
    const auto add = [&](const toml::Value& value) {
      if (const auto* text = value.as_string())
        paths.push_back({*text, value.at()});
      else if (const auto* path = value.find("path"); path && path->as_string())
        paths.push_back({*path->as_string(), path->at()});
    };
    const auto* include = root.find("include");
    if (!include) return paths;
    if (const auto* array = include->as_array())
      std::ranges::for_each(*array, add);
    else
      add(*include);
    return paths;
  }

  const outside::FileSystem& files_;
  support::SourceMap& sources_;
  support::Diagnostics& diagnostics_;
  std::set<std::string> seen_;
  std::vector<cargo::ConfigFile> found_;
};

void apply_environment(const outside::Environment& environment, const std::string& working, cargo::Config& config) {
  if (const auto target = environment.get("CARGO_BUILD_TARGET"); target && !target->empty())
    config.build_targets = {*target};
  if (const auto flags = environment.get("CARGO_BUILD_RUSTFLAGS")) config.build_rustflags = cargo::split_flags(*flags);
  if (const auto offline = environment.get("CARGO_NET_OFFLINE")) config.offline = *offline == "true" || *offline == "1";
  for (const auto* name : {"CARGO_BUILD_TARGET_DIR", "CARGO_TARGET_DIR"})
    if (const auto directory = environment.get(name); directory && !directory->empty())
      config.target_directory = cargo::join_path(working, *directory);
  if (const auto incremental = environment.get("CARGO_INCREMENTAL")) config.incremental = *incremental != "0";
  for (auto& [name, index] : config.registries) {
    auto variable = "CARGO_REGISTRIES_" + name + "_INDEX";
    for (auto& c : variable) c = c == '-' ? '_' : (c >= 'a' && c <= 'z' ? static_cast<char>(c - 'a' + 'A') : c);
    if (const auto value = environment.get(variable)) index = *value;
  }
}

}  // namespace

cargo::Config read_config(const outside::World& world, const std::string& cargo_home, support::SourceMap& sources,
                          support::Diagnostics& diagnostics) {
  Collector collector(world.files, sources, diagnostics);
  collector.add_folder(cargo_home, cargo_home == "/" ? "/" : std::string(parent_path(cargo_home)));
  const auto working = world.files.working_directory();
  std::vector<std::string> folders;
  for (std::string folder = working;; folder = std::string(parent_path(folder))) {
    folders.push_back(folder);
    if (folder == "/" || folder == ".") break;
  }
  std::ranges::reverse(folders);
  for (const auto& folder : folders) {
    const auto dot_cargo = cargo::join_path(folder, ".cargo");
    if (dot_cargo != cargo_home) collector.add_folder(dot_cargo, folder);
  }
  const auto files = std::move(collector).take();
  auto config = cargo::merge_config(files, diagnostics);
  apply_environment(world.environment, working, config);
  return config;
}

std::optional<std::vector<std::string>> environment_rustflags(const outside::Environment& environment) {
  if (const auto encoded = environment.get("CARGO_ENCODED_RUSTFLAGS")) {
    std::vector<std::string> flags;
    for (const auto flag : support::split(*encoded, '\x1f'))
      if (!flag.empty()) flags.emplace_back(flag);
    return flags;
  }
  if (const auto flags = environment.get("RUSTFLAGS")) return cargo::split_flags(*flags);
  return std::nullopt;
}

}  // namespace plimsoll::source
