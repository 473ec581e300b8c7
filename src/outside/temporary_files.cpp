// SPDX-License-Identifier: MIT OR Apache-2.0
#include "temporary_files.h"

#include <unistd.h>

#include <array>
#include <atomic>
#include <cstring>
#include <utility>

namespace plimsoll::outside {
namespace {

enum class State { free, taken, noted };

/// A handler may look at any moment: the text is complete before the state says `noted`.
struct Slot {
  std::atomic<State> state{State::free};
  std::array<char, 1024> path{};
};

std::array<Slot, 16> slots;
std::atomic<bool> progress_shown{false};

static_assert(std::atomic<State>::is_always_lock_free && std::atomic<bool>::is_always_lock_free);

int note(const std::string& path) {
  for (std::size_t i = 0; i < slots.size(); ++i) {
    auto& slot = slots[i];
    auto expected = State::free;
    if (path.size() >= slot.path.size() || !slot.state.compare_exchange_strong(expected, State::taken)) continue;
    std::memcpy(slot.path.data(), path.c_str(), path.size() + 1);
    slot.state.store(State::noted);
    return static_cast<int>(i);
  }
  return -1;
}

}  // namespace

TemporaryFile::TemporaryFile(std::string path) : path_(std::move(path)), slot_(note(path_)) {}

TemporaryFile::~TemporaryFile() {
  if (!keep_) ::unlink(path_.c_str());
  if (slot_ >= 0) slots[static_cast<std::size_t>(slot_)].state.store(State::free);
}

void TemporaryFile::keep() {
  keep_ = true;
}

void remove_temporary_files() noexcept {
  for (auto& slot : slots)
    if (slot.state.load() == State::noted) ::unlink(slot.path.data());
}

void set_progress_shown(bool shown) noexcept {
  progress_shown.store(shown);
}
bool is_progress_shown() noexcept {
  return progress_shown.load();
}

}  // namespace plimsoll::outside
