// SPDX-License-Identifier: MIT OR Apache-2.0
#include "plimsoll/outside/real_files.h"

#include <dirent.h>
#include <fcntl.h>
#include <fmt/format.h>
#include <sys/stat.h>

#include <algorithm>
#include <cerrno>
#include <climits>
#include <cstdlib>
#include <filesystem>
#include <system_error>

#include "descriptor.h"
#include "plimsoll/support/text.h"
#include "system_error.h"

namespace plimsoll::outside {
namespace {

using support::ErrorKind;
using support::failure;
using support::Result;

EntryKind kind_of(mode_t mode) {
  if (S_ISREG(mode)) return EntryKind::file;
  return S_ISDIR(mode) ? EntryKind::directory : EntryKind::other;
}

/// What the system would cut off at the first zero byte is no path.
bool is_path(const std::string& path) {
  return !path.empty() && path.find('\0') == std::string::npos;
}

std::optional<struct stat> status(const std::string& path) {
  struct stat found = {};
  if (!is_path(path) || ::stat(path.c_str(), &found) != 0) return std::nullopt;
  return found;
}

tl::unexpected<support::Error> too_large(const std::string& path, std::uint64_t limit) {
  return failure(ErrorKind::too_large, fmt::format("`{}` is larger than {} bytes, the limit for a file of its kind",
                                                   support::printable(path), limit));
}

Result<std::string> read_all(const Descriptor& file, const std::string& path, std::uint64_t expected,
                             std::uint64_t limit) {
  std::string text;
  // One byte more than expected, so that the end of the file is seen without another turn.
  text.resize(static_cast<std::size_t>(std::min(expected, limit)) + 1);
  std::size_t used = 0;
  for (;;) {
    const auto count = ::read(file.get(), text.data() + used, text.size() - used);
    if (count < 0 && errno == EINTR) continue;
    if (count < 0) return system_failure("read", path, errno);
    used += static_cast<std::size_t>(count);
    if (used > limit) return too_large(path, limit);
    if (count == 0) break;
    if (used == text.size()) text.resize(text.size() * 2);
  }
  text.resize(used);
  return text;
}

struct DirectoryCloser {
  void operator()(DIR* directory) const { ::closedir(directory); }
};

/// ENOTDIR says both "a file stands here" and "a file stands above"; only the second is "not found".
tl::unexpected<support::Error> list_failure(const std::string& directory, int number) {
  if (number != ENOTDIR || !status(directory)) return system_failure("list", directory, number);
  return failure(ErrorKind::unreadable,
                 fmt::format("could not list `{}`: not a folder", support::printable(directory)));
}

EntryKind kind_of_entry(DIR* directory, const dirent& entry) {
  if (entry.d_type == DT_REG) return EntryKind::file;
  if (entry.d_type == DT_DIR) return EntryKind::directory;
  struct stat found = {};
  if (::fstatat(::dirfd(directory), static_cast<const char*>(entry.d_name), &found, 0) != 0) return EntryKind::other;
  return kind_of(found.st_mode);
}

std::optional<SizedEntry> sized_entry(DIR* directory, const dirent& entry) {
  SizedEntry result{static_cast<const char*>(entry.d_name), EntryKind::other, 0};
  if (result.name == "." || result.name == "..") return std::nullopt;
  if (entry.d_type == DT_DIR) {
    result.kind = EntryKind::directory;
    return result;
  }
  struct stat found = {};
  if (::fstatat(::dirfd(directory), result.name.c_str(), &found, AT_SYMLINK_NOFOLLOW) != 0) return result;
  result.kind = kind_of(found.st_mode);
  if (result.kind == EntryKind::file) result.bytes = static_cast<std::uint64_t>(found.st_size);
  return result;
}

}  // namespace

Result<std::string> RealFiles::read(const std::string& path, std::uint64_t limit) const {
  if (!is_path(path)) return system_failure("read", path, EINVAL);
  // Non-blocking, so that a named pipe in the place of a file cannot make us wait.
  const Descriptor file(::open(path.c_str(), O_RDONLY | O_CLOEXEC | O_NONBLOCK));
  if (!file.is_open()) return system_failure("read", path, errno);
  struct stat found = {};
  if (::fstat(file.get(), &found) != 0) return system_failure("read", path, errno);
  if (S_ISDIR(found.st_mode)) return system_failure("read", path, EISDIR);
  if (!S_ISREG(found.st_mode))
    return failure(ErrorKind::unreadable, fmt::format("could not read `{}`: not a file", support::printable(path)));
  const auto size = static_cast<std::uint64_t>(found.st_size);
  if (size > limit) return too_large(path, limit);
  return read_all(file, path, size, limit);
}

Result<std::vector<Entry>> RealFiles::list(const std::string& directory) const {
  if (!is_path(directory)) return system_failure("list", directory, EINVAL);
  const std::unique_ptr<DIR, DirectoryCloser> open(::opendir(directory.c_str()));
  if (!open) return list_failure(directory, errno);
  std::vector<Entry> entries;
  for (errno = 0; const auto* entry = ::readdir(open.get()); errno = 0) {
    std::string name(static_cast<const char*>(entry->d_name));
    if (name != "." && name != "..") entries.push_back({std::move(name), kind_of_entry(open.get(), *entry)});
  }
  if (errno != 0) return system_failure("list", directory, errno);
  std::ranges::sort(entries, {}, &Entry::name);
  return entries;
}

Result<std::vector<SizedEntry>> RealFiles::list_sizes(const std::string& directory) const {
  if (!is_path(directory)) return system_failure("list", directory, EINVAL);
  const std::unique_ptr<DIR, DirectoryCloser> open(::opendir(directory.c_str()));
  if (!open) return list_failure(directory, errno);
  std::vector<SizedEntry> entries;
  for (errno = 0; const auto* entry = ::readdir(open.get()); errno = 0)
    if (auto sized = sized_entry(open.get(), *entry)) entries.push_back(std::move(*sized));
  if (errno != 0) return system_failure("list", directory, errno);
  std::ranges::sort(entries, {}, &SizedEntry::name);
  return entries;
}

std::optional<EntryKind> RealFiles::kind(const std::string& path) const {
  const auto found = status(path);
  if (!found) return std::nullopt;
  return kind_of(found->st_mode);
}

std::optional<std::uint64_t> RealFiles::size(const std::string& path) const {
  const auto found = status(path);
  if (!found || !S_ISREG(found->st_mode)) return std::nullopt;
  return static_cast<std::uint64_t>(found->st_size);
}

std::optional<std::string> RealFiles::canonical(const std::string& path) const {
  if (!is_path(path)) return std::nullopt;
  const std::unique_ptr<char, decltype(&std::free)> resolved(::realpath(path.c_str(), nullptr), &std::free);
  if (!resolved) return std::nullopt;
  return std::string(resolved.get());
}

std::string RealFiles::working_directory() const {
  std::error_code ignored;
  return std::filesystem::current_path(ignored).string();
}

}  // namespace plimsoll::outside
