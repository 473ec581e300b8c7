// SPDX-License-Identifier: MIT OR Apache-2.0
#include "plimsoll/facts/index_facts.h"

#include <doctest/doctest.h>

#include <atomic>
#include <thread>
#include <vector>

namespace plimsoll::facts {
namespace {

const cargo::Version version = *cargo::parse_version("1.2.3");

TEST_CASE("what a release depends on is read when it is asked for, and once for all copies and threads") {
  std::atomic<int> readings = 0;
  const Release release(version, false, [&] {
    ++readings;
    cargo::Package package;
    package.name = "a";
    return package;
  });
  CHECK(readings == 0);
  std::vector<std::thread> threads;
  std::atomic<int> right = 0;
  for (int i = 0; i < 8; ++i)
    threads.emplace_back([&right, release] {
      if (release.summary() != nullptr && release.summary()->name == "a") ++right;
    });
  for (auto& thread : threads) thread.join();
  CHECK(right == 8);
  CHECK(readings == 1);
}

TEST_CASE("a record that cannot be read has no summary, but a version") {
  const Release release(version, true, [] { return std::optional<cargo::Package>(); });
  CHECK(release.summary() == nullptr);
  CHECK(release.version() == version);
  CHECK(release.is_yanked());
}

}  // namespace
}  // namespace plimsoll::facts
