// SPDX-License-Identifier: MIT OR Apache-2.0
#include "plimsoll/source/package_tree.h"

#include <fmt/format.h>

#include <algorithm>
#include <set>

namespace plimsoll::source {
namespace {

using support::ErrorKind;
using support::Result;

class FolderTree final : public PackageTree {
 public:
  FolderTree(const outside::FileSystem& files, std::string directory)
      : files_(files), directory_(std::move(directory)) {}

  [[nodiscard]] bool is_file(const std::string& path) const override {
    return files_.kind(directory_ + "/" + path) == outside::EntryKind::file;
  }

  [[nodiscard]] Listing list(const std::string& directory) const override {
    Listing listing;
    const auto entries = files_.list(directory_ + "/" + directory);
    if (!entries) return listing;
    for (const auto& entry : *entries) {
      if (entry.kind == outside::EntryKind::file) listing.files.push_back(entry.name);
      if (entry.kind == outside::EntryKind::directory) listing.directories.push_back(entry.name);
    }
    return listing;
  }

  [[nodiscard]] std::optional<std::string> fault(const std::string& directory) const override {
    const auto entries = files_.list(directory_ + "/" + directory);
    if (entries || entries.error().kind == ErrorKind::not_found) return std::nullopt;
    return entries.error().message;
  }

  [[nodiscard]] Result<std::string> read(const std::string& path) const override {
    return files_.read(directory_ + "/" + path, longest_manifest_bytes);
  }

  [[nodiscard]] const std::string& place() const override { return directory_; }
  [[nodiscard]] const std::string& directory() const override { return directory_; }

 private:
  const outside::FileSystem& files_;
  std::string directory_;
};

class ArchiveTree final : public PackageTree {
 public:
  ArchiveTree(std::string place, std::string directory, std::map<std::string, std::string> files)
      : place_(std::move(place)), directory_(std::move(directory)), files_(std::move(files)) {}

  [[nodiscard]] bool is_file(const std::string& path) const override { return files_.contains(path); }

  [[nodiscard]] Listing list(const std::string& directory) const override {
    std::set<std::string> directories;
    Listing listing;
    const auto prefix = directory + "/";
    for (auto at = files_.lower_bound(prefix); at != files_.end() && at->first.starts_with(prefix); ++at) {
      const auto rest = at->first.substr(prefix.size());
      const auto slash = rest.find('/');
      if (slash == std::string::npos)
        listing.files.push_back(rest);
      else
        directories.insert(rest.substr(0, slash));
    }
    listing.directories.assign(directories.begin(), directories.end());
    return listing;
  }

  [[nodiscard]] Result<std::string> read(const std::string& path) const override {
    const auto found = files_.find(path);
    if (found == files_.end())
      return support::failure(ErrorKind::not_found, fmt::format("`{}` is not in {}", path, place_));
    return found->second;
  }

  [[nodiscard]] const std::string& place() const override { return place_; }
  [[nodiscard]] const std::string& directory() const override { return directory_; }

 private:
  std::string place_;
  std::string directory_;
  std::map<std::string, std::string> files_;
};

}  // namespace

std::unique_ptr<const PackageTree> folder_tree(const outside::FileSystem& files, std::string directory) {
  return std::make_unique<FolderTree>(files, std::move(directory));
}

std::unique_ptr<const PackageTree> archive_tree(std::string place, std::string directory,
                                                std::map<std::string, std::string> files) {
  return std::make_unique<ArchiveTree>(std::move(place), std::move(directory), std::move(files));
}

}  // namespace plimsoll::source
