// SPDX-License-Identifier: MIT OR Apache-2.0
#include "plimsoll/outside/terminal_console.h"

#include <doctest/doctest.h>
#include <unistd.h>

#include <array>

using namespace plimsoll;
using outside::TerminalConsole;

namespace {

/// What somebody reads who stands at the other end.
class Pipe {
 public:
  Pipe() { REQUIRE(::pipe(ends_.data()) == 0); }
  ~Pipe() {
    ::close(ends_[0]);
    if (ends_[1] >= 0) ::close(ends_[1]);
  }
  Pipe(const Pipe&) = delete;
  Pipe& operator=(const Pipe&) = delete;
  [[nodiscard]] int in() const { return ends_[1]; }
  std::string text() {
    ::close(std::exchange(ends_[1], -1));
    std::string all;
    std::array<char, 256> part{};
    for (auto count = ::read(ends_[0], part.data(), part.size()); count > 0;
         count = ::read(ends_[0], part.data(), part.size()))
      all.append(part.data(), static_cast<std::size_t>(count));
    return all;
  }

 private:
  std::array<int, 2> ends_{};
};

constexpr auto at_once = std::chrono::milliseconds(0);
const std::string clear = "\r\x1b[K";

}  // namespace

TEST_CASE("notes are lines") {
  Pipe pipe;
  TerminalConsole console({pipe.in()});
  console.note("one");
  CHECK(pipe.text() == "one\n");
}

TEST_CASE("progress is silent where it cannot be taken away") {
  Pipe pipe;
  TerminalConsole console({pipe.in(), false, at_once});
  console.progress("half");
  CHECK(pipe.text().empty());
}

TEST_CASE("progress waits until the work has gone on for a while") {
  Pipe pipe;
  TerminalConsole console({pipe.in(), true, std::chrono::hours(1)});
  console.progress("half");
  console.progress("");
  CHECK(pipe.text().empty());
}

TEST_CASE("progress is taken away when the work is done") {
  Pipe pipe;
  TerminalConsole console({pipe.in(), true, at_once});
  console.progress("half");
  console.progress("");
  CHECK(pipe.text() == clear + "half" + clear);
}

TEST_CASE("a note stands above the progress line") {
  Pipe pipe;
  TerminalConsole console({pipe.in(), true, at_once});
  console.progress("half");
  console.note("by the way");
  CHECK(pipe.text() == clear + "half" + clear + "by the way\n" + clear + "half");
}

TEST_CASE("progress is one line, however long and whatever is in it") {
  Pipe pipe;
  TerminalConsole console({pipe.in(), true, at_once});
  console.progress("a\nb" + std::string(200, 'x'));
  const auto text = pipe.text();
  CHECK(text.find('\n') == std::string::npos);
  CHECK(text.size() == clear.size() + 79);
}
