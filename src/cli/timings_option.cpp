// SPDX-License-Identifier: MIT OR Apache-2.0
#include "timings_option.h"

#include "plimsoll/source/timings_file.h"
#include "plimsoll/support/text.h"

namespace plimsoll::cli {

void TimingsOption::describe(Arguments& arguments) {
  arguments.value("--timings", "FILE", file, "Take times from the page that `cargo build --timings` wrote");
}

support::Result<std::shared_ptr<const facts::Timings>> TimingsOption::read(const Context& context) const {
  std::shared_ptr<const facts::Timings> none;
  if (!file) return none;
  const auto text = context.world.files.read(*file, source::longest_timings_bytes);
  if (!text) {
    auto error = text.error();
    error.kind = support::ErrorKind::usage;
    return support::failure(std::move(error).within("reading the timings"));
  }
  TRY_INTO(auto timings, source::parse_timings(*text, support::printable(*file)));
  return std::make_shared<const facts::Timings>(std::move(timings));
}

}  // namespace plimsoll::cli
