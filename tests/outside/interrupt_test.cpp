// SPDX-License-Identifier: MIT OR Apache-2.0
#include "plimsoll/outside/interrupt.h"

#include <doctest/doctest.h>
#include <sys/wait.h>
#include <unistd.h>

#include <csignal>
#include <fstream>

#include "../../src/outside/temporary_files.h"
#include "testkit/temporary_folder.h"

using namespace plimsoll;

TEST_CASE("an interrupt removes temporary files and ends with 130") {
  const testkit::TemporaryFolder folder;
  const auto path = folder / "half-written";
  std::ofstream(path) << "half";
  const auto child = ::fork();
  if (child == 0) {
    outside::end_cleanly_on_interrupt();
    const outside::TemporaryFile temporary(path);
    ::raise(SIGINT);
    ::_exit(1);
  }
  int status = 0;
  REQUIRE(::waitpid(child, &status, 0) == child);
  CHECK(WIFEXITED(status));
  CHECK(WEXITSTATUS(status) == 130);
  CHECK_FALSE(std::filesystem::exists(path));
}
