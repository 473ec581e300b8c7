// SPDX-License-Identifier: MIT OR Apache-2.0
#include "plimsoll/rustsec/database.h"

#include <doctest/doctest.h>

using namespace plimsoll;
using rustsec::Advisory;
using rustsec::Database;

namespace {

/// About every version of the package.
Advisory advisory(std::string id, std::string package) {
  Advisory result;
  result.id = std::move(id);
  result.package = std::move(package);
  result.affected = {rustsec::AffectedRange{}};
  return result;
}

std::vector<std::string> matched(const Database& database, std::string_view package, bool is_crates_io = true) {
  std::vector<std::string> ids;
  for (const auto* found : database.matches(package, *cargo::parse_version("1.0.0"), is_crates_io))
    ids.push_back(found->id);
  return ids;
}

using Ids = std::vector<std::string>;

}  // namespace

TEST_CASE("matches are in the order of their identifiers") {
  const Database database({advisory("RUSTSEC-2024-9002", "a"), advisory("RUSTSEC-2024-9001", "a")});
  CHECK(matched(database, "a") == Ids{"RUSTSEC-2024-9001", "RUSTSEC-2024-9002"});
}

TEST_CASE("a name matches byte for byte") {
  const Database database({advisory("RUSTSEC-2024-9001", "a-b")});
  CHECK(matched(database, "a-b").size() == 1);
  CHECK(matched(database, "a_b").empty());
}

TEST_CASE("packages from elsewhere than crates.io match nothing") {
  const Database database({advisory("RUSTSEC-2024-9001", "a")});
  CHECK(matched(database, "a", false).empty());
}

TEST_CASE("withdrawn advisories, those about Rust itself and those of other registries match nothing") {
  auto withdrawn = advisory("RUSTSEC-2024-9001", "a");
  withdrawn.withdrawn = "2024-01-01";
  auto of_rust = advisory("CVE-2024-1", "a");
  of_rust.collection = rustsec::Collection::rust;
  auto foreign = advisory("RUSTSEC-2024-9002", "a");
  foreign.source = "registry+https://example.org/index";
  const Database database({withdrawn, of_rust, foreign});
  CHECK(matched(database, "a").empty());
  CHECK(database.count() == 3);
}

TEST_CASE("drafts are left out") {
  const Database database({advisory("RUSTSEC-0000-0000", "a"), advisory("RUSTSEC-2025-0000", "a")});
  CHECK(matched(database, "a").empty());
  CHECK(database.count() == 0);
}

TEST_CASE("the RustSec advisory stands for the same flaw under other identifiers") {
  auto rustsec = advisory("RUSTSEC-2024-9001", "a");
  rustsec.aliases = {"CVE-2024-1"};
  auto ghsa = advisory("GHSA-aaaa-bbbb-cccc", "a");
  ghsa.aliases = {"CVE-2024-1"};
  CHECK(matched(Database({ghsa, rustsec}), "a") == Ids{"RUSTSEC-2024-9001"});
}

TEST_CASE("two RustSec advisories with a common alias are both told") {
  auto one = advisory("RUSTSEC-2024-9001", "a");
  one.aliases = {"CVE-2024-1"};
  auto two = advisory("RUSTSEC-2024-9002", "a");
  two.aliases = {"CVE-2024-1"};
  CHECK(matched(Database({one, two}), "a").size() == 2);
}

TEST_CASE("an identifier given twice is kept once and counted as unreadable") {
  const Database database({advisory("RUSTSEC-2024-9001", "a"), advisory("RUSTSEC-2024-9001", "a")});
  CHECK(database.count() == 1);
  REQUIRE(database.unreadable().size() == 1);
  CHECK(database.unreadable()[0].reason == "the identifier `RUSTSEC-2024-9001` is given to two advisories");
}

TEST_CASE("an advisory is found by its identifier and by its alias") {
  auto one = advisory("RUSTSEC-2024-9001", "a");
  one.aliases = {"CVE-2024-1"};
  const Database database({one});
  CHECK(database.find("RUSTSEC-2024-9001") != nullptr);
  CHECK(database.find("CVE-2024-1") != nullptr);
  CHECK(database.find("CVE-2024-2") == nullptr);
}
