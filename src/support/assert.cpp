// SPDX-License-Identifier: MIT OR Apache-2.0
#include "plimsoll/support/assert.h"

#include <cstdio>
#include <cstdlib>

namespace plimsoll::support {

void fail_assertion(const char* condition, const char* file, int line) noexcept {
  std::fprintf(stderr,
               "plimsoll: a bug in Plimsoll: `%s` does not hold at %s:%d\n"
               "  report it together with the command line that was used\n",
               condition, file, line);
  std::_Exit(70);
}

}  // namespace plimsoll::support
