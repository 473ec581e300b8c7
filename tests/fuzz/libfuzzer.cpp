// SPDX-License-Identifier: MIT OR Apache-2.0
// Under libFuzzer: `plimsoll_fuzz --target=NAME`, all other arguments are libFuzzer's.
#include <cstdint>
#include <cstdio>
#include <cstdlib>

#include "target.h"

extern "C" int LLVMFuzzerInitialize(int* argc, char*** argv);
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size);

namespace {

constexpr std::string_view option = "--target=";
const plimsoll::fuzz::Target* target = nullptr;

}  // namespace

extern "C" int LLVMFuzzerInitialize(int* argc, char*** argv) {
  const std::span<char*> arguments(*argv, static_cast<std::size_t>(*argc));
  for (const std::string_view argument : arguments)
    if (argument.starts_with(option)) target = plimsoll::fuzz::find_target(argument.substr(option.size()));
  if (target != nullptr) return 0;
  std::fputs("name one of these with --target=\n", stderr);
  for (const auto& each : plimsoll::fuzz::targets()) std::fprintf(stderr, "%s\n", each.name.data());
  std::exit(2);
}

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  target->read({reinterpret_cast<const char*>(data), size});
  return 0;
}
