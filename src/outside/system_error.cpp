// SPDX-License-Identifier: MIT OR Apache-2.0
#include "system_error.h"

#include <fmt/format.h>

#include <cerrno>
#include <system_error>

#include "plimsoll/support/text.h"

namespace plimsoll::outside {

tl::unexpected<support::Error> system_failure(std::string_view what, const std::string& path, int number) {
  const bool absent = number == ENOENT || number == ENOTDIR;
  return support::failure(
      absent ? support::ErrorKind::not_found : support::ErrorKind::unreadable,
      fmt::format("could not {} `{}`: {}", what, support::printable(path), std::generic_category().message(number)));
}

}  // namespace plimsoll::outside
