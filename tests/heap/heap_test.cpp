// SPDX-License-Identifier: MIT OR Apache-2.0
#include <doctest/doctest.h>

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <cstring>
#include <limits>
#include <new>
#include <set>
#include <thread>
#include <vector>

namespace {

struct Filled {
  unsigned char* block;
  std::size_t bytes;
  unsigned char mark;
};

Filled fill(std::size_t bytes, std::size_t number) {
  const Filled filled{static_cast<unsigned char*>(::operator new(bytes)), bytes,
                      static_cast<unsigned char>(number % 251)};
  std::memset(filled.block, filled.mark, bytes);
  return filled;
}

bool is_untouched(const Filled& filled) {
  return std::all_of(filled.block, filled.block + filled.bytes,
                     [&](unsigned char byte) { return byte == filled.mark; });
}

/// Blocks of all small sizes and of some that are malloc's.
std::vector<Filled> fill_many() {
  std::vector<Filled> blocks;
  for (std::size_t round = 0; round < 100; ++round)
    for (std::size_t bytes = 0; bytes < 600; ++bytes) blocks.push_back(fill(bytes, blocks.size()));
  return blocks;
}

void give_back(const std::vector<Filled>& blocks) {
  for (const auto& filled : blocks) ::operator delete(filled.block);
}

}  // namespace

TEST_CASE("blocks in use keep what was written to them") {
  const auto blocks = fill_many();
  CHECK(std::all_of(blocks.begin(), blocks.end(), is_untouched));
  give_back(blocks);
}

TEST_CASE("blocks of every size are aligned for every type") {
  const auto blocks = fill_many();
  CHECK(std::all_of(blocks.begin(), blocks.end(), [](const Filled& filled) {
    return reinterpret_cast<std::uintptr_t>(filled.block) % alignof(std::max_align_t) == 0;
  }));
  give_back(blocks);
}

TEST_CASE("a block that was given back is taken for the next value of its size") {
  for (const std::size_t bytes : {1U, 16U, 17U, 512U}) {
    auto* const first = ::operator new(bytes);
    ::operator delete(first);
    auto* const second = ::operator new(bytes);
    CHECK(first == second);
    ::operator delete(second);
  }
}

TEST_CASE("what one thread gives back another takes after it has ended") {
  std::set<void*> given_back;
  std::thread([&] {
    void* const block = ::operator new(400);
    ::operator delete(block);
    given_back.insert(block);
  }).join();
  void* taken = nullptr;
  std::thread([&] {
    taken = ::operator new(400);
    ::operator delete(taken);
  }).join();
  CHECK(given_back.contains(taken));
}

TEST_CASE("threads that make, hand over and give back blocks at once do not disturb one another") {
  std::vector<std::vector<Filled>> made(4);
  std::vector<std::thread> threads;
  for (auto& blocks : made) threads.emplace_back([&] { blocks = fill_many(); });
  for (auto& thread : threads) thread.join();
  threads.clear();
  std::vector<char> is_whole(made.size());
  for (std::size_t i = 0; i < made.size(); ++i)
    threads.emplace_back([&, i] {
      const auto& others = made[(i + 1) % made.size()];
      is_whole[i] = std::all_of(others.begin(), others.end(), is_untouched) ? 1 : 0;
      give_back(others);
      give_back(fill_many());
    });
  for (auto& thread : threads) thread.join();
  CHECK(std::all_of(is_whole.begin(), is_whole.end(), [](char whole) { return whole == 1; }));
}

TEST_CASE("more than there can be is refused as the standard wants it") {
  volatile auto too_much = std::numeric_limits<std::size_t>::max() / 2;
  CHECK_THROWS_AS(::operator delete(::operator new(too_much)), std::bad_alloc);
}
