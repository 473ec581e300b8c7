// SPDX-License-Identifier: MIT OR Apache-2.0
#include "plimsoll/support/parallel.h"

#include <algorithm>
#include <atomic>
#include <system_error>
#include <thread>
#include <vector>

namespace plimsoll::support {
namespace {

/// Up to `wanted` threads; fewer where the system gives no more.
std::vector<std::thread> start_threads(std::size_t wanted, const std::function<void()>& work) {
  std::vector<std::thread> threads;
  threads.reserve(wanted);
  try {
    while (threads.size() < wanted) threads.emplace_back(work);
  } catch (const std::system_error&) {  // the calling thread and those that run share the work
  }
  return threads;
}

}  // namespace

std::size_t default_thread_count() {
  return std::max(1U, std::thread::hardware_concurrency());
}

void parallel_for(std::size_t count, std::size_t threads, const std::function<void(std::size_t)>& task) {
  std::atomic<std::size_t> next{0};
  const auto work = [&] {
    for (auto i = next.fetch_add(1); i < count; i = next.fetch_add(1)) task(i);
  };
  const auto useful = std::min(threads, count);
  auto others = start_threads(useful > 1 ? useful - 1 : 0, work);
  work();
  for (auto& thread : others) thread.join();
}

}  // namespace plimsoll::support
