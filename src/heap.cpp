// SPDX-License-Identifier: MIT OR Apache-2.0
/// Where the small values of a run live. A run makes millions of them on a few threads and takes them apart again, most
/// of them in trees of toml++. Blocks for them are handed out and taken back without a lock and without a search: each
/// thread has a list of free blocks for every size. They never go back to the system. Larger blocks are malloc's.
#include <sys/mman.h>

#include <array>
#include <atomic>
#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <mutex>
#include <new>

namespace {

constexpr std::size_t step = __STDCPP_DEFAULT_NEW_ALIGNMENT__;
constexpr std::size_t largest = 512;
constexpr std::size_t page_bytes = 32U << 10U;
constexpr std::size_t large_page_bytes = 2U << 20U;
constexpr std::size_t room_bytes = 16ULL << 30U;

struct FreeBlock {
  FreeBlock* next;
};

/// Blocks of one size: those given back, and the rest of a page.
struct Blocks {
  FreeBlock* free;
  std::byte* begin;
  std::byte* end;
};

/// What one thread has at hand, by size in steps. It is lent to a thread, and to another one after that has ended.
struct Stock {
  std::array<Blocks, largest / step> sizes;
  Stock* next;
};

/// The addresses that pages are taken from, one after the other. All blocks of a page have one size.
struct Room {
  std::atomic<std::byte*> begin;
  std::mutex mutex;  ///< for all that follows, but for sizes of pages in use
  bool is_reserved;
  std::size_t pages_used;
  std::array<std::uint8_t, room_bytes / page_bytes> sizes;
  Stock* idle;
};

constinit Room room{};
constinit thread_local Stock* stock = nullptr;

/// Pages that are never written to take no memory. Where the system gives no room, all blocks are malloc's.
void reserve() {
  room.is_reserved = true;
  void* const got = ::mmap(nullptr, room_bytes + large_page_bytes, PROT_READ | PROT_WRITE,
                           MAP_PRIVATE | MAP_ANONYMOUS | MAP_NORESERVE, -1, 0);
  if (got == MAP_FAILED) return;
  const auto past = reinterpret_cast<std::uintptr_t>(got) % large_page_bytes;
  auto* const begin = static_cast<std::byte*>(got) + (large_page_bytes - past);
#if defined(MADV_HUGEPAGE)
  ::madvise(begin, room_bytes, MADV_HUGEPAGE);
#endif
  room.begin = begin;
}

/// Nothing left: nullptr.
std::byte* take_page(std::size_t size) {
  const std::lock_guard lock(room.mutex);
  if (!room.is_reserved) reserve();
  auto* const begin = room.begin.load();
  if (begin == nullptr || room.pages_used == room.sizes.size()) return nullptr;
  room.sizes[room.pages_used] = static_cast<std::uint8_t>(size);
  return begin + page_bytes * room.pages_used++;
}

struct StockReturn {
  ~StockReturn() {
    if (stock == nullptr) return;
    const std::lock_guard lock(room.mutex);
    stock->next = room.idle;
    room.idle = stock;
    stock = nullptr;
  }
};

/// False: there is no memory for one.
bool borrow_stock() {
  static thread_local const StockReturn at_end_of_thread;
  const std::lock_guard lock(room.mutex);
  stock = room.idle;
  if (stock != nullptr)
    room.idle = stock->next;
  else
    stock = static_cast<Stock*>(std::calloc(1, sizeof(Stock)));
  return stock != nullptr;
}

/// The library's operator for aligned blocks, which malloc makes too, fails as the standard wants it.
void* take_from_malloc(std::size_t bytes) {
  void* const block = std::malloc(bytes);
  return block != nullptr ? block : ::operator new(bytes, std::align_val_t(step));
}

/// From the page of this size, or from a new one.
void* take_unused(Blocks& blocks, std::size_t size) {
  const auto bytes = (size + 1) * step;
  if (static_cast<std::size_t>(blocks.end - blocks.begin) < bytes) {
    auto* const page = take_page(size);
    if (page == nullptr) return take_from_malloc(bytes);
    blocks.begin = page;
    blocks.end = page + page_bytes;
  }
  blocks.begin += bytes;
  return blocks.begin - bytes;
}

void* take(std::size_t bytes) {
  if (bytes > largest || (stock == nullptr && !borrow_stock())) return take_from_malloc(bytes);
  const auto size = bytes == 0 ? 0 : (bytes - 1) / step;
  auto& blocks = stock->sizes[size];
  auto* const block = blocks.free;
  if (block == nullptr) return take_unused(blocks, size);
  blocks.free = block->next;
  return block;
}

void give_back(void* block) {
  const auto begin = reinterpret_cast<std::uintptr_t>(room.begin.load(std::memory_order_relaxed));
  const auto offset = reinterpret_cast<std::uintptr_t>(block) - begin;
  if (begin == 0 || offset >= room_bytes) return std::free(block);
  if (stock == nullptr && !borrow_stock()) return;
  auto& blocks = stock->sizes[room.sizes[offset / page_bytes]];
  blocks.free = new (block) FreeBlock{blocks.free};
}

}  // namespace

void* operator new(std::size_t bytes) {
  return take(bytes);
}
void* operator new[](std::size_t bytes) {
  return take(bytes);
}
void operator delete(void* block) noexcept {
  give_back(block);
}
void operator delete[](void* block) noexcept {
  give_back(block);
}
void operator delete(void* block, std::size_t) noexcept {
  give_back(block);
}
void operator delete[](void* block, std::size_t) noexcept {
  give_back(block);
}
