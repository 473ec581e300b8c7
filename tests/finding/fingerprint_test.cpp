// SPDX-License-Identifier: MIT OR Apache-2.0
#include "plimsoll/finding/fingerprint.h"

#include <doctest/doctest.h>

namespace plimsoll::finding {
namespace {

constexpr RuleSpec rule{
    .name = "some-rule", .level = Level::deny, .since = "0.1", .summary = "a rule of the tests", .explanation = ""};

cargo::PackageId package(std::string version) {
  return {"syn", cargo::parse_version(version).value(), cargo::SourceId::crates_io()};
}

Finding made() {
  Finding finding{};
  finding.rule = &rule;
  return finding;
}

TEST_CASE("a fingerprint has 32 hex digits") {
  const auto print = fingerprint(made(), nullptr);
  CHECK(print.size() == 32);
  CHECK(print.find_first_not_of("0123456789abcdef") == std::string::npos);
}

TEST_CASE("a compatible update keeps the fingerprint") {
  const auto before = package("1.2.3");
  const auto after = package("1.9.0");
  CHECK(fingerprint(made(), &before) == fingerprint(made(), &after));
}

TEST_CASE("an incompatible update changes the fingerprint") {
  const auto before = package("0.2.3");
  const auto after = package("0.3.0");
  CHECK(fingerprint(made(), &before) != fingerprint(made(), &after));
}

TEST_CASE("a finding that moves within its file keeps the fingerprint") {
  auto here = made();
  here.location = Location{"Cargo.toml", 3, 1};
  auto there = made();
  there.location = Location{"Cargo.toml", 30, 4};
  CHECK(fingerprint(here, nullptr) == fingerprint(there, nullptr));
}

TEST_CASE("findings about two files have two fingerprints") {
  auto here = made();
  here.location = Location{"a/Cargo.toml", 3, 1};
  auto there = made();
  there.location = Location{"b/Cargo.toml", 3, 1};
  CHECK(fingerprint(here, nullptr) != fingerprint(there, nullptr));
}

TEST_CASE("two advisories on one package have two fingerprints") {
  const auto id = package("1.0.0");
  auto one = made();
  one.advisory = AdvisoryNote{};
  one.advisory->id = "RUSTSEC-2020-0001";
  auto other = made();
  other.advisory = AdvisoryNote{};
  other.advisory->id = "RUSTSEC-2020-0002";
  CHECK(fingerprint(one, &id) != fingerprint(other, &id));
}

TEST_CASE("the directory of a path package is no part of its subject") {
  auto here = package("1.0.0");
  here.source = cargo::SourceId::path("/one/syn");
  auto there = package("1.0.0");
  there.source = cargo::SourceId::path("/other/syn");
  CHECK(subject_of(here) == subject_of(there));
}

}  // namespace
}  // namespace plimsoll::finding
