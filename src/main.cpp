// SPDX-License-Identifier: MIT OR Apache-2.0
#include "plimsoll/cli/run.h"

#if defined(__linux__) && __has_include(<malloc.h>)
#include <malloc.h>
#include <sys/mman.h>
#include <unistd.h>

#include <cstdint>
#include <cstdlib>
#endif

namespace {

/// A run makes many small values in little time, so the heap grows by large steps, and its first step is taken in large
/// pages: asking the system for memory a few small pages at a time took a quarter of a run. Every processor has an
/// arena: threads that read manifests and share one wait for one another, which took another quarter. Pages that are
/// never written to take no memory.
void prepare_heap() {
#if defined(__linux__) && defined(__GLIBC__)
  constexpr int step = 64 << 20;
  constexpr std::uintptr_t large_page = 2 << 20;
  mallopt(M_ARENA_MAX, static_cast<int>(sysconf(_SC_NPROCESSORS_ONLN)));
  mallopt(M_TOP_PAD, step);
  mallopt(M_TRIM_THRESHOLD, step);
  mallopt(M_MMAP_THRESHOLD, step / 2);
  void* volatile first = std::malloc(large_page);  // takes the first step
  std::free(first);
  const auto end = reinterpret_cast<std::uintptr_t>(sbrk(0)) / large_page * large_page;
  const auto begin = end - step + large_page;
  madvise(reinterpret_cast<void*>(begin), end - begin, MADV_HUGEPAGE);
#endif
}

}  // namespace

int main(int argc, char** argv) {
  prepare_heap();
  return plimsoll::cli::run(argc, argv);
}
