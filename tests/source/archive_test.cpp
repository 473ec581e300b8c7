// SPDX-License-Identifier: MIT OR Apache-2.0
#include "plimsoll/source/archive.h"

#include <doctest/doctest.h>

#include <map>

#include "testkit/archive_writer.h"

using namespace plimsoll;
using source::ArchiveLimits;
using support::ErrorKind;
using testkit::ArchiveForm;
using testkit::packed;

namespace {

using Files = std::map<std::string, std::string>;

support::Result<Files> read(std::string_view bytes, const ArchiveLimits& limits = {}) {
  Files files;
  auto info = source::read_archive(
      bytes, limits, {}, [&](std::string_view path, std::string content) { files.emplace(path, std::move(content)); });
  if (!info) return support::failure(info.error());
  return files;
}

ErrorKind error_of(std::string_view bytes, const ArchiveLimits& limits = {}) {
  const auto files = read(bytes, limits);
  REQUIRE_FALSE(files);
  return files.error().kind;
}

}  // namespace

TEST_CASE("tar, compressed tar and zip are read alike") {
  const std::vector<testkit::ArchivedFile> written{{"a/b.txt", "one"}, {"./c//d.txt", "two"}};
  const Files expected{{"a/b.txt", "one"}, {"c/d.txt", "two"}};
  for (const auto form : {ArchiveForm::tar, ArchiveForm::tar_gz, ArchiveForm::zip}) {
    CAPTURE(static_cast<int>(form));
    const auto files = read(packed(written, form));
    REQUIRE(files);
    CHECK(*files == expected);
  }
}

TEST_CASE("names that are not ASCII are kept, whatever the locale") {
  CHECK(read(packed({{"h\xC3\xA9.txt", "x"}}))->contains("h\xC3\xA9.txt"));
}

TEST_CASE("only what is asked for is handed over") {
  std::vector<std::string> paths;
  const auto info = source::read_archive(
      packed({{"a", "1"}, {"b", "2"}}), {}, [](std::string_view path) { return path == "b"; },
      [&](std::string_view path, const std::string&) { paths.emplace_back(path); });
  REQUIRE(info);
  CHECK(info->files == 2);
  CHECK(paths == std::vector<std::string>{"b"});
}

TEST_CASE("the comment of git and the newest time are told") {
  const auto bytes = testkit::git_header("0123456789abcdef") +
                     packed({{"a", "1", "", 1'600'000'000}, {"b", "2", "", 1'650'000'000}}, ArchiveForm::tar);
  const auto info = source::read_archive(bytes, {}, {}, [](std::string_view, const std::string&) {});
  REQUIRE(info);
  CHECK(info->comment == "0123456789abcdef");
  CHECK(info->newest_change == 1'650'000'000);
}

TEST_CASE("an archive without a comment has none") {
  const auto info = source::read_archive(packed({{"a", "1"}}), {}, {}, [](std::string_view, const std::string&) {});
  REQUIRE(info);
  CHECK(info->comment.empty());
}

TEST_CASE("paths that leave the archive, links and doubles are refused") {
  CHECK(error_of(packed({{"/etc/passwd", "x"}}, ArchiveForm::tar)) == ErrorKind::invalid);
  CHECK(error_of(packed({{"a/../../b", "x"}}, ArchiveForm::tar)) == ErrorKind::invalid);
  CHECK(error_of(packed({{"a", "", "/etc/passwd"}})) == ErrorKind::invalid);
  CHECK(error_of(packed({{"a", "1"}, {"./a", "2"}})) == ErrorKind::invalid);
}

TEST_CASE("what is no archive or is cut off is refused") {
  const auto whole = packed({{"a", std::string(100'000, 'x')}});
  CHECK(error_of("") == ErrorKind::invalid);
  CHECK(error_of("<html>not found</html>") == ErrorKind::invalid);
  CHECK(error_of(whole.substr(0, whole.size() / 2)) == ErrorKind::invalid);
}

TEST_CASE("archives beyond a limit are refused") {
  ArchiveLimits limits;
  limits.entries = 2;
  CHECK(error_of(packed({{"a"}, {"b"}, {"c"}}), limits) == ErrorKind::too_large);
  limits = {};
  limits.entry_bytes = 10;
  CHECK(error_of(packed({{"a", "12345678901"}}), limits) == ErrorKind::too_large);
  limits = {};
  limits.total_bytes = 10;
  CHECK(error_of(packed({{"a", "123456"}, {"b", "123456"}}), limits) == ErrorKind::too_large);
}

TEST_CASE("a small archive that unpacks to a huge one is refused") {
  const auto bomb = packed({{"a", std::string(20U << 20U, '\0')}});
  REQUIRE(bomb.size() < (1U << 16U));
  CHECK(error_of(bomb) == ErrorKind::too_large);
}
