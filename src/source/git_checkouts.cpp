// SPDX-License-Identifier: MIT OR Apache-2.0
#include "git_checkouts.h"

#include "plimsoll/cargo/paths.h"
#include "plimsoll/support/toml.h"

namespace plimsoll::source {
namespace {

using outside::EntryKind;
using support::Result;

constexpr int deepest_folder = 16;

}  // namespace

GitCheckouts::GitCheckouts(const outside::FileSystem& files, std::string cargo_home)
    : files_(files), base_(std::move(cargo_home) + "/git/checkouts") {}

std::vector<std::string> GitCheckouts::checkouts_of(const cargo::SourceId& source) const {
  std::vector<std::string> found;
  const auto repository = std::string(cargo::file_name(source.canonical_url())) + "-";
  const auto repositories = files_.list(base_);
  if (!repositories || !source.commit()) return found;
  for (const auto& entry : *repositories) {
    if (!entry.name.starts_with(repository)) continue;
    const auto commits = files_.list(base_ + "/" + entry.name);
    if (!commits) continue;
    for (const auto& commit : *commits)
      if (commit.name.size() >= 7 && source.commit()->starts_with(commit.name))
        found.push_back(base_ + "/" + entry.name + "/" + commit.name);
  }
  return found;
}

std::optional<std::string> GitCheckouts::find_package(const std::string& directory, const cargo::PackageId& id,
                                                      int depth) const {
  if (depth > deepest_folder) return std::nullopt;
  if (const auto text = files_.read(directory + "/Cargo.toml", longest_manifest_bytes)) {
    support::Diagnostics ignored;
    const auto root = support::toml::parse({}, *text, ignored);
    const auto* package = root ? root->find("package") : nullptr;
    const auto* name = package ? package->find("name") : nullptr;
    if (name && name->as_string() && *name->as_string() == id.name) return directory;
  }
  const auto entries = files_.list(directory);
  if (!entries) return std::nullopt;
  for (const auto& entry : *entries) {
    if (entry.kind != EntryKind::directory || entry.name.starts_with('.') || entry.name == "target") continue;
    if (auto found = find_package(directory + "/" + entry.name, id, depth + 1)) return found;
  }
  return std::nullopt;
}

Result<std::unique_ptr<const PackageTree>> GitCheckouts::open(const cargo::PackageId& id,
                                                              const std::optional<std::string>&) const {
  if (!id.source.is_git()) return nullptr;
  for (const auto& checkout : checkouts_of(id.source))
    if (auto directory = find_package(checkout, id, 0)) return folder_tree(files_, std::move(*directory));
  return nullptr;
}

}  // namespace plimsoll::source
