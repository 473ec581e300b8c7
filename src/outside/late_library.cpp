// SPDX-License-Identifier: MIT OR Apache-2.0
#include "plimsoll/outside/late_library.h"

#include <dlfcn.h>

namespace plimsoll::outside {

LateLibrary::LateLibrary(const std::string& name)
    : handle_(::dlopen(name.c_str(), RTLD_LAZY | RTLD_LOCAL)), is_whole_(handle_ != nullptr) {}

void* LateLibrary::address(const char* name) {
  auto* found = handle_ == nullptr ? nullptr : ::dlsym(handle_, name);
  is_whole_ = is_whole_ && found != nullptr;
  return found;
}

}  // namespace plimsoll::outside
