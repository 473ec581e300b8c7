// SPDX-License-Identifier: MIT OR Apache-2.0
#include "plimsoll/cli/run.h"

int main(int argc, char** argv) { return plimsoll::cli::run(argc, argv); }
