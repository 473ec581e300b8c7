// SPDX-License-Identifier: MIT OR Apache-2.0
#include "plimsoll/outside/terminal_console.h"

#include <sys/ioctl.h>
#include <unistd.h>

#include <cerrno>
#include <string_view>

#include "plimsoll/support/text.h"
#include "temporary_files.h"

namespace plimsoll::outside {
namespace {

void write_all(int descriptor, std::string_view text) {
  while (!text.empty()) {
    const auto count = ::write(descriptor, text.data(), text.size());
    if (count < 0 && errno == EINTR) continue;
    if (count < 0) return;  // nobody reads: there is nobody to tell
    text.remove_prefix(static_cast<std::size_t>(count));
  }
}

std::size_t width_of(int descriptor) {
  winsize size = {};
  if (::ioctl(descriptor, TIOCGWINSZ, &size) != 0 || size.ws_col == 0) return 80;
  return size.ws_col;
}

/// The first `width` code points.
std::string_view cut(std::string_view text, std::size_t width) {
  std::size_t points = 0;
  for (std::size_t i = 0; i < text.size(); ++i)
    if ((static_cast<unsigned char>(text[i]) & 0xC0U) != 0x80U && ++points > width) return text.substr(0, i);
  return text;
}

bool shows_progress(const Environment& environment) {
  return ::isatty(STDERR_FILENO) == 1 && environment.get("CI").value_or("").empty() &&
         environment.get("TERM").value_or("dumb") != "dumb";
}

constexpr auto least_pause = std::chrono::milliseconds(60);

}  // namespace

TerminalConsole::TerminalConsole(const Environment& environment)
    : TerminalConsole(Output{STDERR_FILENO, outside::shows_progress(environment)}) {}

TerminalConsole::~TerminalConsole() {
  clear();
}

void TerminalConsole::note(const std::string& line) {
  const std::scoped_lock guard(mutex_);
  const auto below = shown_;
  clear();
  write_all(output_.descriptor, line + "\n");
  if (!below.empty()) draw(below);
}

void TerminalConsole::progress(const std::string& text) {
  if (!output_.shows_progress) return;
  const std::scoped_lock guard(mutex_);
  const auto now = std::chrono::steady_clock::now();
  if (text.empty()) {
    clear();
    is_busy_ = false;
    return;
  }
  if (!is_busy_) since_ = now;
  is_busy_ = true;
  if (now - since_ < output_.delay || (!shown_.empty() && now - drawn_ < least_pause)) return;
  drawn_ = now;
  draw(support::printable(text));
}

void TerminalConsole::clear() {
  if (shown_.empty()) return;
  write_all(output_.descriptor, "\r\x1b[K");
  shown_.clear();
  set_progress_shown(false);
}

void TerminalConsole::draw(const std::string& text) {
  set_progress_shown(true);
  const auto width = width_of(output_.descriptor);
  write_all(output_.descriptor, "\r\x1b[K" + std::string(cut(text, width > 1 ? width - 1 : 1)));
  shown_ = text;
}

}  // namespace plimsoll::outside
