// SPDX-License-Identifier: MIT OR Apache-2.0
#include "plimsoll/support/parallel.h"

#include <doctest/doctest.h>

#include <algorithm>
#include <atomic>
#include <thread>
#include <vector>

using namespace plimsoll::support;

TEST_CASE("there is at least one thread to work with") {
  CHECK(default_thread_count() >= 1);
}

TEST_CASE("every task runs once, at any number of threads") {
  for (const std::size_t threads : {0U, 1U, 2U, 8U, 100U}) {
    CAPTURE(threads);
    std::vector<std::atomic<int>> calls(1000);
    parallel_for(calls.size(), threads, [&](std::size_t i) { ++calls[i]; });
    CHECK(std::ranges::all_of(calls, [](const auto& count) { return count == 1; }));
  }
}

TEST_CASE("nothing to do calls nothing") {
  parallel_for(0, 4, [](std::size_t) { FAIL("called"); });
}

TEST_CASE("one thread means the calling thread, in order") {
  std::vector<std::size_t> order;
  const auto caller = std::this_thread::get_id();
  parallel_for(4, 1, [&](std::size_t i) {
    order.push_back(i);
    CHECK(std::this_thread::get_id() == caller);
  });
  CHECK(order == std::vector<std::size_t>{0, 1, 2, 3});
}

TEST_CASE("all tasks are done when the call returns") {
  std::atomic<int> done{0};
  parallel_for(64, 4, [&](std::size_t) {
    std::this_thread::yield();
    ++done;
  });
  CHECK(done == 64);
}
