// SPDX-License-Identifier: MIT OR Apache-2.0
#include <doctest/doctest.h>

#include "plimsoll/rustsec/advisory_parse.h"

using namespace plimsoll;
using rustsec::parse_osv;

namespace {

std::string record(const std::string& affected) {
  return R"({"id": "GHSA-aaaa-bbbb-cccc", "summary": "It leaks", "details": "Text", "published": "2024-02-03T12:00:00Z",
    "aliases": ["CVE-2024-1"],
    "severity": [{"type": "CVSS_V3", "score": "CVSS:3.1/AV:N/AC:L/PR:N/UI:N/S:U/C:H/I:H/A:H"}],
    "references": [{"type": "PACKAGE", "url": "https://example.org/p"}, {"type": "WEB", "url": "https://example.org/w"}],
    "affected": [)" +
         affected + "]}";
}

std::string package(const std::string& name, const std::string& events, const std::string& more = "") {
  return R"({"package": {"ecosystem": "crates.io", "name": ")" + name +
         R"("}, "ranges": [{"type": "SEMVER", "events": [)" + events + "]}]" + more + "}";
}

rustsec::Advisory single(const std::string& text) {
  auto parsed = parse_osv(text);
  REQUIRE_MESSAGE(parsed, support::to_text(parsed.error()));
  REQUIRE(parsed->size() == 1);
  return parsed->front();
}

bool affects(const rustsec::Advisory& advisory, std::string_view version) {
  return rustsec::is_affected(advisory, *cargo::parse_version(version));
}

}  // namespace

TEST_CASE("an OSV record becomes an advisory") {
  const auto read = single(record(package("leaky", R"({"introduced": "0.0.0-0"}, {"fixed": "1.2.3"})")));
  CHECK(read.id == "GHSA-aaaa-bbbb-cccc");
  CHECK(read.package == "leaky");
  CHECK(read.date == "2024-02-03");
  CHECK(read.title == "It leaks");
  CHECK(read.url == "https://example.org/w");
  CHECK(*read.score == doctest::Approx(9.8));
  CHECK(read.patched == std::vector<std::string>{">= 1.2.3"});
  CHECK(affects(read, "1.2.3-rc.1"));
  CHECK(affects(read, "0.0.0-0"));
  CHECK_FALSE(affects(read, "1.2.3"));
}

TEST_CASE("the last affected version is affected, the next is not") {
  const auto read = single(record(package("leaky", R"({"introduced": "1.0.0"}, {"last_affected": "1.2.3"})")));
  CHECK_FALSE(affects(read, "0.9.0"));
  CHECK(affects(read, "1.2.3"));
  CHECK_FALSE(affects(read, "1.2.4"));
  CHECK(read.unaffected == std::vector<std::string>{"< 1.0.0"});
}

TEST_CASE("events need not be in order") {
  const auto read = single(record(
      package("leaky", R"({"fixed": "2.1.0"}, {"introduced": "2.0.0"}, {"fixed": "1.1.0"}, {"introduced": "0"})")));
  CHECK(affects(read, "1.0.0"));
  CHECK_FALSE(affects(read, "1.5.0"));
  CHECK(affects(read, "2.0.5"));
  CHECK_FALSE(affects(read, "2.1.0"));
  CHECK(read.patched == std::vector<std::string>{">= 1.1.0, < 2.0.0", ">= 2.1.0"});
}

TEST_CASE("versions listed one by one are affected") {
  const auto read =
      single(record(R"({"package": {"ecosystem": "crates.io", "name": "leaky"}, "versions": ["1.0.0", "1.4.0"]})"));
  CHECK(affects(read, "1.0.0"));
  CHECK_FALSE(affects(read, "1.2.0"));
  CHECK(affects(read, "1.4.0"));
}

TEST_CASE("informational records keep their kind, platforms and functions") {
  const auto read = single(record(package("leaky", R"({"introduced": "0"})", R"(,
    "database_specific": {"informational": "unsound", "categories": ["memory-corruption"]},
    "ecosystem_specific": {"affects": {"arch": [], "os": ["linux"], "functions": ["leaky::f"]}})")));
  CHECK(read.kind == rustsec::Kind::unsound);
  CHECK(read.os == std::vector<std::string>{"linux"});
  REQUIRE(read.functions.size() == 1);
  CHECK(read.functions[0].path == "leaky::f");
}

TEST_CASE("a record about several packages becomes one advisory each, other ecosystems none") {
  const auto parsed =
      parse_osv(record(package("zeta", R"({"introduced": "0"})") + "," + package("alpha", R"({"introduced": "0"})") +
                       "," + R"({"package": {"ecosystem": "npm", "name": "beta"}})"));
  REQUIRE(parsed);
  REQUIRE(parsed->size() == 2);
  CHECK((*parsed)[0].package == "alpha");
  CHECK((*parsed)[1].package == "zeta");
}

TEST_CASE("records that are none are refused") {
  CHECK_FALSE(parse_osv(""));
  CHECK_FALSE(parse_osv("[]"));
  CHECK_FALSE(parse_osv("{}"));
  CHECK_FALSE(parse_osv(record(package("leaky", R"({"introduced": "one"})"))));
  CHECK_FALSE(parse_osv(record(package("leaky", R"({"until": "1.0.0"})"))));
  CHECK_FALSE(parse_osv(record(R"({"package": {"ecosystem": "crates.io", "name": "leaky"}})")));
}

TEST_CASE("values of unexpected kinds are passed over") {
  CHECK(parse_osv(R"({"id": "X", "aliases": 3, "affected": {"a": 1}, "severity": "high", "references": [1]})"));
}
