// SPDX-License-Identifier: MIT OR Apache-2.0
#include "output.h"

#include <unistd.h>

#include <cerrno>

namespace plimsoll::cli {
namespace {

constexpr std::size_t buffer_bytes = 1U << 16U;

}  // namespace

bool StandardOutput::write(std::string_view text) {
  if (reader_gone_ || failed_) return false;
  if (waiting_.size() + text.size() < buffer_bytes) {
    waiting_ += text;
    return true;
  }
  return flush() && write_through(text);
}

bool StandardOutput::flush() {
  const auto text = std::move(waiting_);
  waiting_.clear();
  return write_through(text);
}

bool StandardOutput::write_through(std::string_view text) {
  while (!text.empty()) {
    const auto count = ::write(STDOUT_FILENO, text.data(), text.size());
    if (count < 0 && errno == EINTR) continue;
    if (count < 0) {
      (errno == EPIPE ? reader_gone_ : failed_) = true;
      return false;
    }
    text.remove_prefix(static_cast<std::size_t>(count));
  }
  return true;
}

}  // namespace plimsoll::cli
