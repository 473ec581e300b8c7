// SPDX-License-Identifier: MIT OR Apache-2.0
#include "plimsoll/support/result.h"

namespace plimsoll::support {

std::string to_text(const Error& error) {
  auto text = error.message;
  for (const auto& line : error.context) text += "\n  " + line;
  return text;
}

}  // namespace plimsoll::support
