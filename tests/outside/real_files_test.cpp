// SPDX-License-Identifier: MIT OR Apache-2.0
#include "plimsoll/outside/real_files.h"

#include <doctest/doctest.h>
#include <sys/stat.h>

#include <atomic>
#include <filesystem>
#include <thread>

#include "testkit/temporary_folder.h"

using namespace plimsoll;
using outside::EntryKind;
using outside::RealFiles;
using support::ErrorKind;

namespace {

constexpr std::uint64_t limit = 1000;

std::vector<std::string> names(const RealFiles& files, const std::string& folder) {
  std::vector<std::string> result;
  const auto entries = files.list(folder);
  REQUIRE(entries);
  for (const auto& entry : *entries) result.push_back(entry.name);
  return result;
}

template <class T>
ErrorKind error_of(const support::Result<T>& result) {
  REQUIRE_FALSE(result);
  return result.error().kind;
}

}  // namespace

TEST_CASE("what was written is read, in folders that were not there before") {
  const testkit::TemporaryFolder folder;
  RealFiles files;
  REQUIRE(files.write(folder / "a/b/c.txt", "text"));
  CHECK(*files.read(folder / "a/b/c.txt", limit) == "text");
  CHECK(*files.size(folder / "a/b/c.txt") == 4);
  CHECK(names(files, folder / "a/b") == std::vector<std::string>{"c.txt"});
}

TEST_CASE("a file over the limit is not read, one at the limit is") {
  const testkit::TemporaryFolder folder;
  RealFiles files;
  REQUIRE(files.write(folder / "f", std::string(limit + 1, 'x')));
  CHECK(error_of(files.read(folder / "f", limit)) == ErrorKind::too_large);
  CHECK(files.read(folder / "f", limit + 1)->size() == limit + 1);
}

TEST_CASE("a file without a size of its own is held to the limit while it is read") {
  const RealFiles files;
  if (files.kind("/proc/self/maps") != EntryKind::file) return;
  CHECK(error_of(files.read("/proc/self/maps", 10)) == ErrorKind::too_large);
}

TEST_CASE("folders, devices, pipes and paths with zero bytes are not read") {
  const testkit::TemporaryFolder folder;
  const RealFiles files;
  REQUIRE(::mkfifo((folder / "pipe").c_str(), 0600) == 0);
  CHECK(error_of(files.read(folder.path(), limit)) == ErrorKind::unreadable);
  CHECK(error_of(files.read("/dev/zero", limit)) == ErrorKind::unreadable);
  CHECK(error_of(files.read(folder / "pipe", limit)) == ErrorKind::unreadable);
  CHECK(error_of(files.read(folder / std::string("a\0b", 3), limit)) == ErrorKind::unreadable);
}

TEST_CASE("what does not exist is not found") {
  const testkit::TemporaryFolder folder;
  RealFiles files;
  REQUIRE(files.write(folder / "file", ""));
  CHECK(error_of(files.read(folder / "none", limit)) == ErrorKind::not_found);
  CHECK(error_of(files.list(folder / "none")) == ErrorKind::not_found);
  CHECK(error_of(files.list(folder / "file")) == ErrorKind::unreadable);
  CHECK(error_of(files.list_sizes(folder / "file")) == ErrorKind::unreadable);
  CHECK(error_of(files.read(folder / "file/below", limit)) == ErrorKind::not_found);
  CHECK_FALSE(files.kind(folder / "none"));
  CHECK_FALSE(files.canonical(folder / "none"));
}

TEST_CASE("links are followed, and one that leads nowhere is other") {
  const testkit::TemporaryFolder folder;
  RealFiles files;
  REQUIRE(files.write(folder / "real/f", "x"));
  std::filesystem::create_symlink(folder / "real", folder / "link");
  std::filesystem::create_symlink(folder / "gone", folder / "broken");
  const auto entries = files.list(folder.path());
  REQUIRE(entries);
  REQUIRE(entries->size() == 3);
  CHECK((*entries)[0].kind == EntryKind::other);
  CHECK((*entries)[1].kind == EntryKind::directory);
  CHECK(*files.canonical(folder / "link/f") == folder / "real/f");
  CHECK_FALSE(files.kind(folder / "broken"));
}

TEST_CASE("a listing with sizes follows no links, so that a walk meets nothing twice") {
  const testkit::TemporaryFolder folder;
  RealFiles files;
  REQUIRE(files.write(folder / "a.rs", "12345"));
  REQUIRE(files.make_directories(folder / "b"));
  std::filesystem::create_directory_symlink(folder / "", folder / "c");
  const auto entries = files.list_sizes(folder / "");
  REQUIRE(entries);
  REQUIRE(entries->size() == 3);
  CHECK((*entries)[0].bytes == 5);
  CHECK((*entries)[1].kind == EntryKind::directory);
  CHECK((*entries)[2].kind == EntryKind::other);
}

TEST_CASE("writing through a link keeps the link and changes what it points at") {
  const testkit::TemporaryFolder folder;
  RealFiles files;
  REQUIRE(files.write(folder / "real", "old"));
  std::filesystem::create_symlink(folder / "real", folder / "link");
  REQUIRE(files.write(folder / "link", "new"));
  CHECK(*files.read(folder / "real", limit) == "new");
  CHECK(std::filesystem::is_symlink(folder / "link"));
}

TEST_CASE("a write keeps the permissions of the file it replaces") {
  const testkit::TemporaryFolder folder;
  RealFiles files;
  REQUIRE(files.write(folder / "f", "old"));
  REQUIRE(::chmod((folder / "f").c_str(), 0640) == 0);
  REQUIRE(files.write(folder / "f", "new"));
  struct stat found = {};
  REQUIRE(::stat((folder / "f").c_str(), &found) == 0);
  CHECK((found.st_mode & 0777U) == 0640U);
}

TEST_CASE("a write that fails leaves no file behind") {
  const testkit::TemporaryFolder folder;
  RealFiles files;
  REQUIRE(files.make_directories(folder / "taken/inner"));
  CHECK_FALSE(files.write(folder / "taken", "text"));
  CHECK(names(files, folder.path()) == std::vector<std::string>{"taken"});
}

TEST_CASE("removing takes whole folders, and nothing is no error") {
  const testkit::TemporaryFolder folder;
  RealFiles files;
  REQUIRE(files.write(folder / "a/b/c", "x"));
  CHECK(files.remove(folder / "a"));
  CHECK_FALSE(files.kind(folder / "a"));
  CHECK(files.remove(folder / "a"));
}

TEST_CASE("a lock is held by one at a time and let go at its end") {
  const testkit::TemporaryFolder folder;
  RealFiles files;
  {
    const auto first = files.lock(folder / "deep/lock", 0);
    REQUIRE(first);
    CHECK(error_of(files.lock(folder / "deep/lock", 0)) == ErrorKind::busy);
  }
  CHECK(files.lock(folder / "deep/lock", 0));
}

TEST_CASE("waiting for a lock ends when its holder lets go") {
  const testkit::TemporaryFolder folder;
  RealFiles files;
  auto first = files.lock(folder / "lock", 0);
  REQUIRE(first);
  std::thread holder([&] { first->reset(); });
  CHECK(files.lock(folder / "lock", 30));
  holder.join();
}
