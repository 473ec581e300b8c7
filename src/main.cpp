// SPDX-License-Identifier: MIT OR Apache-2.0
#include "plimsoll/cli/run.h"

#if defined(__GLIBC__)
#include <malloc.h>
#endif

int main(int argc, char** argv) {
#if defined(__GLIBC__)
  // The heap grows by large steps: a run makes many small values in little time, and asking the system for a few pages
  // at a time took a tenth of it. Pages that are never written to take no memory.
  mallopt(M_TOP_PAD, 16 << 20);
#endif
  return plimsoll::cli::run(argc, argv);
}
