// SPDX-License-Identifier: MIT OR Apache-2.0
/// A file system that lives in a map: no disk, no links, the same on every machine.
#pragma once

#include <algorithm>
#include <map>
#include <memory>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "plimsoll/outside/file_system.h"

namespace plimsoll::testkit {

/// Folders exist as soon as something stands in them, or by `make_directories`. Reading is safe from several threads
/// as long as nobody writes.
class MemoryFiles final : public outside::FileSystem {
 public:
  MemoryFiles() = default;
  explicit MemoryFiles(std::map<std::string, std::string> files) {
    for (auto& [path, text] : files) add(path, std::move(text));
  }

  /// Puts a file in place, with the folders above it.
  void add(const std::string& path, std::string text) {
    const auto whole = normal(path);
    add_parents(whole);
    files_[whole] = std::move(text);
  }
  /// From now on reading this path, or listing it, is the error unreadable.
  void make_unreadable(const std::string& path) { unreadable_.insert(normal(path)); }
  /// From now on every write, rename and removal fails.
  void make_read_only() { read_only_ = true; }
  void set_working_directory(std::string path) { working_directory_ = std::move(path); }
  [[nodiscard]] const std::map<std::string, std::string>& all() const { return files_; }

  [[nodiscard]] support::Result<std::string> read(const std::string& path, std::uint64_t limit) const override {
    const auto whole = normal(path);
    if (unreadable_.contains(whole) || folders_.contains(whole))
      return support::failure(support::ErrorKind::unreadable, "`" + path + "` cannot be read");
    const auto file = files_.find(whole);
    if (file == files_.end()) return support::failure(support::ErrorKind::not_found, "`" + path + "` does not exist");
    if (file->second.size() > limit)
      return support::failure(support::ErrorKind::too_large, "`" + path + "` is larger than allowed");
    return file->second;
  }

  [[nodiscard]] support::Result<std::vector<outside::Entry>> list(const std::string& directory) const override {
    const auto whole = normal(directory);
    if (unreadable_.contains(whole) || files_.contains(whole))
      return support::failure(support::ErrorKind::unreadable, "`" + directory + "` cannot be listed");
    if (!folders_.contains(whole))
      return support::failure(support::ErrorKind::not_found, "`" + directory + "` does not exist");
    std::vector<outside::Entry> entries;
    for (const auto& folder : folders_)
      if (folder != "/" && parent(folder) == whole) entries.push_back({name(folder), outside::EntryKind::directory});
    for (const auto& file : files_)
      if (parent(file.first) == whole) entries.push_back({name(file.first), outside::EntryKind::file});
    std::ranges::sort(entries, {}, &outside::Entry::name);
    return entries;
  }

  [[nodiscard]] std::optional<outside::EntryKind> kind(const std::string& path) const override {
    const auto whole = normal(path);
    if (files_.contains(whole)) return outside::EntryKind::file;
    if (folders_.contains(whole)) return outside::EntryKind::directory;
    return std::nullopt;
  }

  [[nodiscard]] std::optional<std::uint64_t> size(const std::string& path) const override {
    const auto file = files_.find(normal(path));
    if (file == files_.end()) return std::nullopt;
    return file->second.size();
  }

  [[nodiscard]] std::optional<std::string> canonical(const std::string& path) const override {
    if (!kind(path)) return std::nullopt;
    return normal(path);
  }
  [[nodiscard]] std::string working_directory() const override { return working_directory_; }

  [[nodiscard]] support::Result<void> write(const std::string& path, std::string_view text) override {
    const auto whole = normal(path);
    if (read_only_ || folders_.contains(whole)) return cannot_change(path);
    add(whole, std::string(text));
    return {};
  }

  [[nodiscard]] support::Result<void> make_directories(const std::string& path) override {
    const auto whole = normal(path);
    if (read_only_ || files_.contains(whole)) return cannot_change(path);
    add_parents(whole);
    folders_.insert(whole);
    return {};
  }

  [[nodiscard]] support::Result<void> rename(const std::string& from, const std::string& to) override {
    const auto source = normal(from);
    const auto target = normal(to);
    if (read_only_) return cannot_change(from);
    if (!kind(source)) return support::failure(support::ErrorKind::not_found, "`" + from + "` does not exist");
    if (!list_or_nothing(target).empty()) return cannot_change(to);
    add_parents(target);
    move_files(source, target);
    move_folders(source, target);
    return {};
  }

  [[nodiscard]] support::Result<void> remove(const std::string& path) override {
    if (read_only_) return cannot_change(path);
    const auto whole = normal(path);
    std::erase_if(files_, [&](const auto& file) { return is_within(file.first, whole); });
    std::erase_if(folders_, [&](const auto& folder) { return folder != "/" && is_within(folder, whole); });
    return {};
  }

  [[nodiscard]] support::Result<std::unique_ptr<Lock>> lock(const std::string& path, int /*wait_seconds*/) override {
    const auto whole = normal(path);
    if (read_only_) return cannot_change(path);
    if (!locks_->insert(whole).second)
      return support::failure(support::ErrorKind::busy, "`" + path + "` is held by another process");
    add(whole, "");
    return std::make_unique<HeldLock>(locks_, whole);
  }

 private:
  struct HeldLock final : Lock {
    HeldLock(std::shared_ptr<std::set<std::string>> all, std::string own)
        : locks(std::move(all)), path(std::move(own)) {}
    HeldLock(const HeldLock&) = delete;
    HeldLock& operator=(const HeldLock&) = delete;
    ~HeldLock() override { locks->erase(path); }
    std::shared_ptr<std::set<std::string>> locks;
    std::string path;
  };

  static tl::unexpected<support::Error> cannot_change(const std::string& path) {
    return support::failure(support::ErrorKind::unreadable, "`" + path + "` cannot be changed");
  }
  static std::string parent(const std::string& path) {
    const auto slash = path.rfind('/');
    return slash == 0 ? "/" : path.substr(0, slash);
  }
  static std::string name(const std::string& path) { return path.substr(path.rfind('/') + 1); }
  static bool is_within(const std::string& path, const std::string& folder) {
    return path == folder || folder == "/" || path.starts_with(folder + "/");
  }

  /// Absolute, without `.`, `..` and doubled separators.
  [[nodiscard]] std::string normal(const std::string& path) const {
    const auto whole = path.starts_with('/') ? path : working_directory_ + "/" + path;
    std::vector<std::string> parts;
    for (std::size_t begin = 0; begin < whole.size();) {
      const auto end = std::min(whole.find('/', begin), whole.size());
      const auto part = whole.substr(begin, end - begin);
      if (part == ".." && !parts.empty()) parts.pop_back();
      if (!part.empty() && part != "." && part != "..") parts.push_back(part);
      begin = end + 1;
    }
    std::string result;
    for (const auto& part : parts) result += "/" + part;
    return result.empty() ? "/" : result;
  }

  void add_parents(const std::string& path) {
    for (auto folder = path; folder != "/";) {
      folder = parent(folder);
      folders_.insert(folder);
    }
  }

  [[nodiscard]] std::vector<outside::Entry> list_or_nothing(const std::string& path) const {
    if (!folders_.contains(path)) return {};
    return list(path).value_or(std::vector<outside::Entry>{});
  }

  void move_files(const std::string& source, const std::string& target) {
    std::map<std::string, std::string> moved;
    for (auto& [path, text] : files_)
      moved[is_within(path, source) ? target + path.substr(source.size()) : path] = std::move(text);
    files_ = std::move(moved);
  }
  void move_folders(const std::string& source, const std::string& target) {
    std::set<std::string> moved;
    for (const auto& path : folders_)
      moved.insert(is_within(path, source) ? target + path.substr(source.size()) : path);
    folders_ = std::move(moved);
  }

  std::map<std::string, std::string> files_;
  std::set<std::string> folders_{"/"};
  std::set<std::string> unreadable_;
  std::shared_ptr<std::set<std::string>> locks_ = std::make_shared<std::set<std::string>>();
  std::string working_directory_ = "/";
  bool read_only_ = false;
};

}  // namespace plimsoll::testkit
