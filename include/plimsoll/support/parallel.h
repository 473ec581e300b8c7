// SPDX-License-Identifier: MIT OR Apache-2.0
/// Work for several threads, without threads in sight.
#pragma once

#include <cstddef>
#include <functional>

namespace plimsoll::support {

/// How many threads `parallel_for` uses when it is not told: the processor's, at least one.
std::size_t default_thread_count();

/// Calls `task(i)` for every i below `count`, each once, in no particular order, on up to `threads` threads; returns
/// when all are done. With one thread, or little to do, everything runs on the calling thread. Tasks must not touch
/// what another task writes: writing slot i of a prepared vector keeps the result the same at any thread count.
void parallel_for(std::size_t count, std::size_t threads, const std::function<void(std::size_t)>& task);

}  // namespace plimsoll::support
