// SPDX-License-Identifier: MIT OR Apache-2.0
#include <fcntl.h>
#include <fmt/format.h>
#include <sys/file.h>
#include <sys/stat.h>

#include <cerrno>
#include <chrono>
#include <cstdio>
#include <filesystem>
#include <random>
#include <system_error>
#include <thread>

#include "descriptor.h"
#include "plimsoll/outside/real_files.h"
#include "plimsoll/support/text.h"
#include "system_error.h"
#include "temporary_files.h"

namespace plimsoll::outside {
namespace {

using support::ErrorKind;
using support::failure;
using support::Result;

bool is_path(const std::string& path) {
  return !path.empty() && path.find('\0') == std::string::npos;
}

std::string directory_of(const std::string& path) {
  const auto slash = path.rfind('/');
  if (slash == std::string::npos) return ".";
  return slash == 0 ? "/" : path.substr(0, slash);
}

/// Where a write has to go: the end of a chain of links, or the path itself.
std::string target_of(const std::string& path) {
  std::error_code error;
  if (!std::filesystem::is_symlink(path, error)) return path;
  const auto end = std::filesystem::weakly_canonical(path, error);
  return error ? path : end.string();
}

/// A name beside `path` that nothing else has.
std::string temporary_name(const std::string& path) {
  std::random_device random;
  const auto slash = path.rfind('/');
  const auto begin = slash == std::string::npos ? 0 : slash + 1;
  return fmt::format("{}.{}.{:08x}{:08x}.tmp", path.substr(0, begin), path.substr(begin, 64), random(), random());
}

Result<void> write_all(const Descriptor& file, const std::string& path, std::string_view text) {
  while (!text.empty()) {
    const auto count = ::write(file.get(), text.data(), text.size());
    if (count < 0 && errno == EINTR) continue;
    if (count < 0) return system_failure("write", path, errno);
    text.remove_prefix(static_cast<std::size_t>(count));
  }
  return {};
}

/// Permissions of the file that is about to be replaced, if there is one.
void take_over_permissions(const Descriptor& file, const std::string& path) {
  struct stat found = {};
  if (::stat(path.c_str(), &found) == 0 && S_ISREG(found.st_mode)) ::fchmod(file.get(), found.st_mode & 07777U);
}

/// A device or a pipe, also at the end of links: nothing that another file may take the place of.
bool is_stream(const std::string& path) {
  struct stat found = {};
  return ::stat(path.c_str(), &found) == 0 && !S_ISREG(found.st_mode) && !S_ISDIR(found.st_mode);
}

/// A pipe that nobody reads is an error rather than something to wait for.
Result<void> write_into_stream(const std::string& path, std::string_view text) {
  const Descriptor file(::open(path.c_str(), O_WRONLY | O_CLOEXEC | O_NOCTTY | O_NONBLOCK));
  if (!file.is_open()) return system_failure("write", path, errno);
  if (::fcntl(file.get(), F_SETFL, O_WRONLY) != 0) return system_failure("write", path, errno);
  return write_all(file, path, text);
}

class FileLock final : public FileSystem::Lock {
 public:
  explicit FileLock(Descriptor file) : file_(std::move(file)) {}

 private:
  Descriptor file_;
};

/// Network file systems without locks do not keep anybody from working.
bool is_without_locks(int number) {
  return number == ENOTSUP || number == ENOSYS || number == ENOLCK;
}

}  // namespace

Result<void> RealFiles::write(const std::string& path, std::string_view text) {
  if (!is_path(path)) return system_failure("write", path, EINVAL);
  if (is_stream(path)) return write_into_stream(path, text);
  const auto target = target_of(path);
  TRY(make_directories(directory_of(target)));
  TemporaryFile temporary(temporary_name(target));
  {
    const Descriptor file(::open(temporary.path().c_str(), O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC | O_NOFOLLOW, 0666));
    if (!file.is_open()) return system_failure("write", path, errno);
    take_over_permissions(file, target);
    TRY(write_all(file, path, text));
  }
  if (::rename(temporary.path().c_str(), target.c_str()) != 0) return system_failure("write", path, errno);
  temporary.keep();
  return {};
}

Result<void> RealFiles::make_directories(const std::string& path) {
  if (!is_path(path)) return system_failure("make the directory", path, EINVAL);
  std::error_code error;
  std::filesystem::create_directories(path, error);
  if (error) return system_failure("make the directory", path, error.value());
  return {};
}

Result<void> RealFiles::rename(const std::string& from, const std::string& to) {
  if (!is_path(from) || !is_path(to)) return system_failure("rename", from, EINVAL);
  if (::rename(from.c_str(), to.c_str()) != 0) return system_failure("rename", from, errno);
  return {};
}

Result<void> RealFiles::remove(const std::string& path) {
  if (!is_path(path)) return system_failure("remove", path, EINVAL);
  std::error_code error;
  std::filesystem::remove_all(path, error);
  if (error && error != std::errc::no_such_file_or_directory) return system_failure("remove", path, error.value());
  return {};
}

Result<std::unique_ptr<FileSystem::Lock>> RealFiles::lock(const std::string& path, int wait_seconds) {
  if (!is_path(path)) return system_failure("lock", path, EINVAL);
  TRY(make_directories(directory_of(path)));
  Descriptor file(::open(path.c_str(), O_RDWR | O_CREAT | O_CLOEXEC, 0666));
  if (!file.is_open()) return system_failure("lock", path, errno);
  const auto end = std::chrono::steady_clock::now() + std::chrono::seconds(wait_seconds);
  while (::flock(file.get(), LOCK_EX | LOCK_NB) != 0) {
    if (is_without_locks(errno)) break;
    if (errno != EWOULDBLOCK && errno != EINTR) return system_failure("lock", path, errno);
    if (std::chrono::steady_clock::now() >= end)
      return failure(ErrorKind::busy, fmt::format("`{}` is held by another process", support::printable(path)));
    std::this_thread::sleep_for(std::chrono::milliseconds(20));
  }
  return std::make_unique<FileLock>(std::move(file));
}

}  // namespace plimsoll::outside
