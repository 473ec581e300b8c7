// SPDX-License-Identifier: MIT OR Apache-2.0
/// The outcome of an operation that can fail for reasons outside the program.
#pragma once

#include <string>
#include <string_view>
#include <tl/expected.hpp>
#include <utility>
#include <vector>

namespace plimsoll::support {

/// What kind of failure it is, as far as a caller would act differently.
enum class ErrorKind {
  not_found,   ///< the thing asked for does not exist
  unreadable,  ///< it exists and could not be read: permission, I/O, a directory in place of a file
  invalid,     ///< it was read and is not what it should be
  too_large,   ///< it is larger than the limit for its kind
  offline,     ///< the network would have been needed and was not allowed
  network,     ///< the network was used and failed
  busy,        ///< another process holds it
  usage,       ///< what was asked for does not make sense
};

/// Why an operation could not give its result. `message` is one line without a full stop; `context` says what was
/// being done, innermost first, and is printed below the message, one line each.
struct Error {
  ErrorKind kind = ErrorKind::invalid;
  std::string message;
  std::vector<std::string> context = {};

  /// The same error with one more line of context.
  [[nodiscard]] Error within(std::string what) && {
    context.push_back(std::move(what));
    return std::move(*this);
  }
};

/// The message and its context as lines, ready to print.
std::string to_text(const Error&);

template <class T>
using Result = tl::expected<T, Error>;

inline tl::unexpected<Error> failure(ErrorKind kind, std::string message) {
  return tl::unexpected<Error>(Error{kind, std::move(message), {}});
}
inline tl::unexpected<Error> failure(Error error) {
  return tl::unexpected<Error>(std::move(error));
}

}  // namespace plimsoll::support

#define PLIMSOLL_CONCAT_INNER(a, b) a##b
#define PLIMSOLL_CONCAT(a, b) PLIMSOLL_CONCAT_INNER(a, b)
#define PLIMSOLL_TRY_INTO_INNER(result, target, ...)                           \
  auto result = (__VA_ARGS__);                                                 \
  if (!result) return ::plimsoll::support::failure(std::move(result).error()); \
  target = std::move(result).value()

/// `TRY_INTO(auto value, expression);` puts the value of a Result in place or returns its error from this function.
#define TRY_INTO(target, ...) PLIMSOLL_TRY_INTO_INNER(PLIMSOLL_CONCAT(result_, __LINE__), target, __VA_ARGS__)

/// `TRY(expression);` returns the error of a Result<void> from this function.
#define TRY(...)                                                                               \
  do {                                                                                         \
    auto result_of_try = (__VA_ARGS__);                                                        \
    if (!result_of_try) return ::plimsoll::support::failure(std::move(result_of_try).error()); \
  } while (false)
