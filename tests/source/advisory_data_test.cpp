// SPDX-License-Identifier: MIT OR Apache-2.0
#include "plimsoll/source/advisory_data.h"

#include <doctest/doctest.h>

#include "testkit/advisories.h"
#include "testkit/memory_files.h"

using namespace plimsoll;
using support::ErrorKind;
using testkit::advisory_text;
using testkit::ArchiveForm;
using testkit::packed;

namespace {

source::AdvisoryData read(const std::string& bytes) {
  auto data = source::read_advisory_archive("place", bytes);
  REQUIRE_MESSAGE(data, support::to_text(data.error()));
  return std::move(*data);
}

std::size_t matches(const source::AdvisoryData& data, std::string_view package, std::string_view version) {
  return data.database.matches(package, *cargo::parse_version(version), true).size();
}

const std::string osv_record = R"({"id": "GHSA-aaaa-bbbb-cccc", "affected": [
  {"package": {"ecosystem": "crates.io", "name": "leaky"},
   "ranges": [{"type": "SEMVER", "events": [{"introduced": "0"}, {"fixed": "1.2.3"}]}]}]})";

}  // namespace

TEST_CASE("an archive of the repository is read with its commit and time") {
  const auto bytes =
      testkit::git_header("0123abcd") +
      packed({{"db-main/README.md", "# Read me"},
              {"db-main/.github/workflows/x.json", "{"},
              {"db-main/crates/leaky/RUSTSEC-2024-9001.md", advisory_text("RUSTSEC-2024-9001", "leaky")}},
             ArchiveForm::tar);
  const auto data = read(bytes);
  CHECK(data.commit == "0123abcd");
  CHECK(data.commit_time == 1'700'000'000);
  CHECK(data.database.count() == 1);
  CHECK(data.database.unreadable().empty());
  CHECK(matches(data, "leaky", "1.2.2") == 1);
  CHECK(matches(data, "leaky", "1.2.3") == 0);
}

TEST_CASE("a zip of OSV records is read") {
  const auto data = read(packed({{"GHSA-aaaa-bbbb-cccc.json", osv_record}}, ArchiveForm::zip));
  CHECK(matches(data, "leaky", "1.0.0") == 1);
}

TEST_CASE("an advisory that cannot be read costs itself and nothing else") {
  const auto data = read(packed({{"db/crates/leaky/RUSTSEC-2024-9001.md", advisory_text("RUSTSEC-2024-9001", "leaky")},
                                 {"db/crates/leaky/RUSTSEC-2024-9002.md", "not an advisory"},
                                 {"db/crates/leaky/RUSTSEC-2024-9003.md", "\xFF\xFE"},
                                 {"db/crates/leaky/notes.txt", "hello"},
                                 {"db/crates/leaky/.hidden", "hello"}}));
  CHECK(data.database.count() == 1);
  REQUIRE(data.database.unreadable().size() == 3);
  CHECK(data.database.unreadable()[0].path == "crates/leaky/RUSTSEC-2024-9002.md");
  CHECK(data.database.unreadable()[0].reason == "the file does not begin with a block of TOML");
  CHECK(data.database.unreadable()[1].reason == "the file is not UTF-8");
  CHECK(data.database.unreadable()[2].path == "crates/leaky/notes.txt");
}

TEST_CASE("an archive without a single advisory is an error, not an empty database") {
  CHECK(source::read_advisory_archive("p", packed({{"db/README.md", "x"}})).error().kind == ErrorKind::invalid);
  CHECK(source::read_advisory_archive("p", packed({{"db/crates/a/RUSTSEC-2024-9001.md", "x"}})).error().kind ==
        ErrorKind::invalid);
}

TEST_CASE("a folder is read, with the commit that is checked out there") {
  testkit::MemoryFiles files;
  files.add("/db/crates/leaky/RUSTSEC-2024-9001.md", advisory_text("RUSTSEC-2024-9001", "leaky"));
  files.add("/db/rust/std/CVE-2024-1.md", advisory_text("CVE-2024-1", "std"));
  files.add("/db/.git/HEAD", "ref: refs/heads/main\n");
  files.add("/db/.git/packed-refs", "# pack-refs\n0123abcd refs/heads/main\n");
  for (const auto* place : {"/db", "file:///db"}) {
    const auto data = source::read_advisory_place(files, place);
    REQUIRE(data);
    CHECK(data->database.count() == 2);
    CHECK(data->commit == "0123abcd");
    CHECK(matches(*data, "leaky", "1.0.0") == 1);
  }
}

TEST_CASE("a file of a folder that cannot be read is told") {
  testkit::MemoryFiles files;
  files.add("/db/crates/leaky/RUSTSEC-2024-9001.md", advisory_text("RUSTSEC-2024-9001", "leaky"));
  files.add("/db/crates/leaky/RUSTSEC-2024-9002.md", advisory_text("RUSTSEC-2024-9002", "leaky"));
  files.make_unreadable("/db/crates/leaky/RUSTSEC-2024-9002.md");
  const auto data = source::read_advisory_place(files, "/db");
  REQUIRE(data);
  CHECK(data->database.count() == 1);
  CHECK(data->database.unreadable().size() == 1);
}

TEST_CASE("a folder of OSV records is read") {
  testkit::MemoryFiles files;
  files.add("/db/GHSA-aaaa-bbbb-cccc.json", osv_record);
  CHECK(source::read_advisory_place(files, "/db")->database.count() == 1);
}

TEST_CASE("an archive on disk is read by its content, whatever its name") {
  testkit::MemoryFiles files;
  files.add("/db.bin", packed({{"GHSA-aaaa-bbbb-cccc.json", osv_record}}, ArchiveForm::zip));
  CHECK(source::read_advisory_place(files, "/db.bin")->database.count() == 1);
}

TEST_CASE("a place that does not exist is not found") {
  const testkit::MemoryFiles files;
  const auto data = source::read_advisory_place(files, "/none");
  REQUIRE_FALSE(data);
  CHECK(data.error().kind == ErrorKind::not_found);
  CHECK(data.error().context.at(0) == "while reading the advisory database `/none`");
}
