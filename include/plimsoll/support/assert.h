// SPDX-License-Identifier: MIT OR Apache-2.0
/// The check for our own mistakes: always on, in every build.
#pragma once

namespace plimsoll::support {

/// Prints the condition with its place and a request for a report to standard error, then ends the program with
/// exit code 70.
[[noreturn]] void fail_assertion(const char* condition, const char* file, int line) noexcept;

}  // namespace plimsoll::support

#define PLIMSOLL_ASSERT(condition) \
  ((condition) ? static_cast<void>(0) : ::plimsoll::support::fail_assertion(#condition, __FILE__, __LINE__))
