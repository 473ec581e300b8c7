// SPDX-License-Identifier: MIT OR Apache-2.0
#include "plimsoll/cargo/package_id.h"
#include "target.h"

namespace plimsoll::fuzz {

void read_source_id(std::string_view text) {
  const auto source = cargo::parse_source(text);
  if (!source) return;
  PLIMSOLL_ASSERT(!source->is_path());
  static_cast<void>(to_text(*source));
  static_cast<void>(cargo::to_spec({"tide", cargo::Version{.major = 1}, *source}));
}

}  // namespace plimsoll::fuzz
